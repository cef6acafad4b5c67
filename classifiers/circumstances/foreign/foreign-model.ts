import { type LinearModel, probabilityOf, readModel } from '../../../src/classify/learned/linear-model.js';
import type { Scan } from '../../../src/classify/scan.js';
import type { Range } from '../../../src/text/windows.js';
import { CIRCUMSTANCE_TYPES } from '../rules/rules.js';
import { foreignFeatures, MOST_FOREIGN_FEATURES } from './foreign-features.js';

export const FOREIGN_WEIGHTS = 'foreign-weights';
/** Each type has this many weights of its own, one block after the other; the last block is for any type. */
export const FOREIGN_SIZE = 1 << 16;
export const ANY_TYPE = CIRCUMSTANCE_TYPES.length;

let model: LinearModel | undefined;
const features = new Int32Array(MOST_FOREIGN_FEATURES);

/** How likely a sentence tells a circumstance of somebody, and which type that would be of. */
export function foreignJudgement(scan: Scan, sentence: Range): { type: number; probability: number } {
  model ??= readModel(FOREIGN_WEIGHTS);
  const count = foreignFeatures(scan, sentence, features);
  let type = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < ANY_TYPE; one++) {
    const sum = model.sumInBlock(features, count, one, FOREIGN_SIZE);
    if (sum > most) [type, most] = [one, sum];
  }
  return { type, probability: probabilityOf(model.sumInBlock(features, count, ANY_TYPE, FOREIGN_SIZE)) };
}
