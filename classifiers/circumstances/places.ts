import { probabilityOf } from '../../src/classify/learned/linear-model.js';
import { cuesOf, type Scan } from '../../src/classify/scan.js';
import type { Range } from '../../src/text/windows.js';
import { clauseSum, fieldHash, HOPELESS, secretSum, termSum } from './circumstance-model.js';
import { CIRCUMSTANCE_TYPES, RULES } from './rules/rules.js';
import { type SecretSentence, secretSentences } from './secrets/secret-sentences.js';
import { secretVote } from './secrets/secret-vote.js';
import { viewOfText } from './text-view.js';
import { type Told, toldCandidates } from './told/told-candidates.js';
import { clausesOfTold } from './told/told-clauses.js';
import { SECRET_NUMBER, wordingModel, wordingSum, wordingVote } from './wording.js';

export const SECRET_TYPE = 'CORPORATE_SECRET';

/** A term or a sentence that may tell a circumstance, with what the trained models say of it by itself. */
export interface Place extends Range {
  /** Number of the type, of `CIRCUMSTANCE_TYPES`, or `SECRET_NUMBER`. */
  type: number;
  /** Group of the term; 0 for a sentence. */
  group: number;
  /** The clause of a term, which terms of one clause share; of a sentence itself. */
  clause: Range;
  /** What the models say of the term (or sentence) with the words beside it, and of the whole clause: sums. */
  byTerm: number;
  byClause: number;
  /** What the wording of the clause adds to them. */
  vote: number;
  /** All of it together. */
  sum: number;
  /** What the second look makes of it; by the sum alone before. */
  probability: number;
  /** The first cue of a sentence. */
  because?: string;
}

/** Sums are looked at between these two. */
const LEAST_SUM = -7;
const MOST_SUM = 5;

/**
 * A term as the models see it. Three judge each: one sees the term and the words beside it, one the whole clause with
 * what stands around it, one the words of the clause alone; each errs elsewhere, so all of them have a vote.
 *
 * @param byTerm - asked only where the clause leaves some hope
 */
export function placeOfTerm(
  type: number,
  { start, end, group }: Pick<Told, 'start' | 'end' | 'group'>,
  clause: Range,
  byClause: number,
  vote: number,
  byTerm: () => number,
): Place {
  const own = byClause < HOPELESS ? LEAST_SUM : byTerm();
  const sum = byClause < HOPELESS ? LEAST_SUM : bounded((own + byClause) / 2 + vote);
  const probability = probabilityOf(sum);
  return { type, start, end, group, clause, byTerm: bounded(own), byClause: bounded(byClause), vote, sum, probability };
}

/** A sentence that may tell a secret, as the models see it. */
export function placeOfSecret(
  { start, end, because }: Pick<SecretSentence, 'start' | 'end' | 'because'>,
  bySentence: number,
  vote: number,
): Place {
  const sum = bounded(bySentence + vote);
  const clause = { start, end };
  return {
    type: SECRET_NUMBER,
    start,
    end,
    group: 0,
    clause,
    byTerm: bounded(bySentence),
    byClause: 0,
    vote,
    sum,
    probability: probabilityOf(sum),
    because,
  };
}

function bounded(sum: number): number {
  return Math.max(LEAST_SUM, Math.min(MOST_SUM, sum));
}

/** All such places of a text by type, those of a type in order. */
export function placesOf(scan: Scan): Place[] {
  const places: Place[] = [];
  for (let type = 0; type < CIRCUMSTANCE_TYPES.length; type++) addTerms(scan, type, places);
  addSecrets(scan, places);
  return places;
}

function addTerms(scan: Scan, type: number, places: Place[]): void {
  const name = CIRCUMSTANCE_TYPES[type]!;
  const hits = cuesOf(scan, name);
  const told = toldCandidates(scan, hits, RULES[name]);
  if (told.length === 0) return;
  const field = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  const clauses = clausesOfTold(scan.text, told, hits, RULES[name]);
  let [byClause, vote] = [0, 0];
  for (const [at, one] of told.entries()) {
    const clause = clauses[at]!;
    if (clause !== clauses[at - 1]) {
      byClause = clauseSum().of(scan, clause, type, field, view);
      vote = wordingVote(wordingSum(wordingModel(), scan.text, clause, type));
    }
    places.push(placeOfTerm(type, one, clause, byClause, vote, () => termSum().of(scan, one, type, field, view)));
  }
}

function addSecrets(scan: Scan, places: Place[]): void {
  const sentences = secretSentences(scan, cuesOf(scan, SECRET_TYPE));
  if (sentences.length === 0) return;
  const field = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  for (const sentence of sentences) {
    const bySentence = secretSum().of(scan, sentence, field, view);
    places.push(placeOfSecret(sentence, bySentence, secretVote(wordingModel(), scan.text, sentence)));
  }
}
