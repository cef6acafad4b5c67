import type { LinearModel } from '../../src/classify/learned/linear-model.js';
import type { Around } from './around.js';
import { DIGIT_KINDS } from './digit-kinds.js';
import { featuresAs, featuresOf, MOST_FEATURES_AS } from './place-features.js';

const features = new Int32Array(MOST_FEATURES_AS);
const best = { kind: -1, sum: 0 };

/** What a model says of places of digits. */
export class PlaceSums {
  readonly #model: Pick<LinearModel, 'sum'>;

  constructor(model: Pick<LinearModel, 'sum'>) {
    this.#model = model;
  }

  /**
   * The likeliest kind of the place at `at`, and the sum that it is a number at all: of a number that may be of one kind
   * or another each alone says too little. Overwritten by the next call; kind -1: nothing speaks for any.
   */
  best(around: Around, at: number): { readonly kind: number; readonly sum: number } {
    const seen = featuresOf(around, at);
    best.kind = -1;
    best.sum = Number.NEGATIVE_INFINITY;
    let any = 0;
    for (let kind = 0; kind < DIGIT_KINDS.length; kind++) {
      if (!(seen.kinds.mayBe & (1 << kind))) continue;
      const sum = this.#model.sum(features, featuresAs(seen, kind, features));
      any += Math.exp(sum);
      if (sum > best.sum) {
        best.sum = sum;
        best.kind = kind;
      }
    }
    if (best.kind >= 0) best.sum = Math.log(any);
    return best;
  }
}
