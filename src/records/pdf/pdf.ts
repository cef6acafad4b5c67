import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ByteCursor } from '../byte-cursor.js';
import { MAX_PDF_BYTES, MAX_PDF_MEMORY, PDF_MS, PDF_STEP_MS } from '../limits.js';
import { type Batches, problem, type ReadInner, type Reading } from '../reading.js';
import { attachmentsOf, documentFields, type PdfAttachment, readAttachments } from './pdf-extras.js';
import { PdfPages } from './pdf-pages.js';
import { type PdfLimits, PdfStopped, PdfThread } from './pdf-thread.js';

export const PDF_LIMITS: PdfLimits = {
  stepMilliseconds: PDF_STEP_MS,
  milliseconds: PDF_MS,
  memoryBytes: MAX_PDF_MEMORY,
};

/**
 * A PDF: a record `page N` for each page with its text in reading order, its annotations, links and form fields; one
 * `document` with title, author and bookmarks; attachments read like objects. A page that shows something and has no
 * text is `records/no-text`.
 */
export async function* readPdf(
  bytes: AsyncIterable<Uint8Array>,
  reading: Reading,
  readInner: ReadInner,
  limits: PdfLimits = PDF_LIMITS,
): Batches {
  const input = new ByteCursor(bytes);
  const file = await input.take(MAX_PDF_BYTES);
  const beyond = await input.skip(Number.POSITIVE_INFINITY);
  const length = file.length + beyond;
  if (beyond > 0) {
    reading.skip(length);
    yield [problem('records/too-large')];
    return;
  }
  // The library puts a damaged file together from what it finds and does not tell what it missed.
  if (!file.subarray(-2048).includes('%%EOF')) yield [problem('records/truncated-pdf', `byte ${length}`)];
  const thread = PdfThread.take();
  let task: PDFDocumentLoadingTask | undefined;
  const pages = new PdfPages(thread, limits, reading);
  try {
    task = await thread.open(Uint8Array.from(file));
    const pdf: PDFDocumentProxy = await thread.step(task.promise, limits);
    yield await thread.step(documentFields(pdf), limits);
    const attachments: PdfAttachment[] = await thread.step(attachmentsOf(pdf), limits);
    yield* pages.read(pdf, attachments);
    yield* readAttachments(attachments, reading, readInner);
    reading.skip(Math.round(pages.unreadShare * length));
  } catch (error) {
    reading.skip(Math.round(pages.unreadShare * length));
    yield [problem(codeOf(error), pages.place)];
  } finally {
    await thread.release(task, limits);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof PdfStopped) return error.reason === 'timed-out' ? 'records/timed-out' : 'records/archive-bomb';
  const name = error instanceof Error ? error.name : '';
  return name === 'PasswordException' ? 'records/encrypted' : 'records/broken-pdf';
}
