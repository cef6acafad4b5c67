import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { MAX_NESTING } from '../limits.js';
import { type Batches, field, type Item, nested, problem, type ReadInner, type Reading } from '../reading.js';
import type { RecordField } from '../record.js';
import { DocumentWindow } from '../windows.js';

export interface PdfAttachment {
  name: string;
  description: string;
  content: Uint8Array;
}

/** What says nothing about a person: the program, its version, the paper. */
const TECHNICAL = /^(?:PDFFormatVersion|Language|EncryptFilterName|Producer|Trapped|ModDate|CreationDate)$/;
const TECHNICAL_XMP = /^(?:xmp|xmpmm|pdf|pdfaid|pdfx?|stref|stevt):/i;
const MAX_BOOKMARKS = 10_000;

/** Title, author, properties and bookmarks: one record `document`. */
export async function documentFields(pdf: PDFDocumentProxy): Promise<Item[]> {
  const window = new DocumentWindow();
  const items: Item[] = [];
  const add = (name: string, value: unknown) => {
    const text = textOf(value);
    if (text !== '') items.push(...window.add(field(name, text)));
  };
  const { info, metadata } = (await pdf.getMetadata()) as {
    info: object;
    metadata: Iterable<[string, unknown]> | null;
  };
  const { Custom, ...known } = info as { Custom?: object };
  for (const [name, value] of Object.entries({ ...known, ...Custom })) if (!TECHNICAL.test(name)) add(name, value);
  for (const [name, value] of metadata ?? []) if (!TECHNICAL_XMP.test(name)) add(name, value);
  for (const title of bookmarks((await pdf.getOutline()) ?? [])) add('bookmark', title);
  return [...items, ...window.end()];
}

interface Bookmark {
  title: string;
  items: Bookmark[];
}

function bookmarks(top: Bookmark[]): string[] {
  const titles: string[] = [];
  const waiting = [...top];
  for (let next = waiting.shift(); next && titles.length < MAX_BOOKMARKS; next = waiting.shift()) {
    titles.push(next.title);
    waiting.push(...next.items.slice(0, MAX_BOOKMARKS));
  }
  return titles;
}

export async function attachmentsOf(pdf: PDFDocumentProxy): Promise<PdfAttachment[]> {
  const attachments = ((await pdf.getAttachments()) ?? {}) as Record<
    string,
    Partial<PdfAttachment> & { filename?: string }
  >;
  return Object.entries(attachments).map(([key, { filename, description, content }]) => ({
    name: filename ?? key,
    description: description ?? '',
    content: content ?? new Uint8Array(),
  }));
}

/** Attachments as objects: `attachment N, …`; their names are texts. */
export async function* readAttachments(
  attachments: readonly PdfAttachment[],
  reading: Reading,
  readInner: ReadInner,
): Batches {
  const window = new DocumentWindow();
  for (const [index, { name, description, content }] of attachments.entries()) {
    const locator = `attachment ${index + 1}`;
    if (name !== '') yield window.add(field('filename', name));
    if (description !== '') yield window.add(field('description', description));
    if (reading.depth >= MAX_NESTING) yield [problem('records/too-deeply-nested', locator)];
    else if (!reading.budget.take(content.byteLength)) yield [problem('records/archive-bomb', locator)];
    else {
      const inner = readInner(once(content), { name }, reading);
      for await (const batch of inner.batches) yield batch.map((item) => nested(item, locator));
    }
  }
  yield window.end().map((item) => ({ ...item, locator: 'attachments' }));
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  if (content.byteLength > 0) yield content;
}

interface Annotation {
  fieldName?: string;
  alternativeText?: string;
  fieldValue?: unknown;
  contentsObj?: { str?: string };
  titleObj?: { str?: string };
  richText?: { str?: string } | null;
  textContent?: string[];
  url?: string;
  unsafeUrl?: string;
  options?: { displayValue?: string }[];
  file?: { filename?: string; content?: Uint8Array; description?: string };
}

/** Texts of notes, links and form fields, a field under its label or name. */
export function annotationFields(annotations: readonly object[], attachments: PdfAttachment[]): RecordField[] {
  const fields: RecordField[] = [];
  const add = (name: string | undefined, value: unknown) => {
    const text = textOf(value);
    if (text !== '') fields.push(field(name, text));
  };
  for (const annotation of annotations as Annotation[]) {
    const { fieldName, alternativeText, file } = annotation;
    add(alternativeText || fieldName || undefined, annotation.fieldValue);
    add('author', annotation.titleObj?.str);
    add('annotation', annotation.contentsObj?.str);
    if (annotation.richText?.str !== annotation.contentsObj?.str) add('annotation', annotation.richText?.str);
    if (annotation.fieldValue === undefined) add('annotation', annotation.textContent?.join('\n'));
    add('link', annotation.unsafeUrl ?? annotation.url);
    if (file?.content)
      attachments.push({ name: file.filename ?? '', description: file.description ?? '', content: file.content });
  }
  return fields;
}

function textOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(textOf)
      .filter((text) => text !== '')
      .join('\n');
  return typeof value === 'string' && value !== 'Off' ? value.trim() : '';
}
