import { BESIDE_FEATURES } from '../classifiers/circumstances/beside-features.js';
import { type Place, placeOfSecret, placeOfTerm } from '../classifiers/circumstances/places.js';
import { besideOthers, seenBeside } from '../classifiers/circumstances/second-look.js';
import type { LinearModel } from '../src/classify/learned/linear-model.js';
import { type Tree, TreeModel, writtenTrees } from '../src/classify/learned/tree-model.js';
import { JUDGED_TYPES, type JudgedCandidate, type JudgedRecord, SECRET } from './circumstance-examples.js';
import { type TreeExample, trainTrees } from './tree-training.js';

/** What judges places by themselves: terms and secrets, and clauses. */
export interface FirstLook {
  terms: LinearModel;
  clauses: LinearModel;
}

/** A record with a place for each of its candidates, as models see them that were trained without it. */
export interface LookedRecord {
  record: JudgedRecord;
  places: readonly Place[];
}

/** A place of a text that tells of nobody raises the whole record when it is taken for one that does. */
const NOBODY = 2;

export function lookedAt(record: JudgedRecord, models: FirstLook): LookedRecord {
  return { record, places: record.candidates.map((one) => placeOf(one, models)) };
}

function placeOf(candidate: JudgedCandidate, { terms, clauses }: FirstLook): Place {
  const { type, features, clause, vote } = candidate;
  const byTerm = () => terms.sum(features, features.length);
  if (type === SECRET || !clause) return placeOfSecret({ ...candidate, because: '' }, byTerm(), vote);
  const byClause = clauses.sum(clause.features, clause.features.length);
  return placeOfTerm(JUDGED_TYPES.indexOf(type), candidate, clause, byClause, vote, byTerm);
}

export function trainSecondLook(looked: readonly LookedRecord[]): Tree[] {
  return trainTrees(looked.flatMap(treeExamplesOf));
}

function treeExamplesOf(looked: LookedRecord): TreeExample[] {
  const { candidates, level } = looked.record;
  const candidateOf = new Map(looked.places.map((place, at) => [place, candidates[at]!]));
  const examples: TreeExample[] = [];
  const weight = level === 1 ? NOBODY : 1;
  eachSeen(looked, (place, features) => {
    const { positive } = candidateOf.get(place)!;
    examples.push({ features: features.slice(), sum: place.sum, positive, weight });
  });
  return examples;
}

/** Judges the places as the detector will, which reads the trees from their lines. */
export function judgeWith(trees: readonly Tree[], some: readonly LookedRecord[]): void {
  const model = new TreeModel(writtenTrees(trees).map((line) => line.split('\t')));
  for (const looked of some)
    eachSeen(looked, (place, features) => {
      place.probability = besideOthers(place, model, features);
    });
}

function eachSeen({ record, places }: LookedRecord, look: (place: Place, features: Float64Array) => void): void {
  const features = new Float64Array(BESIDE_FEATURES);
  for (const [field, text] of record.texts.entries()) {
    const ofField = places.filter((_, at) => record.candidates[at]!.field === field);
    seenBeside(ofField, text, features, (place) => look(place, features));
  }
}
