import { firstUnitsOf, lastUnitsOf, type PatternUnits } from './pattern-units.js';
import { UnitSet } from './unit-set.js';

/** A pattern asked about what begins at a place of a text. Its source begins with `^`. */
export class Opening {
  readonly #pattern: RegExp;
  readonly #reach: number;
  readonly #first: UnitSet;
  readonly #atEnd: boolean;

  /** @param reach - units of the text that are shown to the pattern */
  constructor(pattern: RegExp, reach: number) {
    const { units, open, edge } = needed(firstUnitsOf(pattern), pattern);
    this.#pattern = pattern;
    this.#reach = reach;
    this.#first = open ? ANY : units;
    this.#atEnd = edge;
  }

  /** Whether it matches `text.slice(at, end)`. */
  test(text: string, at: number, end = at + this.#reach): boolean {
    return this.mayMatch(text, at) && this.#pattern.test(text.slice(at, end));
  }

  exec(text: string, at: number): RegExpExecArray | null {
    return this.mayMatch(text, at) ? this.#pattern.exec(text.slice(at, at + this.#reach)) : null;
  }

  /** By the first unit alone. */
  mayMatch(text: string, at: number): boolean {
    return at < text.length ? this.#first.has(text.charCodeAt(at)) : this.#atEnd;
  }
}

/** A pattern asked about what ends before a place of a text. Its source ends with `$`. */
export class Closing {
  readonly #pattern: RegExp;
  readonly #reach: number;
  readonly #last: UnitSet;
  readonly #atStart: boolean;

  /** @param reach - units of the text that are shown to the pattern */
  constructor(pattern: RegExp, reach: number) {
    const { units, open, edge } = needed(lastUnitsOf(pattern), pattern);
    this.#pattern = pattern;
    this.#reach = reach;
    this.#last = open ? ANY : units;
    this.#atStart = edge;
  }

  /** Whether it matches the units from `start`, `reach` of them, to `end`. */
  test(text: string, end: number, start = end - this.#reach): boolean {
    return this.mayMatch(text, end) && this.#pattern.test(text.slice(Math.max(0, start), end));
  }

  exec(text: string, end: number): RegExpExecArray | null {
    return this.mayMatch(text, end) ? this.#pattern.exec(text.slice(Math.max(0, end - this.#reach), end)) : null;
  }

  /** By the last unit alone. */
  mayMatch(text: string, end: number): boolean {
    return end > 0 ? this.#last.has(text.charCodeAt(end - 1)) : this.#atStart;
  }
}

const ANY = new UnitSet().complement();

function needed(units: PatternUnits | undefined, { source }: RegExp): PatternUnits {
  if (!units) throw new TypeError(`a match of ${source} may stand anywhere`);
  return units;
}
