import { inflateSync } from 'node:zlib';
import {
  type Budget,
  malformed,
  newBudget,
  type PdfDict,
  PdfLexer,
  type PdfString,
  type PdfValue,
} from './pdf-lexer.js';

/** An original and the update that signed it; each revision has a cross-reference table. */
const MAX_REVISIONS = 4;
const MAX_OBJECTS = 1_000_000;
/** What an attachment may grow to when it is decompressed. */
const MAX_STREAM_BYTES = 32 * 1024 * 1024;

/**
 * Random access to the objects of a PDF with cross-reference tables: no object streams, no encryption, no repair of
 * damaged files. What does not read cleanly is refused.
 *
 * @throws {PdfRejected} `structure`, from the constructor and every method
 */
export class PdfReader {
  readonly root: PdfDict;
  readonly #offsets = new Map<number, number>();
  readonly #budget: Budget = newBudget();

  constructor(readonly bytes: Buffer) {
    const tail = /startxref\n(\d{1,10})\n%%EOF\n$/.exec(bytes.toString('latin1', Math.max(0, bytes.length - 64)));
    if (!tail) throw malformed('the file does not end with its cross-reference');
    let root: PdfValue | undefined;
    let next: PdfValue | undefined = Number(tail[1]);
    for (let revision = 0; next !== undefined; revision += 1) {
      if (revision === MAX_REVISIONS) throw malformed('too many revisions');
      const trailer = this.#section(integer(next));
      if (trailer.has('Encrypt') || trailer.has('XRefStm')) throw malformed('encryption and hybrid files are not read');
      root ??= trailer.get('Root');
      next = trailer.get('Prev');
    }
    this.root = dictionary(this.resolve(root));
  }

  /** `value`, or the object it refers to. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    if (!isRef(value)) return value;
    const target = this.#object(value.number).value();
    if (isRef(target)) throw malformed('a reference to a reference');
    return target;
  }

  /** Content of a stream object, decompressed. */
  stream(value: PdfValue | undefined): { dict: PdfDict; content: Buffer } {
    if (!isRef(value)) throw malformed('a stream is not an object of its own');
    const lexer = this.#object(value.number);
    const dict = dictionary(lexer.value());
    lexer.expect('stream');
    if (this.bytes[lexer.at] === 0x0d) lexer.at += 1;
    if (this.bytes[lexer.at] !== 0x0a) throw malformed('a stream does not begin on a new line');
    const start = lexer.at + 1;
    const length = integer(this.resolve(dict.get('Length')));
    const after = new PdfLexer(this.bytes, start + length, this.#budget);
    after.expect('endstream');
    const raw = this.bytes.subarray(start, start + length);
    const filter = dict.get('Filter');
    if (filter === undefined) return { dict, content: raw };
    if (!isName(filter, 'FlateDecode') || dict.has('DecodeParms'))
      throw malformed('a stream is encoded in another way');
    try {
      return { dict, content: inflateSync(raw, { maxOutputLength: MAX_STREAM_BYTES }) };
    } catch {
      throw malformed('a stream cannot be decompressed within its limit');
    }
  }

  #object(number: number): PdfLexer {
    const offset = this.#offsets.get(number);
    if (offset === undefined) throw malformed('an object is missing');
    const lexer = new PdfLexer(this.bytes, offset, this.#budget);
    lexer.expect(`${number} 0 obj`);
    return lexer;
  }

  /** One cross-reference table with its trailer; the newest entry of an object wins, and it comes first. */
  #section(offset: number): PdfDict {
    const lexer = new PdfLexer(this.bytes, offset, this.#budget);
    lexer.expect('xref');
    while (!lexer.looksAt('trailer')) {
      const first = integer(lexer.value());
      const count = integer(lexer.value());
      lexer.skipSpace();
      if (first + count > MAX_OBJECTS || lexer.at + 20 * count > this.bytes.length)
        throw malformed('a cross-reference table is too long');
      for (let index = 0; index < count; index += 1) {
        const entry = /^(\d{10}) (\d{5}) ([nf]) \n$/.exec(this.bytes.toString('latin1', lexer.at, lexer.at + 20));
        if (!entry) throw malformed('a cross-reference entry is not one');
        lexer.at += 20;
        if (entry[3] === 'n' && !this.#offsets.has(first + index)) this.#offsets.set(first + index, Number(entry[1]));
      }
    }
    lexer.expect('trailer');
    return dictionary(lexer.value());
  }
}

export function dictionary(value: PdfValue | undefined): PdfDict {
  if (value instanceof Map) return value;
  throw malformed('a dictionary is missing');
}

export function array(value: PdfValue | undefined): PdfValue[] {
  if (Array.isArray(value)) return value;
  throw malformed('an array is missing');
}

export function integer(value: PdfValue | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw malformed('a whole number is missing');
}

export function text(value: PdfValue | undefined): PdfString {
  if (isObject(value) && value.kind === 'string') return value;
  throw malformed('a string is missing');
}

export function isName(value: PdfValue | undefined, name: string): boolean {
  return isObject(value) && value.kind === 'name' && value.name === name;
}

function isRef(value: PdfValue | undefined): value is Extract<PdfValue, { kind: 'ref' }> {
  return isObject(value) && value.kind === 'ref';
}

function isObject(value: PdfValue | undefined): value is Extract<PdfValue, { kind: string }> {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
