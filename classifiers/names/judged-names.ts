import { type LinearModel, readModel } from '../../src/classify/linear-model.js';
import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { findNameCandidates } from './name-candidates.js';
import { MOST_FEATURES, nameFeatures } from './name-features.js';
import { NOT_AFTER_NAME } from './not-names.js';
import { PUBLIC_TITLE_AFTER, PUBLIC_TITLES } from './titles.js';

export const NAME_WEIGHTS = 'name-weights';

/** Less is not even worth remembering for the case that the same name is certain elsewhere. */
const FAINT = 0.06;
const REACH = 24;

/** Below it nothing is reported, so what stands around need not be looked at. */
const WORTH_A_LOOK = 0.4;

/** What is no citizen's name whatever the model says: 山田駅, 大西市議会議員. */
function ruledOut(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + REACH);
  return (
    PUBLIC_TITLES.test(text.slice(Math.max(0, start - REACH), start).trimEnd()) ||
    PUBLIC_TITLE_AFTER.test(after) ||
    NOT_AFTER_NAME.test(after)
  );
}

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
    if (probability > WORTH_A_LOOK && ruledOut(text, start, end)) return;
    judged.push({
      start,
      end,
      rule: `judged-${kind}`,
      score: 0.14 + probability * 0.83,
      settled: true,
      because: 'all around it',
    });
  });
  return judged;
}
