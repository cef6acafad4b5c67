import { type LinearModel, probabilityOf, readModel } from '../../../src/classify/learned/linear-model.js';
import type { Candidate } from '../../../src/classify/recognizer.js';
import { type Scan, wholeOf } from '../../../src/classify/scan.js';
import { NAME_KINDS, type NameCandidate, type NameKind } from '../candidates/name-candidate.js';
import { findNameCandidates } from '../candidates/name-candidates.js';
import { personInCell } from '../cells/person-in-cell.js';
import { isKnownAbroad, scoreInProse } from '../prose/names-in-prose.js';
import { isKnownPlace } from '../words/known-places.js';
import { KindSums } from './kind-sums.js';
import { MOST_FEATURES, nearFeatures, widerFeatures } from './name-features.js';
import { ruledOut } from './ruled-out.js';
import { WordsAround } from './words-around.js';

export const NAME_WEIGHTS = 'name-weights';
/** Weights of what is seen at first sight: most candidates need no second look. */
export const NAME_FILTER = 'name-filter';

/** Less is not even worth remembering for the case that the same name is certain elsewhere. */
const FAINT = 0.06;

const LEAST = 0.2;
const SPAN = 0.72;
/**
 * By how much the odds that a candidate is a name are better than a model says that has read nothing of its author:
 * a full name of listed parts is one in four of five places where the model still doubts. Read off six new authors'
 * texts before anything was trained on them.
 */
const ODDS: Partial<Record<NameKind, number>> = { full: 4.5, katakana: 2, unlisted: 2 };

/** The probability of a name by what the model says of a candidate; that 宇都宮 is 宇都 and 宮 makes it no full name. */
export function likelihoodOfName(probability: number, text: string, { start, end, kind }: NameCandidate): number {
  const odds = ODDS[kind] ?? 1;
  if (odds === 1 || isKnownPlace(text, start, end)) return probability;
  return (probability * odds) / (1 - probability + probability * odds);
}

/** Score of a candidate by its probability: reported from 0.42 on, since a missed name weighs more than a false one. */
export function scoreOfName(probability: number): number | undefined {
  return probability < FAINT ? undefined : LEAST + probability * SPAN;
}

/** Two candidates in three look less like a name at first sight; no name was lost so that the second look would have found. */
const HOPELESS = -3.8;
/** Of a name that its cell vouches for. */
const SCORE_IN_CELL = 0.92;
/** Below it nothing is reported, not even beside somebody of the record, so what stands around need not be looked at. */
const WORTH_A_LOOK = 0.2;

/** The last part of the name of each kind's rule. */
export const RULES = Object.fromEntries(NAME_KINDS.map((kind) => [kind, `judged-${kind}`])) as Record<NameKind, string>;
/** Of a name that stands in prose about people. */
const IN_PROSE = 'prose';
/** What a unit more of a name is worth when readings of one place are compared; as in the choice between findings. */
const LENGTH_BONUS = 0.01;

/** Of readings that overlap only the best is of use: 山田太郎, not 山田 and 太郎 as well. What is kept from `lowest` on is disjoint and in order. */
export function keepBest(judged: Candidate[], lowest: number, candidate: Candidate): void {
  const worth = worthOf(candidate);
  let kept = judged.length;
  while (kept > lowest && judged[kept - 1]!.end > candidate.start) {
    if (worthOf(judged[kept - 1]!) >= worth) return;
    kept--;
  }
  // Setting the length would take as long as a look at the candidate.
  while (judged.length > kept) judged.pop();
  judged.push(candidate);
}

function worthOf({ start, end, score }: Candidate): number {
  return score + (end - start) * LENGTH_BONUS;
}

interface Judge {
  filter: LinearModel;
  model: LinearModel;
  around: WordsAround;
  kinds: KindSums;
}

let judge: Judge | undefined;
const features = new Int32Array(MOST_FEATURES);

/** Names that no single cue announces: everything around them is weighed together, as the trained model says. */
export function judgedNames(scan: Scan, found: Candidate[]): void {
  const { text, words } = scan;
  judge ??= loadJudge();
  const { filter, model, around, kinds } = judge;
  const lowest = found.length;
  let isBegun = false;
  findNameCandidates(text, words, (candidate) => {
    if (keepInCell(text, candidate, found, lowest)) return;
    const near = nearFeatures(text, candidate, features);
    if (filter.sum(features, near) < HOPELESS && !isKnownAbroad(text, candidate)) return;
    const count = widerFeatures(text, candidate, words, features, near);
    if (!isBegun) {
      around.begin(text);
      kinds.begin(wholeOf(scan).text);
    }
    isBegun = true;
    const judged = probabilityOf(
      model.sum(features, count) + around.sum(candidate, text, words) + kinds.sum(candidate),
    );
    const probability = likelihoodOfName(judged, text, candidate);
    const score = scoreOfName(probability);
    const inProse = scoreInProse(scan, candidate, probability);
    if (score === undefined && inProse === undefined) return;
    if ((probability > WORTH_A_LOOK || inProse !== undefined) && ruledOut(scan, candidate)) return;
    const { start, end, kind } = candidate;
    if (inProse !== undefined) {
      const sure = Math.max(inProse, score ?? 0);
      keepBest(found, lowest, { start, end, rule: IN_PROSE, score: sure, settled: true, because: 'prose' });
    } else if (score !== undefined)
      keepBest(found, lowest, { start, end, rule: RULES[kind], score, settled: true, because: 'all around it' });
  });
}

/** What the cell vouches for, whatever else stands around it. */
function keepInCell(text: string, candidate: NameCandidate, found: Candidate[], lowest: number): boolean {
  const because = personInCell(text, candidate);
  if (because === undefined) return false;
  const { start, end } = candidate;
  keepBest(found, lowest, { start, end, rule: 'cell', score: SCORE_IN_CELL, settled: true, because });
  return true;
}

function loadJudge(): Judge {
  const model = readModel(NAME_WEIGHTS);
  return { filter: readModel(NAME_FILTER), model, around: new WordsAround(model), kinds: new KindSums(model) };
}
