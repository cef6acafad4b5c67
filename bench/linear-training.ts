import { Seeded } from './seeded.js';

export interface Example {
  features: Int32Array;
  /** Features that count less than 1 each, and what each of them counts. */
  slight?: Int32Array;
  share?: number;
  positive: boolean;
  weight: number;
  /** Examples of one group stay together when the data is cut for cross-validation. */
  group: string;
}

export interface TrainingOptions {
  epochs?: number;
  rate?: number;
  decay?: number;
  seed?: number;
  dropout?: number;
  size?: number;
}

const EPOCHS = 12;
const RATE = 0.05;
const DECAY = 2e-6;
const SIZE = 1 << 18;

/**
 * Logistic regression by AdaGrad over shuffled examples. Deterministic: the same examples give the same weights.
 *
 * @param size - number of weights, a power of two
 * @param dropout - share of features that an example is seen without, others each time: none of them may be relied on
 */
export function train(
  examples: readonly Example[],
  { epochs = EPOCHS, rate = RATE, decay = DECAY, seed = 1, dropout = 0, size = SIZE }: TrainingOptions = {},
): Float64Array {
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  const order = Int32Array.from(examples, (_, at) => at);
  const row = new Seeded(seed);
  const kept = (1 - dropout) * 0x100000000;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = row.next() % (at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    for (const at of order) {
      const { features: all, slight: allSlight = NONE, share = 1, positive, weight } = examples[at]!;
      const features = dropout > 0 ? all.filter(() => row.next() < kept) : all;
      const slight = dropout > 0 ? allSlight.filter(() => row.next() < kept) : allSlight;
      const sum = sumOf(weights, features) + sumOf(weights, slight) * share;
      const error = (positive ? 1 : 0) - sigmoid(sum / (1 - dropout));
      descend(features, error * weight);
      descend(slight, error * weight * share);
    }
  }
  return weights;

  function descend(features: Int32Array, step: number): void {
    for (const feature of features) {
      const slot = feature & (size - 1);
      const gradient = step - decay * weights[slot]!;
      squares[slot]! += gradient * gradient;
      weights[slot]! += (rate * gradient) / Math.sqrt(squares[slot]!);
    }
  }
}

const NONE = new Int32Array(0);

/** What the weights say of an example, between 0 and 1. */
export function judgementOf(weights: Float64Array, example: Example): number {
  return sigmoid(sumOfExample(weights, example));
}

/** The same as a sum. */
export function sumOfExample(weights: Float64Array, { features, slight = NONE, share = 1 }: Example): number {
  return sumOf(weights, features) + sumOf(weights, slight) * share;
}

export function sumOf(weights: Float64Array, features: Int32Array): number {
  const mask = weights.length - 1;
  let sum = 0;
  for (const feature of features) sum += weights[feature & mask]!;
  return sum;
}

export function sigmoid(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/** The mean of what several orders of the examples give: with few examples, the last ones seen would weigh too much. */
export function trainInOrders(examples: readonly Example[], orders: number, options: TrainingOptions): Float64Array {
  const mean = new Float64Array(options.size ?? SIZE);
  for (let order = 1; order <= orders; order++)
    for (const [at, weight] of train(examples, { ...options, seed: order * 7919 }).entries())
      mean[at]! += weight / orders;
  return mean;
}

const FOLDS = 5;

/** The groups that are held out together, for each fold. */
export function foldsOf(grouped: readonly { group: string }[], folds = FOLDS): ReadonlySet<string>[] {
  const groups = [...new Set(grouped.map(({ group }) => group))];
  return Array.from({ length: folds }, (_, fold) => new Set(groups.filter((_, at) => at % folds === fold)));
}

/** Trains without each group in turn; what the rest says of it is what a new author's text may expect. */
export function printValidation(examples: readonly Example[], options: TrainingOptions): void {
  const judged: { probability: number; positive: boolean }[] = [];
  for (const held of foldsOf(examples)) {
    const weights = train(
      examples.filter(({ group }) => !held.has(group)),
      options,
    );
    for (const example of examples)
      if (example.weight === 1 && held.has(example.group))
        judged.push({ probability: judgementOf(weights, example), positive: example.positive });
  }
  const all = judged.filter(({ positive }) => positive).length;
  for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
    const taken = judged.filter(({ probability }) => probability >= threshold);
    const right = taken.filter(({ positive }) => positive).length;
    process.stdout.write(
      `from ${threshold}: precision ${(right / taken.length).toFixed(3)}, recall of candidates ${(right / all).toFixed(3)}\n`,
    );
  }
}
