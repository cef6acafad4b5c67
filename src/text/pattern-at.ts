import { firstUnitsOf } from './pattern-units.js';
import { UnitSet } from './unit-set.js';

/**
 * A pattern asked about what begins at a place of a text, without cutting it out. Most places are dismissed by their
 * first unit, for to ask a pattern costs as much as some hundred of those looks.
 */
export class PatternAt {
  readonly #pattern: RegExp;
  readonly #first: UnitSet;

  /** @param pattern - its matches are never empty; `^` and `$` in it stand for the ends of the whole text */
  constructor({ source, flags }: RegExp) {
    this.#pattern = new RegExp(source, `${flags.replace(/[gy]/g, '')}y`);
    const needed = firstUnitsOf(new RegExp(`^(?:${source})`, flags.replace(/[gy]/g, '')));
    this.#first = needed && !needed.open ? needed.units : ANY;
  }

  exec(text: string, at: number): RegExpExecArray | null {
    if (at >= text.length || !this.#first.has(text.charCodeAt(at))) return null;
    this.#pattern.lastIndex = at;
    return this.#pattern.exec(text);
  }

  test(text: string, at: number): boolean {
    if (at >= text.length || !this.#first.has(text.charCodeAt(at))) return false;
    this.#pattern.lastIndex = at;
    return this.#pattern.test(text);
  }

  /** Length of what matches at a place; 0 where nothing does. */
  length(text: string, at: number): number {
    return this.test(text, at) ? this.#pattern.lastIndex - at : 0;
  }

  /** The first match that begins at `from` or behind it. */
  next(text: string, from = 0): RegExpExecArray | null {
    for (let at = from; at < text.length; at++) {
      if (!this.#first.has(text.charCodeAt(at))) continue;
      this.#pattern.lastIndex = at;
      const match = this.#pattern.exec(text);
      if (match) return match;
    }
    return null;
  }
}

const ANY = new UnitSet().complement();
