import { type LinearModel, readModel } from '../../src/classify/linear-model.js';
import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { findNameCandidates } from './name-candidates.js';
import { MOST_FEATURES, nameFeatures } from './name-features.js';
import { PUBLIC_TITLE_AFTER, PUBLIC_TITLES } from './titles.js';

export const NAME_WEIGHTS = 'name-weights';

/** Less is not even worth remembering for the case that the same name is certain elsewhere. */
const FAINT = 0.06;
const REACH = 24;

let model: LinearModel | undefined;
const features = new Int32Array(MOST_FEATURES);

/** Names that no single cue announces: everything around them is weighed together, as the trained model says. */
export function judgedNames({ text }: Scan): Candidate[] {
  model ??= readModel(NAME_WEIGHTS);
  const judge = model;
  const judged: Candidate[] = [];
  findNameCandidates(text, (candidate) => {
    const count = nameFeatures(text, candidate, features);
    const probability = judge.probability(features, count);
    if (probability < FAINT) return;
    const { start, end, kind } = candidate;
    if (
      PUBLIC_TITLES.test(text.slice(Math.max(0, start - REACH), start).trimEnd()) ||
      PUBLIC_TITLE_AFTER.test(text.slice(end, end + REACH))
    )
      return;
    judged.push({
      start,
      end,
      rule: `judged-${kind}`,
      score: 0.02 + probability * 0.92,
      settled: true,
      because: 'all around it',
    });
  });
  return judged;
}
