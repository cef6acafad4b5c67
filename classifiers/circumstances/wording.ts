import { mix, mixed, unitAt } from '../../src/classify/learned/feature-hashing.js';
import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
import type { Range } from '../../src/text/windows.js';
import { CIRCUMSTANCE_TYPES } from './rules/rules.js';

export const WORDING_WEIGHTS = 'wording-weights';
/** Number of what no rule tells in a phrase, after those of `CIRCUMSTANCE_TYPES`. */
export const SECRET_NUMBER = CIRCUMSTANCE_TYPES.length;
/** Each type has this many weights of its own, one block after the other. */
export const WORDING_SIZE = 1 << 17;
/** No clause has more features. */
export const MOST_WORDING_FEATURES = 96;
const LONGEST = 46;

let model: LinearModel | undefined;
const features = new Int32Array(MOST_WORDING_FEATURES);

/**
 * What judges a clause by its own words, whatever stands around it. It has seen all clauses of all texts, the others only
 * those with terms, so it errs elsewhere than they do.
 */
export function wordingModel(): LinearModel {
  model ??= readModel(WORDING_WEIGHTS);
  return model;
}

/** What the wording of a clause says for a type: the sum of its weights. */
export function wordingSum(judge: LinearModel, text: string, { start, end }: Range, type: number): number {
  const count = wordingFeatures(text, start, end, features);
  return judge.sumInBlock(features, count, type, WORDING_SIZE);
}

/** How much the wording says beside other judges, and the sum that speaks neither for nor against. */
const VOTE = 0.3;
const NEUTRAL = -2.5;
const LOWEST = -6;

/** What the wording adds to the sum of other judges. */
export function wordingVote(sum: number): number {
  return VOTE * (Math.max(LOWEST, sum) - NEUTRAL);
}

/**
 * All runs of two and three units of a clause, and how long it is.
 *
 * @param out - receives hashes; `MOST_WORDING_FEATURES` hold them
 * @returns how many
 */
export function wordingFeatures(text: string, start: number, end: number, out: Int32Array): number {
  let count = 0;
  const last = Math.min(end, start + LONGEST);
  let [before, here] = [1, unitAt(text, start)];
  for (let at = start; at < last; at++) {
    const next = at + 1 < end ? unitAt(text, at + 1) : 2;
    const two = mix(here, next);
    out[count++] = two;
    out[count++] = mix(two, before);
    before = here;
    here = next;
  }
  out[count++] = mixed(99, Math.min(7, (end - start) >> 2));
  return count;
}
