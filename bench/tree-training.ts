import type { Tree } from '../src/classify/learned/tree-model.js';
import { sigmoid } from './linear-training.js';

export interface TreeExample {
  features: Float64Array;
  /** Where the sum begins to which the trees add. */
  sum: number;
  positive: boolean;
  weight: number;
}

/** Trees, questions one behind the other in each, and how far a tree goes towards what its examples ask for. */
const TREES = 60;
const DEPTH = 5;
const RATE = 0.1;
/** A leaf's least share of what is still doubtful, and what holds leaves of few examples back. */
const LEAST = 4;
const RESTRAINT = 10;
const LEAST_GAIN = 1e-3;
/** Each feature is asked for at so many places at most. */
const STEPS = 32;
/** Figures in which thresholds and leaves are written. */
const FIGURES = 5;

/** A feature of all examples, as the number of thresholds it reaches. */
interface Column {
  thresholds: readonly number[];
  steps: Uint8Array;
}

/**
 * Gradient-boosted trees for a yes or no: each is grown on what those before it left over. Deterministic: the same
 * examples in the same order give the same trees.
 *
 * @see https://doi.org/10.1214/aos/1013203451 Friedman, Greedy function approximation (2001)
 */
export function trainTrees(examples: readonly TreeExample[]): Tree[] {
  const columns = Array.from(examples[0]!.features, (_, feature) => columnOf(examples, feature));
  const sums = Float64Array.from(examples, ({ sum }) => sum);
  const errors = new Float64Array(examples.length);
  const doubts = new Float64Array(examples.length);
  const all = Int32Array.from(examples, (_, at) => at);
  const errorsBelow = new Float64Array(STEPS);
  const doubtsBelow = new Float64Array(STEPS);
  return Array.from({ length: TREES }, () => {
    for (const [at, { positive, weight }] of examples.entries()) {
      const probability = sigmoid(sums[at]!);
      errors[at] = ((positive ? 1 : 0) - probability) * weight;
      doubts[at] = probability * (1 - probability) * weight;
    }
    return grow(all, DEPTH);
  });

  function grow(some: Int32Array, depth: number): Tree {
    let [error, doubt] = [0, 0];
    for (const at of some) {
      error += errors[at]!;
      doubt += doubts[at]!;
    }
    const split = depth > 0 ? bestSplit(some, error, doubt) : undefined;
    if (!split) {
      const leaf = rounded((RATE * error) / (doubt + RESTRAINT));
      for (const at of some) sums[at]! += leaf;
      return leaf;
    }
    const { feature, step } = split;
    const { steps, thresholds } = columns[feature]!;
    const low = grow(
      some.filter((at) => steps[at]! <= step),
      depth - 1,
    );
    const high = grow(
      some.filter((at) => steps[at]! > step),
      depth - 1,
    );
    return { feature, threshold: thresholds[step]!, low, high };
  }

  function bestSplit(some: Int32Array, error: number, doubt: number): { feature: number; step: number } | undefined {
    let best: { feature: number; step: number } | undefined;
    let most = LEAST_GAIN + worth(error, doubt);
    for (const [feature, { steps, thresholds }] of columns.entries()) {
      errorsBelow.fill(0);
      doubtsBelow.fill(0);
      for (const at of some) {
        errorsBelow[steps[at]!]! += errors[at]!;
        doubtsBelow[steps[at]!]! += doubts[at]!;
      }
      let [lowError, lowDoubt] = [0, 0];
      for (let step = 0; step < thresholds.length; step++) {
        lowError += errorsBelow[step]!;
        lowDoubt += doubtsBelow[step]!;
        if (lowDoubt < LEAST || doubt - lowDoubt < LEAST) continue;
        const both = worth(lowError, lowDoubt) + worth(error - lowError, doubt - lowDoubt);
        if (both <= most) continue;
        most = both;
        best = { feature, step };
      }
    }
    return best;
  }
}

/** By how much a leaf lowers what is left over. */
function worth(error: number, doubt: number): number {
  return (error * error) / (doubt + RESTRAINT);
}

/** Thresholds stand where the examples are parted into shares as equal as their values allow. */
function columnOf(examples: readonly TreeExample[], feature: number): Column {
  const values = Float64Array.from(examples, ({ features }) => features[feature]!);
  const sorted = values.slice().sort();
  const thresholds: number[] = [];
  for (let share = 1; share < STEPS; share++) {
    const value = rounded(sorted[Math.floor((sorted.length * share) / STEPS)]!);
    if (value > (thresholds.at(-1) ?? sorted[0]!)) thresholds.push(value);
  }
  const steps = Uint8Array.from(values, (value) => {
    let step = 0;
    while (step < thresholds.length && value >= thresholds[step]!) step++;
    return step;
  });
  return { thresholds, steps };
}

function rounded(value: number): number {
  return Number(value.toPrecision(FIGURES));
}
