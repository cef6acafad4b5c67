const UNITS = 0x10000;

/** UTF-16 units as a pattern for one of them names them: asked of every unit of a text, where the pattern is slow. */
export class UnitSet {
  readonly #holds = new Uint8Array(UNITS);

  /** @param unit - matches one unit, such as `/[ぁ-ん]/` */
  constructor(unit: RegExp) {
    for (let at = 0; at < UNITS; at++) if (unit.test(String.fromCharCode(at))) this.#holds[at] = 1;
  }

  has(unit: number): boolean {
    return this.#holds[unit] === 1;
  }

  /** Whether a unit of `text` within [from, to) is one of them. */
  anyIn(text: string, from: number, to: number): boolean {
    const holds = this.#holds;
    for (let at = from; at < to; at++) if (holds[text.charCodeAt(at)] === 1) return true;
    return false;
  }
}
