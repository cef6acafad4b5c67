import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { MAX_PDF_PAGES } from '../limits.js';
import { type Batches, field, type Items, problem, type Reading, record } from '../reading.js';
import type { RecordField } from '../record.js';
import { TextGrouper } from '../windows.js';
import { isReadable, pageLines } from './page-lines.js';
import { annotationFields, type PdfAttachment } from './pdf-extras.js';
import type { PdfLimits, PdfThread } from './pdf-thread.js';

/** The pages of one PDF, one after the other. */
export class PdfPages {
  /** Where the reading is, for a problem that ends it. */
  place: string | undefined;
  #pages = 1;
  #read = 0;
  #isScan = false;

  constructor(
    readonly thread: PdfThread,
    readonly limits: PdfLimits,
    readonly reading: Reading,
  ) {}

  /** Share of the pages, and so of the bytes, that reached no record. */
  get unreadShare(): number {
    return 1 - this.#read / this.#pages;
  }

  /** @param attachments - those of annotations are added */
  async *read(pdf: PDFDocumentProxy, attachments: PdfAttachment[]): Batches {
    this.#pages = Math.max(1, pdf.numPages);
    if (pdf.numPages === 0) yield [problem('records/broken-pdf')];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const place = `page ${number}`;
      this.place = place;
      if (number > MAX_PDF_PAGES) {
        yield [problem('records/too-many-pages', place)];
        break;
      }
      const page = await this.thread.step(pdf.getPage(number), this.limits);
      yield [...(await this.#page(page, place, attachments))];
      page.cleanup();
    }
    this.place = undefined;
  }

  async #page(page: PDFPageProxy, place: string, attachments: PdfAttachment[]): Promise<Items> {
    const { items } = await this.thread.step(page.getTextContent(), this.limits);
    const annotations = await this.thread.step(page.getAnnotations(), this.limits);
    const { lines, seen } = pageLines(items);
    const text = lines.join('\n');
    const isRead = isReadable(text);
    const isBlank = !isRead && text.trim() === '' && !(await this.#showsSomething(page));
    if (isRead || isBlank) this.#read += 1;
    const fields: RecordField[] = [];
    fields.push(...grouped(undefined, lines), ...grouped('line', seen), ...annotationFields(annotations, attachments));
    const units = fields.reduce((sum, each) => sum + each.text.length, 0);
    const isTooMuch = !this.reading.budget.take(units);
    return (function* (): Items {
      if (isTooMuch) return yield problem('records/archive-bomb', place);
      if (fields.length > 0) yield record(place, fields);
      if (!isRead && !isBlank) yield problem('records/no-text', place);
    })();
  }

  /** Once a page is a picture, so are the others without text: looking costs more than it tells. */
  async #showsSomething(page: PDFPageProxy): Promise<boolean> {
    if (this.#isScan) return true;
    const { AnnotationMode, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const { fnArray } = await this.thread.step(
      page.getOperatorList({ annotationMode: AnnotationMode.DISABLE }),
      this.limits,
    );
    const painting = Object.entries(OPS).filter(([name]) => /^(?:paint|show|shading|constructPath|rawFill)/.test(name));
    const codes = new Set<number>(painting.map(([, code]) => code));
    this.#isScan = (fnArray as number[]).some((code) => codes.has(code));
    return this.#isScan;
  }
}

function grouped(name: string | undefined, lines: readonly string[]): RecordField[] {
  const groups = new TextGrouper();
  const texts = lines.flatMap((line) => [...groups.add(line)]);
  return [...texts, ...groups.end()].map((text) => field(name, text));
}
