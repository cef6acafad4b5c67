import type { LinearModel } from '../../../src/classify/learned/linear-model.js';
import type { NameCandidate } from '../candidates/name-candidate.js';
import { shapeOf } from './name-features.js';
import { kindFeatures, kindOfText, MOST_OF_KIND } from './text-kind.js';

/** Shapes and traits of candidates are below these. */
const SHAPES = 32;
const TRAITS = 64;

/** What a model says of candidates by the kind of the text: asked once for each shape. */
export class KindSums {
  readonly #model: LinearModel;
  readonly #features = new Int32Array(MOST_OF_KIND);
  readonly #sums = new Float64Array(SHAPES * TRAITS);
  /** The text that a sum is of, by its number. */
  readonly #asked = new Uint32Array(SHAPES * TRAITS);
  #text = 0;
  #kind = 0;

  constructor(model: LinearModel) {
    this.#model = model;
  }

  begin(text: string): void {
    this.#text++;
    this.#kind = kindOfText(text);
  }

  /** For a candidate of the text that was begun last. */
  sum(candidate: NameCandidate): number {
    const shape = shapeOf(candidate);
    const key = shape * TRAITS + candidate.traits;
    if (this.#asked[key] !== this.#text) {
      this.#asked[key] = this.#text;
      const count = kindFeatures(this.#kind, shape, candidate.traits, this.#features, 0);
      this.#sums[key] = this.#model.sum(this.#features, count);
    }
    return this.#sums[key]!;
  }
}
