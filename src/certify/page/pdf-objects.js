import { toLatin1 } from './bytes.js';
import { inflateZlib } from './inflate.js';
import { MAX_PDF_TOKENS, malformedPdf, PdfLexer } from './pdf-syntax.js';

/** An original and the update that signed it; each revision has a cross-reference table. */
const MAX_REVISIONS = 4;
const MAX_OBJECTS = 1_000_000;
/** What an attachment may unpack to. */
const MAX_STREAM_BYTES = 32 * 1024 * 1024;

/**
 * The objects of a PDF with cross-reference tables: no object streams, no encryption, no repair of damaged files. What
 * does not read cleanly is refused, `structure`.
 */
export class PdfObjects {
  #offsets = new Map();
  #budget = { tokens: MAX_PDF_TOKENS };

  /** @param {Uint8Array} bytes @throws {PdfRejected} */
  constructor(bytes) {
    this.bytes = bytes;
    const tail = /startxref\n(\d{1,10})\n%%EOF\n$/.exec(toLatin1(bytes.subarray(-64)));
    if (!tail) throw malformedPdf();
    let root;
    let next = Number(tail[1]);
    for (let revision = 0; next !== undefined; revision += 1) {
      if (revision === MAX_REVISIONS) throw malformedPdf();
      const trailer = this.#section(pdfInteger(next));
      if (trailer.has('Encrypt') || trailer.has('XRefStm')) throw malformedPdf();
      root ??= trailer.get('Root');
      next = trailer.get('Prev');
    }
    this.root = pdfDictionary(this.resolve(root));
  }

  /** `value`, or the object it refers to. */
  resolve(value) {
    if (value?.kind !== 'ref') return value;
    const target = this.#object(value.number).value();
    if (target?.kind === 'ref') throw malformedPdf();
    return target;
  }

  /** Dictionary and content of a stream object, unpacked. */
  async stream(value) {
    if (value?.kind !== 'ref') throw malformedPdf();
    const lexer = this.#object(value.number);
    const entries = pdfDictionary(lexer.value());
    lexer.expect('stream');
    if (this.bytes[lexer.at] === 0x0d) lexer.at += 1;
    if (this.bytes[lexer.at] !== 0x0a) throw malformedPdf();
    const start = lexer.at + 1;
    const end = start + pdfInteger(this.resolve(entries.get('Length')));
    new PdfLexer(this.bytes, end, this.#budget).expect('endstream');
    const raw = this.bytes.subarray(start, end);
    const filter = entries.get('Filter');
    if (filter === undefined) return { entries, content: raw };
    if (!isPdfName(filter, 'FlateDecode') || entries.has('DecodeParms')) throw malformedPdf();
    const content = await inflateZlib(raw, MAX_STREAM_BYTES);
    if (!content) throw malformedPdf();
    return { entries, content };
  }

  #object(number) {
    const offset = this.#offsets.get(number);
    if (offset === undefined) throw malformedPdf();
    const lexer = new PdfLexer(this.bytes, offset, this.#budget);
    lexer.expect(`${number} 0 obj`);
    return lexer;
  }

  /** One cross-reference table with its trailer; the newest entry of an object wins, and it comes first. */
  #section(offset) {
    const lexer = new PdfLexer(this.bytes, offset, this.#budget);
    lexer.expect('xref');
    while (!lexer.looksAt('trailer')) {
      const first = pdfInteger(lexer.value());
      const count = pdfInteger(lexer.value());
      lexer.skipSpace();
      if (first + count > MAX_OBJECTS || lexer.at + 20 * count > this.bytes.length) throw malformedPdf();
      for (let index = 0; index < count; index += 1) {
        const entry = /^(\d{10}) (\d{5}) ([nf]) \n$/.exec(lexer.text(lexer.at, lexer.at + 20));
        if (!entry) throw malformedPdf();
        lexer.at += 20;
        if (entry[3] === 'n' && !this.#offsets.has(first + index)) this.#offsets.set(first + index, Number(entry[1]));
      }
    }
    lexer.expect('trailer');
    return pdfDictionary(lexer.value());
  }
}

export function pdfDictionary(value) {
  if (value instanceof Map) return value;
  throw malformedPdf();
}

export function pdfArray(value) {
  if (Array.isArray(value)) return value;
  throw malformedPdf();
}

export function pdfInteger(value) {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw malformedPdf();
}

export function pdfString(value) {
  if (value?.kind === 'string') return value;
  throw malformedPdf();
}

export const isPdfName = (value, name) => value?.kind === 'name' && value.name === name;
