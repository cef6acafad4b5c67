/** A set of UTF-16 units, one bit each: small enough that many of them stay near at once. */
export class UnitSet {
  readonly #bits = new Uint32Array(0x10000 / 32);

  /** What a pattern of one unit matches, by its source: `の`, `\s`, `[^一-龠0-9]`. */
  static of(source: string): UnitSet {
    const set = new UnitSet();
    if (source === '.') return set.add('\n\r\u2028\u2029').complement();
    if (!source.startsWith('[')) return set.addMember(source);
    const inner = source.slice(source[1] === '^' ? 2 : 1, -1);
    const members = inner.match(MEMBER) ?? [];
    for (let at = 0; at < members.length; at++) {
      if (members[at + 1] !== '-' || at + 2 >= members.length) set.addMember(members[at]!);
      else {
        set.addRange(unitOf(members[at]!), unitOf(members[at + 2]!));
        at += 2;
      }
    }
    return source[1] === '^' ? set.complement() : set;
  }

  /** For units beyond a text's ends, which are not a number, false. */
  has(unit: number): boolean {
    return ((this.#bits[unit >>> 5]! >>> (unit & 31)) & 1) === 1;
  }

  /** Adds each unit of `units`. */
  add(units: string): this {
    for (let at = 0; at < units.length; at++) this.addRange(units.charCodeAt(at), units.charCodeAt(at));
    return this;
  }

  addRange(first: number, last: number): this {
    for (let unit = first; unit <= last; unit++) this.#bits[unit >>> 5]! |= 1 << (unit & 31);
    return this;
  }

  addAll(other: UnitSet): this {
    for (let at = 0; at < this.#bits.length; at++) this.#bits[at]! |= other.#bits[at]!;
    return this;
  }

  /** Adds what a unit or an escape of a pattern stands for. */
  addMember(source: string): this {
    const known = CLASSES[source];
    if (known) return this.addAll(UnitSet.of(known));
    const negated = CLASSES[source.toLowerCase()];
    if (source.length === 2 && negated) return this.addAll(UnitSet.of(negated).complement());
    return this.addRange(unitOf(source), unitOf(source));
  }

  complement(): this {
    for (let at = 0; at < this.#bits.length; at++) this.#bits[at] = ~this.#bits[at]!;
    return this;
  }
}

const MEMBER = /\\u[0-9a-fA-F]{4}|\\.|[\s\S]/g;
const CLASSES: Record<string, string> = {
  '\\d': '[0-9]',
  '\\w': '[0-9A-Za-z_]',
  '\\s': '[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]',
};
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' };

function unitOf(source: string): number {
  if (source.length === 6) return Number.parseInt(source.slice(2), 16);
  if (source.length === 2) return (ESCAPES[source[1]!] ?? source[1]!).charCodeAt(0);
  return source.charCodeAt(0);
}
