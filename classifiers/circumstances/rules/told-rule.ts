import type { Terms } from '../terms.js';

/**
 * Circumstances count only when told about a person in the record. A term says nothing by itself (FAQs, notices and
 * statistics are full of them): everything around it is weighed.
 */
export interface ToldRule {
  terms: Terms;
  /** What follows the term when someone has it: と診断され, で通院, を受給. */
  predicate: RegExp;
  /** What follows it when it is a subject matter: の予防, 講座. */
  subject: RegExp;
  /** Score of the term by rule before any evidence. */
  base?: number;
  /** Extends the found term to what belongs to it: 手帳 → 手帳２級. Tested on what follows. */
  extend?: RegExp;
  /** Takes in what stands before the term: 潰瘍性大腸 before 炎. Tested on what precedes. */
  prefix?: RegExp;
  /** Groups of terms that tell nothing without such a prefix. */
  suffixes?: ReadonlySet<number>;
  /** Follows a term at once when both are another word: 病 in 病院. */
  otherWord?: RegExp;
  /** Why the whole term is something else; tested on the term with what stands before it. */
  nothing?: RegExp;
  /** Groups that add nothing beside another term: 通院 beside 透析. */
  general?: ReadonlySet<number>;
  /** What may stand between two terms that tell one circumstance: 窃盗 で 服役. A particle, unless said otherwise. */
  joins?: RegExp;
  /** From this probability on it is reported. */
  threshold: number;
}
