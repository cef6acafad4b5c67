import type { LinearModel } from '../../src/classify/learned/linear-model.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { PairSteps, SaidSteps, TextSteps } from './steps.js';
import type { Told } from './told/told-candidates.js';
import {
  aroundTerm,
  featuresOfTerm,
  MOST_FEATURES,
  OPENING,
  PAIRS_AROUND,
  PAIRS_OF_OPENING,
  pairsNear,
  SAID_OF_TERM,
  saidOfTerm,
  seesOpening,
  wordsOfTerm,
} from './told/told-features.js';

/** What a model says of terms by their `toldFeatures`, of which many are the same for all terms of a text. */
export class TermSum {
  readonly #model: LinearModel;
  readonly #features = new Int32Array(MOST_FEATURES);
  readonly #said: SaidSteps;
  readonly #text: TextSteps;
  readonly #around: PairSteps;
  readonly #opening: PairSteps;

  constructor(model: LinearModel) {
    this.#model = model;
    this.#said = new SaidSteps(model, SAID_OF_TERM);
    this.#text = new TextSteps(model);
    this.#around = new PairSteps(model, PAIRS_AROUND);
    this.#opening = new PairSteps(model, PAIRS_OF_OPENING);
  }

  /** The sum of the features' weights. */
  of(scan: { text: string; words: WordKinds }, told: Told, type: number, field: number, view: number): number {
    const { text, words } = scan;
    const features = this.#features;
    let count = featuresOfTerm(text, told, type, field, features);
    count = wordsOfTerm(text, told, type, words, features, count);
    count = pairsNear(text, told, features, count);
    const { start, end } = aroundTerm(text, told);
    const steps =
      this.#model.stepsOf(features, count) +
      this.#said.of(saidOfTerm(text, told), type) +
      this.#text.of(view, type) +
      this.#around.of(text, start, end) +
      (seesOpening(told) ? this.#opening.of(text, 0, OPENING) : 0);
    return steps * this.#model.scale;
  }
}
