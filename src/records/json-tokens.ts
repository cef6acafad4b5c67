import { JsonError, type JsonHandler, unescaped } from './json-handler.js';
import { MAX_FIELD, MAX_JSON_DEPTH } from './limits.js';

const SPACE = /[\t\n\r ]*/y;
const SPECIAL = /["\\]/g;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const SCALAR_END = /[\t\n\r ,\]}]/g;
/** A number of more digits is none. */
const MAX_NUMBER = 4096;

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma' | 'top';

/**
 * Reads JSON (RFC 8259), or several JSON texts one after the other, from pieces of text. Holds one string at most, and
 * of that `MAX_FIELD`. Control characters inside strings are let pass: exporters forget to escape line ends.
 *
 * Why no library: tokens before an error must arrive, numbers must keep their source text, depth must be bounded.
 */
export class JsonTokens {
  #text = '';
  #at = 0;
  #line = 1;
  #lineAt = 0;
  #stack: ('object' | 'array')[] = [];
  #expect: Expect = 'top';
  /** The string being read: what was decoded of it, undefined outside. */
  #string: string[] | undefined;
  #units = 0;

  constructor(readonly handler: JsonHandler) {}

  /** True between two top-level values, and before the first. */
  get complete(): boolean {
    return this.#expect === 'top' && this.#string === undefined;
  }

  /** What has not been understood when a JsonError was thrown. */
  get rest(): string {
    return this.#text.slice(this.#at);
  }

  /** Line that has been read up to. */
  get line(): number {
    this.#countLines(this.#at);
    return this.#line;
  }

  /** @throws {JsonError} everything before the error has been told */
  push(piece: string): void {
    this.#countLines(this.#at);
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    this.#lineAt = 0;
    this.#run(false);
  }

  /** @throws {JsonError} when the text ends inside a value */
  end(): void {
    this.#run(true);
  }

  #run(last: boolean): void {
    try {
      while (this.#string !== undefined ? this.#stringPart(last) : this.#token(last));
      if (last && !this.complete) throw new JsonError('syntax');
    } catch (error) {
      // The beginning of a string that was cut says as much as a whole one.
      if (this.#string !== undefined) this.#closeString();
      throw error;
    }
  }

  /** @returns false when more text is needed */
  #token(last: boolean): boolean {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
    const character = this.#text[this.#at];
    if (character === undefined) return false;
    switch (this.#expect) {
      case 'colon':
        if (character !== ':') throw new JsonError('syntax');
        this.#at += 1;
        this.#expect = 'value';
        return true;
      case 'comma':
        return this.#comma(character);
      case 'key':
      case 'key-or-end':
        if (character === '}' && this.#expect === 'key-or-end') return this.#close('object');
        if (character !== '"') throw new JsonError('syntax');
        return this.#openString();
      default:
        if (character === ']' && this.#expect === 'value-or-end') return this.#close('array');
        return this.#value(character, last);
    }
  }

  #value(character: string, last: boolean): boolean {
    const scalarEnd = character === '{' || character === '[' || character === '"' ? this.#at : this.#scalarEnd(last);
    if (scalarEnd === undefined) return false;
    if (this.#expect === 'top') this.handler.topLevel(this.line);
    if (character === '"') return this.#openString();
    if (character === '{' || character === '[') {
      if (this.#stack.length >= MAX_JSON_DEPTH) throw new JsonError('depth');
      const kind = character === '{' ? 'object' : 'array';
      this.#at += 1;
      this.#stack.push(kind);
      this.#expect = kind === 'object' ? 'key-or-end' : 'value-or-end';
      this.handler.start(kind);
      return true;
    }
    const source = this.#text.slice(this.#at, scalarEnd);
    if (source === 'true' || source === 'false' || source === 'null') this.handler.word(source);
    else {
      NUMBER.lastIndex = 0;
      if (NUMBER.exec(source)?.[0].length !== source.length || source === '') throw new JsonError('syntax');
      this.handler.number(source);
    }
    this.#at = scalarEnd;
    this.#afterValue();
    return true;
  }

  #scalarEnd(last: boolean): number | undefined {
    SCALAR_END.lastIndex = this.#at;
    const match = SCALAR_END.exec(this.#text);
    const end = match?.index ?? this.#text.length;
    if (end - this.#at > MAX_NUMBER) throw new JsonError('syntax');
    return match || last ? end : undefined;
  }

  #comma(character: string): boolean {
    const kind = this.#stack.at(-1);
    if (character === ',') {
      this.#at += 1;
      this.#expect = kind === 'object' ? 'key' : 'value';
      return true;
    }
    if (character === (kind === 'object' ? '}' : ']') && kind) return this.#close(kind);
    throw new JsonError('syntax');
  }

  #close(kind: 'object' | 'array'): boolean {
    this.#at += 1;
    this.#stack.pop();
    this.#afterValue();
    this.handler.end(kind);
    return true;
  }

  #afterValue(): void {
    this.#expect = this.#stack.length === 0 ? 'top' : 'comma';
  }

  #openString(): boolean {
    this.#at += 1;
    this.#string = [];
    this.#units = 0;
    return true;
  }

  /** Takes what there is of the string. @returns false when more text is needed */
  #stringPart(last: boolean): boolean {
    SPECIAL.lastIndex = this.#at;
    const match = SPECIAL.exec(this.#text);
    const end = match?.index ?? this.#text.length;
    this.#append(this.#text.slice(this.#at, end));
    this.#at = end;
    if (!match) return false;
    if (match[0] === '"') {
      this.#at += 1;
      this.#closeString();
      return true;
    }
    const letter = this.#text[end + 1];
    const length = letter === 'u' ? 6 : 2;
    if (end + length > this.#text.length) {
      if (last) throw new JsonError('syntax');
      return false;
    }
    this.#append(unescaped(this.#text.slice(end, end + length)));
    this.#at += length;
    return true;
  }

  #append(text: string): void {
    const room = Math.max(0, MAX_FIELD - this.#units);
    this.#units += text.length;
    if (room > 0 && text !== '') this.#string?.push(text.slice(0, room));
    if (text.length > room) this.handler.dropped(text.slice(room));
  }

  #closeString(): void {
    const text = detached((this.#string ?? []).join(''));
    this.#string = undefined;
    if (this.#expect === 'key' || this.#expect === 'key-or-end') {
      this.#expect = 'colon';
      this.handler.key(text);
    } else {
      this.#afterValue();
      this.handler.string(text, this.#units > MAX_FIELD);
    }
  }

  /** Counts the lines before `at`, none twice. */
  #countLines(at: number): void {
    for (let found = this.#text.indexOf('\n', this.#lineAt); found >= 0 && found < at; ) {
      this.#line += 1;
      found = this.#text.indexOf('\n', found + 1);
    }
    this.#lineAt = at;
  }
}

/** A copy that does not keep the whole piece in memory that it was cut from (V8 slices share their parent). */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
