import type { LinearModel } from '../../src/classify/learned/linear-model.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import type { Clause } from './clause.js';
import {
  featuresOfClause,
  MOST_CLAUSE_FEATURES,
  openingOf,
  PAIRS_AT_OPENING,
  SAID_OF_CLAUSE,
  saidOfClause,
} from './clause-features.js';
import { PairSteps, SaidSteps, TextSteps } from './steps.js';
import { seesOpening } from './told/told-features.js';

/** What a model says of clauses by their `clauseFeatures`, of which many are the same for all clauses of a text. */
export class ClauseSum {
  readonly #model: LinearModel;
  readonly #features = new Int32Array(MOST_CLAUSE_FEATURES);
  readonly #said: SaidSteps;
  readonly #text: TextSteps;
  readonly #opening: PairSteps;

  constructor(model: LinearModel) {
    this.#model = model;
    this.#said = new SaidSteps(model, SAID_OF_CLAUSE);
    this.#text = new TextSteps(model);
    this.#opening = new PairSteps(model, PAIRS_AT_OPENING);
  }

  /** The sum of the features' weights. */
  of(scan: { text: string; words: WordKinds }, clause: Clause, type: number, field: number, view: number): number {
    const { text } = scan;
    const count = featuresOfClause(scan, clause, type, field, this.#features);
    const steps =
      this.#model.stepsOf(this.#features, count) +
      this.#said.of(saidOfClause(text, clause), type + 1) +
      this.#text.of(view, type + 1) +
      (seesOpening(clause) ? this.#opening.of(text, 0, openingOf(text)) : 0);
    return steps * this.#model.scale;
  }
}
