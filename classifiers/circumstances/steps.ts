import { mixed, mixedPair, unitAt } from '../../src/classify/learned/feature-hashing.js';
import type { LinearModel } from '../../src/classify/learned/linear-model.js';
import { LastText } from '../../src/text/last-text.js';
import { SAID_GROUPS, type SaidAround, whereSaid } from './said.js';
import { textFeatures } from './word-features.js';

/** What `textFeatures` weigh, for each kind of text and type; there are at most some thousand. */
export class TextSteps {
  readonly #model: LinearModel;
  readonly #known = new Map<number, number>();

  constructor(model: LinearModel) {
    this.#model = model;
  }

  of(view: number, own: number): number {
    const key = view * 16 + own;
    let steps = this.#known.get(key);
    if (steps === undefined) {
      const features = new Int32Array(MOST_OF_TEXT);
      steps = this.#model.stepsOf(features, textFeatures(view, own, features, 0));
      this.#known.set(key, steps);
    }
    return steps;
  }
}

const MOST_OF_TEXT = 256;

/** What `saidFeatures` of one kind weigh, in a table for each type. */
export class SaidSteps {
  readonly #model: LinearModel;
  readonly #kind: number;
  readonly #tables: (Int16Array | undefined)[] = [];

  constructor(model: LinearModel, kind: number) {
    this.#model = model;
    this.#kind = kind;
  }

  of({ here, around }: SaidAround, own: number): number {
    this.#tables[own] ??= this.#tableOf(own);
    const table = this.#tables[own];
    let steps = 0;
    for (let group = 0; group < SAID_GROUPS; group++) steps += table[group * 3 + whereSaid(here, around, group)]!;
    return steps;
  }

  #tableOf(own: number): Int16Array {
    const table = new Int16Array(SAID_GROUPS * 3);
    for (let place = 0; place < table.length; place++) {
      const group = Math.floor(place / 3);
      const where = place % 3;
      table[place] =
        this.#model.steps(mixed(this.#kind, group, where)) +
        this.#model.steps(mixed(this.#kind + 1, group, where, own));
    }
    return table;
  }
}

/**
 * What `pairs` of one kind weigh. It keeps the last range: those of terms near each other differ at their ends alone,
 * and in a short text not at all.
 */
export class PairSteps {
  readonly #model: LinearModel;
  readonly #kind: number;
  readonly #last = new LastText();
  #start = 0;
  #end = 0;
  #steps = 0;

  constructor(model: LinearModel, kind: number) {
    this.#model = model;
    this.#kind = kind;
  }

  of(text: string, start: number, end: number): number {
    if (start >= end) return 0;
    if (!this.#last.is(text) || start >= this.#end || end <= this.#start) {
      this.#last.begin(text);
      this.#start = start;
      this.#end = start;
      this.#steps = 0;
    }
    this.#steps += this.#sum(text, start, this.#start) - this.#sum(text, this.#start, start);
    this.#steps += this.#sum(text, this.#end, end) - this.#sum(text, end, this.#end);
    this.#start = start;
    this.#end = end;
    return this.#steps;
  }

  #sum(text: string, from: number, to: number): number {
    let steps = 0;
    for (let at = from, unit = unitAt(text, from); at < to; at++) {
      const next = unitAt(text, at + 1);
      steps += this.#model.steps(mixedPair(this.#kind, unit, next));
      unit = next;
    }
    return steps;
  }
}
