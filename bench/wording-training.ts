import { clausesIn } from '../classifiers/circumstances/text-clauses.js';
import {
  MOST_WORDING_FEATURES,
  SECRET_NUMBER,
  WORDING_SIZE,
  wordingFeatures,
} from '../classifiers/circumstances/wording.js';
import { inSteps, LinearModel } from '../src/classify/learned/linear-model.js';
import { JUDGED_TYPES, judgedText } from './circumstance-examples.js';
import type { GroupedRecord } from './development-part.js';
import { foldsOf, train } from './linear-training.js';

const OPTIONS = { size: WORDING_SIZE, epochs: 5, decay: 1e-4 };
/** A power of two, as models have it. */
const BLOCKS = 8;

interface Clause {
  features: Int32Array;
  /** One bit for each type that is told in it. */
  types: number;
  group: string;
}

export interface TrainedWording {
  /** For each group of records what was trained without it: it judges them as it will judge new text. */
  without: ReadonlyMap<string, LinearModel>;
  weights: Float64Array;
}

/** Trains what judges clauses by their words on all clauses of all records. */
export function trainWording(gold: readonly GroupedRecord[]): TrainedWording {
  const clauses = gold.flatMap(({ group, record }) => clausesOf(record, group));
  const without = new Map<string, LinearModel>();
  for (const held of foldsOf(gold)) {
    const rest = clauses.filter(({ group }) => !held.has(group));
    const model = modelOf(weightsOf(rest));
    for (const group of held) without.set(group, model);
  }
  return { without, weights: weightsOf(clauses) };
}

function clausesOf({ fields }: GroupedRecord['record'], group: string): Clause[] {
  const buffer = new Int32Array(MOST_WORDING_FEATURES);
  return fields.flatMap((field) => {
    const { text, spans } = judgedText(field);
    return clausesIn(text).map(({ start, end }) => {
      let types = 0;
      for (const span of spans) {
        const type = JUDGED_TYPES.indexOf(span.type);
        if (type >= 0 && span.start < end && span.end > start) types |= 1 << type;
      }
      return { features: buffer.slice(0, wordingFeatures(text, start, end, buffer)), types, group };
    });
  });
}

/** Weights of each type, one block after the other. */
function weightsOf(clauses: readonly Clause[]): Float64Array {
  const all = new Float64Array(BLOCKS * WORDING_SIZE);
  for (let type = 0; type <= SECRET_NUMBER; type++) {
    const examples = clauses.map(({ features, types, group }) => {
      return { features, positive: ((types >> type) & 1) === 1, weight: 1, group };
    });
    all.set(train(examples, OPTIONS), type * WORDING_SIZE);
  }
  return all;
}

/** The weights as the detector reads them again: in steps of one scale. */
export function modelOf(weights: Float64Array): LinearModel {
  const { steps, scale } = inSteps(weights);
  return new LinearModel(steps, scale);
}
