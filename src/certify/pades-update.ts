import { createHash } from 'node:crypto';
import { Fault } from '../base/fault.js';

/** A PDF with room for a signature, and where that room is. */
export interface PreparedPdf {
  bytes: Buffer;
  /** Offset of `<` and offset after `>` of the hex string that takes the signature. */
  hole: { start: number; end: number };
}

/**
 * Appends an incremental update (ISO 32000-1 §7.5.6) with an invisible signature field and a signature dictionary
 * whose `Contents` is still zero. The bytes before it stay as they are, so PDF/A conformance and what they show do too.
 *
 * @param pdf - as `composePdf` writes it: one revision, a cross-reference table, no form
 * @param capacity - bytes reserved for the CMS container
 * @throws {Fault} `usage` / `certificate/pdf-form` for any other PDF
 */
export function prepareSignature(pdf: Uint8Array, signedAt: Date, capacity: number): PreparedPdf {
  const source = new SourcePdf(pdf);
  const signature = source.size;
  const field = signature + 1;
  const update = new Update(pdf.byteLength);
  update.object(
    source.root,
    insert(
      source.rootBody,
      `/AcroForm <</Fields [${field} 0 R] /SigFlags 3>>\n/Extensions <</ESIC <</BaseVersion /1.7 /ExtensionLevel 1>>>>`,
    ),
  );
  update.object(source.page, insert(source.pageBody, `/Annots [${field} 0 R]`));
  const before = '<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n';
  const at = update.object(
    signature,
    `${before}${BYTE_RANGE}\n/Contents <${'00'.repeat(capacity)}>\n/M (${pdfDate(signedAt)})\n>>`,
  );
  // Rect of no size: PDF/A then asks for no appearance. F: Print and Locked.
  update.object(
    field,
    `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature1)\n/V ${signature} 0 R\n/P ${source.page} 0 R\n/Rect [0 0 0 0]\n/F 132\n>>`,
  );
  const bytes = Buffer.concat([pdf, update.finish(source)]);
  const byteRangeAt = at + before.length;
  const start = byteRangeAt + BYTE_RANGE.length + '\n/Contents '.length;
  const end = start + 2 * capacity + 2;
  const byteRange = `/ByteRange [0 ${start} ${end} ${bytes.byteLength - end}`;
  bytes.write(`${byteRange.padEnd(BYTE_RANGE.length - 1)}]`, byteRangeAt, 'latin1');
  return { bytes, hole: { start, end } };
}

/** As long as it can get; filled in once all offsets are known. */
const BYTE_RANGE = `/ByteRange [0 ${' '.repeat(32)}]`;

class SourcePdf {
  readonly root: number;
  readonly page: number;
  readonly size: number;
  readonly rootBody: string;
  readonly pageBody: string;
  /** Offset of the cross-reference table. */
  readonly xref: number;
  readonly info: string;
  readonly id: string;
  readonly #text: string;

  constructor(pdf: Uint8Array) {
    this.#text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
    this.xref = Number(this.#match(/startxref\n(\d{1,10})\n%%EOF\n$/, this.#text.slice(-40)));
    const tail = this.#text.slice(this.xref);
    this.size = Number(this.#match(/^xref\n0 (\d{1,7})\n/, tail));
    const trailer = tail.slice(tail.lastIndexOf('trailer'));
    this.root = Number(this.#match(/\n\/Root (\d{1,7}) 0 R\n/, trailer));
    this.info = this.#match(/\n\/Info (\d{1,7} 0 R)\n/, trailer);
    this.id = this.#match(/\n\/ID \[<([0-9a-f]{32})> /, trailer);
    this.rootBody = this.#body(this.root);
    if (this.rootBody.includes('/AcroForm')) throw unexpected('it holds a form');
    const pages = this.#body(Number(this.#match(/\n\/Pages (\d{1,7}) 0 R\n/, this.rootBody)));
    this.page = Number(this.#match(/\n\/Kids \[(\d{1,7}) 0 R/, pages));
    this.pageBody = this.#body(this.page);
    if (this.pageBody.includes('/Annots')) throw unexpected('its first page holds annotations');
  }

  #body(number: number): string {
    const entry = this.#text.slice(this.xref).split('\n', number + 3)[number + 2] ?? '';
    const offset = Number(this.#match(/^(\d{10}) 00000 n $/, entry));
    const head = `${number} 0 obj\n`;
    const end = this.#text.indexOf('\nendobj\n', offset);
    if (!this.#text.startsWith(head, offset) || end < 0) throw unexpected('an object is not where it should be');
    return this.#text.slice(offset + head.length, end);
  }

  #match(pattern: RegExp, text: string): string {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) throw unexpected('its structure is another one');
    return found;
  }
}

class Update {
  readonly #parts: string[] = [];
  readonly #offsets = new Map<number, number>();
  #length: number;

  constructor(start: number) {
    this.#length = start;
  }

  /** @returns offset of the body in the file */
  object(number: number, body: string): number {
    this.#offsets.set(number, this.#length);
    const head = `${number} 0 obj\n`;
    const at = this.#length + head.length;
    this.#push(`${head}${body}\nendobj\n`);
    return at;
  }

  finish(source: SourcePdf): Buffer {
    const start = this.#length;
    const numbers = [...this.#offsets.keys()].sort((a, b) => a - b);
    this.#push('xref\n');
    for (const number of numbers)
      this.#push(`${number} 1\n${String(this.#offsets.get(number)).padStart(10, '0')} 00000 n \n`);
    const changed = createHash('sha256').update(this.#parts.join(''), 'latin1').digest('hex').slice(0, 32);
    this.#push(
      `trailer\n<<\n/Size ${source.size + 2}\n/Root ${source.root} 0 R\n/Info ${source.info}\n/ID [<${source.id}> <${changed}>]\n/Prev ${source.xref}\n>>\nstartxref\n${start}\n%%EOF\n`,
    );
    return Buffer.from(this.#parts.join(''), 'latin1');
  }

  #push(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}

function insert(dictionary: string, entries: string): string {
  if (!dictionary.startsWith('<<\n')) throw unexpected('an object is not a dictionary');
  return `<<\n${entries}\n${dictionary.slice(3)}`;
}

function pdfDate(instant: Date): string {
  return `D:${instant.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

function unexpected(why: string): Fault {
  return new Fault(
    'usage',
    'certificate/pdf-form',
    `the PDF cannot be signed: ${why}`,
    {},
    {
      hint: 'only an unsigned document that kimitsu rendered can be signed',
    },
  );
}
