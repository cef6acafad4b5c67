import { toLatin1 } from './bytes.js';

/** Why a PDF is not accepted: the check that failed. */
export class PdfRejected extends Error {
  constructor(check) {
    super(check);
    this.check = check;
  }
}

export const malformedPdf = () => new PdfRejected('structure');

const MAX_DEPTH = 16;
/** Tokens per file: what is read of a certificate has a few thousand. */
export const MAX_PDF_TOKENS = 500_000;
/** Longest string, name or number; the longest string of a certificate is its signature. */
const MAX_WORD = 1024 * 1024;

const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITER = new Set(Array.from('()<>[]{}/%', (character) => character.charCodeAt(0)));

/**
 * Reads PDF syntax: bounded whatever the input, and strict where readers could differ. A dictionary becomes a Map, an
 * array an array; names, strings and references are objects with a `kind`.
 */
export class PdfLexer {
  /** @param {Uint8Array} bytes @param {number} at @param {{ tokens: number }} budget - shared by all lexers of a file */
  constructor(bytes, at, budget) {
    if (!Number.isSafeInteger(at) || at < 0 || at > bytes.length) throw malformedPdf();
    this.bytes = bytes;
    this.at = at;
    this.budget = budget;
  }

  /** One object. @throws {PdfRejected} */
  value(depth = 0) {
    if (depth > MAX_DEPTH || --this.budget.tokens < 0) throw malformedPdf();
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x5b) return this.#array(depth);
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dictionary(depth) : this.#hex();
    return this.#plain();
  }

  /** The word at the cursor must be exactly this. */
  expect(word) {
    if (!this.looksAt(word)) throw malformedPdf();
    this.at += word.length;
  }

  looksAt(word) {
    this.skipSpace();
    return this.text(this.at, this.at + word.length) === word;
  }

  skipSpace() {
    while (SPACE.has(this.bytes[this.at])) this.at += 1;
  }

  text(start, end) {
    return toLatin1(this.bytes.subarray(start, end));
  }

  #dictionary(depth) {
    this.at += 2;
    const entries = new Map();
    while (!this.looksAt('>>')) {
      const { name } = this.#name();
      if (entries.has(name)) throw malformedPdf();
      entries.set(name, this.value(depth + 1));
    }
    this.at += 2;
    return entries;
  }

  #array(depth) {
    this.at += 1;
    const items = [];
    while (!this.looksAt(']')) items.push(this.value(depth + 1));
    this.at += 1;
    return items;
  }

  #name() {
    this.skipSpace();
    if (this.bytes[this.at] !== 0x2f) throw malformedPdf();
    const word = this.#word(this.at + 1);
    const name = word.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return { kind: 'name', name };
  }

  #hex() {
    const start = this.at;
    const close = this.bytes.indexOf(0x3e, start);
    if (close < 0 || close - start > MAX_WORD) throw malformedPdf();
    this.at = close + 1;
    const digits = this.text(start + 1, close);
    if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) throw malformedPdf();
    return { kind: 'string', text: undefined, digits, start, end: this.at };
  }

  /** Escapes of one character only; octal ones and line continuations are not in files of the issuer. */
  #literal() {
    const start = this.at;
    let text = '';
    let open = 0;
    for (this.at += 1; this.at < this.bytes.length && text.length <= MAX_WORD; this.at += 1) {
      const byte = this.bytes[this.at];
      if (byte === 0x29 && open === 0) {
        this.at += 1;
        return { kind: 'string', text, digits: undefined, start, end: this.at };
      }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      text += byte === 0x5c ? this.#escaped() : String.fromCharCode(byte);
    }
    throw malformedPdf();
  }

  #escaped() {
    this.at += 1;
    const character = String.fromCharCode(this.bytes[this.at] ?? 0);
    const control = 'nrtbf'.indexOf(character);
    if (control >= 0) return '\n\r\t\b\f'[control];
    if (!'()\\'.includes(character)) throw malformedPdf();
    return character;
  }

  /** `true`, `false`, `null`, a number, or `12 0 R`. */
  #plain() {
    const word = this.#word(this.at);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(word)) throw malformedPdf();
    const number = Number(word);
    if (!/^\d{1,7}$/.test(word) || !/^ 0 R[\s\]>/]/.test(this.text(this.at, this.at + 5))) return number;
    this.at += 4;
    return { kind: 'ref', number };
  }

  #word(start) {
    let end = start;
    while (end < this.bytes.length && !SPACE.has(this.bytes[end]) && !DELIMITER.has(this.bytes[end])) end += 1;
    if (end - start > MAX_WORD) throw malformedPdf();
    this.at = end;
    return this.text(start, end);
  }
}
