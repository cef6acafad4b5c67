/** What an XML text is made of, by local names; entities are resolved, definitions of new ones are not. */
export interface XmlHandler {
  /** @param tag - what stands between `<` and `>`; see attributeOf */
  open(name: string, tag: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** A tag longer than this is no tag of a document. */
const MAX_TAG = 1024 * 1024;

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

/** What may stand between tags and is not text, and where it ends. */
const SECTIONS: readonly { start: string; end: string }[] = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
  { start: '<!', end: '>' },
];
const LONGEST_START = '<![CDATA['.length;

/**
 * Reads XML piece by piece without building a document, and without trust: no tag needs its end, no entity is looked
 * up, nothing nests. Holds at most one tag.
 */
export class XmlTokens {
  #held = '';
  /** Of the section that the held text stands in. */
  #section: (typeof SECTIONS)[number] | undefined;
  /** No end of the tag in so much of the held text. */
  #searched = 0;
  /** Set when the text is no XML from some point on; the rest is passed over. */
  broken = false;

  constructor(readonly handler: XmlHandler) {}

  push(piece: string): void {
    if (this.broken) return;
    this.#held += piece;
    let at = 0;
    for (;;) {
      const next = this.#section ? this.#inSection(at, this.#section) : this.#token(at);
      if (next === undefined) break;
      at = next;
    }
    this.#held = this.#held.slice(at);
    if (this.#held.length > MAX_TAG && !this.#section) this.broken = true;
    if (this.broken) this.#held = '';
  }

  end(): void {
    if (this.#section || this.#held.startsWith('<')) this.broken = true;
    else if (this.#held !== '') this.handler.text(withEntities(this.#held));
    this.#held = '';
  }

  /** @returns where the next token begins; undefined when this one needs more text */
  #token(at: number): number | undefined {
    const held = this.#held;
    if (at >= held.length) return undefined;
    if (held[at] !== '<') {
      const open = held.indexOf('<', at);
      // An entity may be cut.
      const end = open >= 0 ? open : /&[#\w]{0,10}$/.exec(held.slice(-12)) ? held.lastIndexOf('&') : held.length;
      if (end <= at) return undefined;
      this.handler.text(withEntities(held.slice(at, end)));
      return end;
    }
    if (held.length - at < LONGEST_START && held[at + 1] !== '/' && !held.includes('>', at)) return undefined;
    const section = SECTIONS.find(({ start }) => held.startsWith(start, at));
    if (section) {
      this.#section = section;
      return at + section.start.length;
    }
    const end = this.#tagEnd(at);
    if (end === undefined) return undefined;
    this.#tag(held.slice(at + 1, end));
    return end + 1;
  }

  #inSection(at: number, { start, end }: { start: string; end: string }): number | undefined {
    const found = this.#held.indexOf(end, at);
    // The end may be cut.
    const stop = found < 0 ? Math.max(at, this.#held.length - end.length + 1) : found;
    if (start === '<![CDATA[' && stop > at) this.handler.text(this.#held.slice(at, stop));
    if (found >= 0) {
      this.#section = undefined;
      return found + end.length;
    }
    this.#held = this.#held.slice(stop);
    return undefined;
  }

  /** Of the `>` that ends the tag at `at`: one outside quotes. */
  #tagEnd(at: number): number | undefined {
    const held = this.#held;
    const quick = held.indexOf('>', at + this.#searched);
    if (quick < 0) {
      this.#searched = Math.max(0, held.length - at);
      return undefined;
    }
    this.#searched = 0;
    if (!/["']/.test(held.slice(at, quick))) return quick;
    let quote = '';
    for (let index = at + 1; index < held.length; index += 1) {
      const character = held[index] ?? '';
      if (quote !== '') {
        if (character === quote) quote = '';
      } else if (character === '"' || character === "'") quote = character;
      else if (character === '>') return index;
    }
    return undefined;
  }

  #tag(tag: string): void {
    if (tag.startsWith('/')) {
      this.handler.close(localName(tag.slice(1).trimEnd()));
      return;
    }
    const empty = tag.endsWith('/');
    const name = localName(/^[^\s/]*/.exec(tag)?.[0] ?? '');
    this.handler.open(name, tag);
    if (empty) this.handler.close(name);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const patterns = new Map<string, RegExp>();

/** Value of the attribute with this local name, with its entities resolved; undefined when the tag has none. */
export function attributeOf(tag: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : withEntities(value);
}

export function withEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(x[0-9a-f]{1,6}|\d{1,7})|(\w{1,8}));/gi, (entity, number?: string, name?: string) => {
    if (number === undefined) return ENTITIES.get(name ?? '') ?? entity;
    const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number.parseInt(number, 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
