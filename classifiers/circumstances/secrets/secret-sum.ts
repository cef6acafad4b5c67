import type { LinearModel } from '../../../src/classify/learned/linear-model.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { PairSteps, TextSteps } from '../steps.js';
import { MOST_FEATURES, OPENING, PAIRS_OF_OPENING, seesOpening } from '../told/told-features.js';
import { featuresOfSecret, OF_SECRET, pairsBeside } from './secret-features.js';
import type { SecretSentence } from './secret-sentences.js';

/** What a model says of sentences by their `secretFeatures`, of which some are the same for all of a text. */
export class SecretSum {
  readonly #model: LinearModel;
  readonly #features = new Int32Array(MOST_FEATURES);
  readonly #text: TextSteps;
  readonly #opening: PairSteps;

  constructor(model: LinearModel) {
    this.#model = model;
    this.#text = new TextSteps(model);
    this.#opening = new PairSteps(model, PAIRS_OF_OPENING);
  }

  /** The sum of the features' weights. */
  of(scan: { text: string; words: WordKinds }, sentence: SecretSentence, field: number, view: number): number {
    const { text } = scan;
    const count = featuresOfSecret(scan, sentence, field, this.#features);
    const steps =
      this.#model.stepsOf(this.#features, pairsBeside(text, sentence, this.#features, count)) +
      this.#text.of(view, OF_SECRET) +
      (seesOpening(sentence) ? this.#opening.of(text, 0, OPENING) : 0);
    return steps * this.#model.scale;
  }
}
