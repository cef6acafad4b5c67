import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
import { ClauseSum } from './clause-sum.js';
import { SecretSum } from './secrets/secret-sum.js';
import { TermSum } from './term-sum.js';

export const CIRCUMSTANCE_WEIGHTS = 'circumstance-weights';
export const CLAUSE_WEIGHTS = 'clause-weights';

let model: LinearModel | undefined;
let terms: TermSum | undefined;
let clauses: ClauseSum | undefined;
let secrets: SecretSum | undefined;

/** One model for all types: the data for one alone would be little, and they are told alike. */
export function circumstanceModel(): LinearModel {
  model ??= readModel(CIRCUMSTANCE_WEIGHTS);
  return model;
}

/** What judges a term by the words beside it. */
export function termSum(): TermSum {
  terms ??= new TermSum(circumstanceModel());
  return terms;
}

/** What judges a term by its whole clause. */
export function clauseSum(): ClauseSum {
  clauses ??= new ClauseSum(readModel(CLAUSE_WEIGHTS));
  return clauses;
}

/** What judges a sentence that may tell a secret. */
export function secretSum(): SecretSum {
  secrets ??= new SecretSum(circumstanceModel());
  return secrets;
}

/** Sum for a clause below which no term in it can be likely enough. */
export const HOPELESS = -6;

/** Less is not even worth explaining, and a text without anything is soon known to be empty. */
export const FAINT = 0.25;

/** From the probability to the score: what reaches the threshold is likely, what is sure all but certain. */
export function scoreFrom(probability: number, threshold: number): number {
  return probability < threshold
    ? (0.49 * probability) / threshold
    : 0.5 + (0.45 * (probability - threshold)) / (1 - threshold);
}

/** Hash of a field's name, as a feature. */
export function fieldHash(name: string): number {
  let hash = name.length;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash;
}
