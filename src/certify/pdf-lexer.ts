/** Reading PDF syntax for verification: bounded whatever the input, and strict where readers could differ. */

/** Why a PDF is not accepted: the check that failed, and an English reason without content of the file. */
export class PdfRejected extends Error {
  constructor(
    readonly check: PdfCheckId,
    reason: string,
  ) {
    super(reason);
  }
}

/** In the order in which they are made. */
export const PDF_CHECK_IDS = [
  'frame',
  'structure',
  'attachments',
  'byte-range',
  'container',
  'signer-certificate',
  'digest',
  'signature',
  'signer-key',
] as const;

export type PdfCheckId = (typeof PDF_CHECK_IDS)[number];

export interface PdfName {
  kind: 'name';
  name: string;
}

export interface PdfString {
  kind: 'string';
  bytes: Buffer;
  hex: boolean;
  /** Offsets of the opening delimiter and after the closing one. */
  start: number;
  end: number;
}

export interface PdfRef {
  kind: 'ref';
  number: number;
}

export type PdfDict = Map<string, PdfValue>;
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfValue[] | PdfDict;

const MAX_DEPTH = 16;
/** Tokens per file: a rendering of ours has a few thousand where this reads. */
const MAX_TOKENS = 500_000;

const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITER = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));

/** Shared by all lexers of a file. */
export interface Budget {
  tokens: number;
}

export function newBudget(): Budget {
  return { tokens: MAX_TOKENS };
}

export class PdfLexer {
  constructor(
    readonly bytes: Buffer,
    public at: number,
    readonly budget: Budget,
  ) {
    if (!Number.isSafeInteger(at) || at < 0 || at > bytes.length) throw malformed('an offset is outside the file');
  }

  /** One object: number, name, string, array, dictionary or reference. */
  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw malformed('nested too deeply');
    this.budget.tokens -= 1;
    if (this.budget.tokens < 0) throw malformed('too many objects');
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x5b) return this.#array(depth);
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hex();
    return this.#plain();
  }

  /** The word at the cursor must be exactly this. */
  expect(word: string): void {
    this.skipSpace();
    if (this.bytes.toString('latin1', this.at, this.at + word.length) !== word) throw malformed(`no "${word}"`);
    this.at += word.length;
  }

  looksAt(word: string): boolean {
    this.skipSpace();
    return this.bytes.toString('latin1', this.at, this.at + word.length) === word;
  }

  skipSpace(): void {
    while (SPACE.has(this.bytes[this.at] ?? -1)) this.at += 1;
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const entries: PdfDict = new Map();
    while (!this.looksAt('>>')) {
      const key = this.#name();
      if (entries.has(key.name)) throw malformed('a dictionary names an entry twice');
      entries.set(key.name, this.value(depth + 1));
    }
    this.at += 2;
    return entries;
  }

  #array(depth: number): PdfValue[] {
    this.at += 1;
    const items: PdfValue[] = [];
    while (!this.looksAt(']')) items.push(this.value(depth + 1));
    this.at += 1;
    return items;
  }

  #name(): PdfName {
    this.skipSpace();
    if (this.bytes[this.at] !== 0x2f) throw malformed('no name where one should be');
    const word = this.#word(this.at + 1);
    return {
      kind: 'name',
      name: word.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    };
  }

  #hex(): PdfString {
    const start = this.at;
    const close = this.bytes.indexOf(0x3e, start);
    if (close < 0) throw malformed('a string does not end');
    this.at = close + 1;
    const digits = this.bytes.toString('latin1', start + 1, close);
    if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) throw malformed('a hexadecimal string has another character');
    return { kind: 'string', bytes: Buffer.from(digits, 'hex'), hex: true, start, end: this.at };
  }

  /** Escapes of one character only; octal ones and line continuations are not in files of ours. */
  #literal(): PdfString {
    const start = this.at;
    const bytes: number[] = [];
    let open = 0;
    for (this.at += 1; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at]!;
      if (byte === 0x29 && open === 0) {
        this.at += 1;
        return { kind: 'string', bytes: Buffer.from(bytes), hex: false, start, end: this.at };
      }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (byte !== 0x5c) bytes.push(byte);
      else bytes.push(this.#escaped());
    }
    throw malformed('a string does not end');
  }

  #escaped(): number {
    this.at += 1;
    const character = String.fromCharCode(this.bytes[this.at] ?? 0);
    const control = 'nrtbf'.indexOf(character);
    if (control >= 0) return '\n\r\t\b\f'.charCodeAt(control);
    if ('()\\'.includes(character)) return character.charCodeAt(0);
    throw malformed('a string holds an escape of another kind');
  }

  /** `true`, `false`, `null`, a number, or `12 0 R`. */
  #plain(): PdfValue {
    const word = this.#word(this.at);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(word)) throw malformed('an object of unknown kind');
    const number = Number(word);
    if (!/^\d{1,7}$/.test(word)) return number;
    const reference = /^ 0 R(?=[\s\]>/])/.exec(this.bytes.toString('latin1', this.at, this.at + 5));
    if (!reference) return number;
    this.at += 4;
    return { kind: 'ref', number };
  }

  #word(start: number): string {
    let end = start;
    while (end < this.bytes.length && !SPACE.has(this.bytes[end]!) && !DELIMITER.has(this.bytes[end]!)) end += 1;
    this.at = end;
    return this.bytes.toString('latin1', start, end);
  }
}

export function malformed(why: string): PdfRejected {
  return new PdfRejected('structure', why);
}
