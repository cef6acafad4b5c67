import { Fault } from '../../base/fault.js';
import { readLexicon } from '../lexicon.js';

/** Fewest weights a model has; features are hashed to them. Always a power of two. */
export const SMALLEST_MODEL = 1 << 16;

/**
 * Weights of hashed features. What a model says is the sum of its features' weights, as a probability between 0 and 1.
 * Trained by the programs in `bench`; see the head of each `*-weights.txt`.
 */
export class LinearModel {
  readonly #weights: Int8Array;
  readonly #mask: number;
  /** What one step of a weight is. */
  readonly scale: number;

  constructor(weights: Int8Array, scale: number) {
    this.#weights = weights;
    this.#mask = weights.length - 1;
    this.scale = scale;
  }

  /** Weight of one feature, in steps of `scale`: whole numbers, whose sums do not depend on their order. */
  steps(feature: number): number {
    return this.#weights[feature & this.#mask]!;
  }

  /** The sum for `features` from `first` up to `count`, in steps too, so that parts may be summed by themselves. */
  stepsOf(features: Int32Array, count: number, first = 0): number {
    const weights = this.#weights;
    const mask = this.#mask;
    let steps = 0;
    for (let at = first; at < count; at++) steps += weights[features[at]! & mask]!;
    return steps;
  }

  /** The same as a sum of weights. */
  sum(features: Int32Array, count: number, first = 0): number {
    return this.stepsOf(features, count, first) * this.scale;
  }

  /** The sum of features in one of the blocks of `size` weights, a power of two, that a model of several kinds consists of. */
  sumInBlock(features: Int32Array, count: number, block: number, size: number): number {
    const first = block * size;
    let steps = 0;
    for (let at = 0; at < count; at++) steps += this.steps(first | (features[at]! & (size - 1)));
    return steps * this.scale;
  }

  probability(features: Int32Array, count: number): number {
    return probabilityOf(this.sum(features, count));
  }
}

/** What a sum of weights says, between 0 and 1. */
export function probabilityOf(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Reads `classifiers/lexicon/<name>.txt`: the scale, then the weights as bytes in Base64.
 *
 * @throws {Fault} `bug` / `classify/bad-weights` when the number of weights is no power of two
 */
export function readModel(name: string): LinearModel {
  const [[scale = ''] = [], ...lines] = readLexicon(name).rows;
  const bytes = Buffer.from(lines.map(([line]) => line).join(''), 'base64');
  if (!isSize(bytes.length) || !(Number(scale) > 0))
    throw new Fault('bug', 'classify/bad-weights', `weights ${name} are damaged`, { bytes: bytes.length });
  return new LinearModel(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), Number(scale));
}

function isSize(length: number): boolean {
  return length >= SMALLEST_MODEL && (length & (length - 1)) === 0;
}

/** Weights in whole steps of one scale, as a model holds them. */
export function inSteps(weights: Float64Array): { steps: Int8Array; scale: number } {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127;
  return { steps: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}

/** The lines of a list that `readModel` reads. */
export function writtenModel(weights: Float64Array): string[] {
  const { steps, scale } = inSteps(weights);
  const text = Buffer.from(steps.buffer).toString('base64');
  return [scale.toPrecision(6), ...(text.match(/.{1,120}/g) ?? [])];
}
