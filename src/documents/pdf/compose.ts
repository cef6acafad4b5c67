import { BODY, INK, PAGE, Sheet, type TextStyle } from './sheet.js';
import { Typefaces } from './typefaces.js';

export interface Attachment {
  name: string;
  /** MIME type. */
  type: string;
  /** `Source`: what the pages were made from; `Data`: what goes with them. */
  relationship: 'Source' | 'Data';
  description: string;
  bytes: Uint8Array;
}

export interface DocumentFrame {
  title: string;
  /** 文書番号; ASCII. */
  number: string;
  /** Date of the document, which is also that of the file: nothing in it comes from the clock. */
  date: Date;
  /** At the foot of every page: of what, and its SHA-256 in hex. */
  hash: { label: string; sha256: string };
  attachments?: readonly Attachment[];
}

/** How wide a character is depends on no document: opened once. What pdfkit embeds is opened for each. */
let typefaces: Typefaces | undefined;

/**
 * Composes a PDF/A-3b file (tagged, fonts embedded as subsets). The same input gives the same bytes.
 *
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function composePdf(frame: DocumentFrame, draw: (sheet: Sheet) => void): Promise<Uint8Array> {
  typefaces ??= new Typefaces();
  const sheet = new Sheet(typefaces, {
    info: {
      Title: xmlSafe(`${frame.title}　${frame.number}`),
      Producer: 'kimitsu',
      Creator: 'kimitsu',
      CreationDate: wholeSeconds(frame.date),
    },
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    sheet.pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    sheet.pdf.on('end', resolve);
    sheet.pdf.on('error', reject);
  });
  draw(sheet);
  sheet.require(0);
  for (const attachment of frame.attachments ?? []) attach(sheet.pdf, attachment, frame.date);
  runningLines(sheet, frame);
  sheet.pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function attach(pdf: PDFKit.PDFDocument, attachment: Attachment, date: Date): void {
  const options = {
    name: attachment.name,
    type: attachment.type,
    description: attachment.description,
    relationship: attachment.relationship,
    creationDate: wholeSeconds(date),
    modifiedDate: wholeSeconds(date),
  };
  pdf.file(Buffer.from(attachment.bytes), options);
}

/** Title and number above, hash and page number below; on the first page the head says the former already. */
function runningLines(sheet: Sheet, frame: DocumentFrame): void {
  const { start, count } = sheet.pdf.bufferedPageRange();
  const style: TextStyle = { ...BODY, size: 7.5, color: INK.quiet, leading: 1.4 };
  const end: TextStyle = { ...style, align: 'right' };
  for (let page = 0; page < count; page += 1) {
    sheet.pdf.switchToPage(start + page);
    sheet.decorate('Pagination', () => {
      if (page > 0) {
        sheet.paintLines([frame.title], sheet.left, 34, sheet.width, style);
        sheet.paintLines([`文書番号　${frame.number}`], sheet.left, 34, sheet.width, end);
        line(sheet, 47);
      }
      const foot = PAGE.height - 44;
      line(sheet, foot - 4);
      sheet.paintLines([`${frame.hash.label}　SHA-256　${frame.hash.sha256}`], sheet.left, foot, sheet.width, {
        ...style,
        size: 6.8,
      });
      sheet.paintLines([`${page + 1} / ${count} ページ`], sheet.left, foot, sheet.width, end);
    });
  }
}

function line(sheet: Sheet, y: number): void {
  sheet.pdf
    .lineWidth(0.4)
    .strokeColor(INK.line)
    .moveTo(sheet.left, y)
    .lineTo(sheet.left + sheet.width, y)
    .stroke();
}

/** PDF dates carry whole seconds; PDF/A wants the same instant in the metadata. */
function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/** The title goes into the XMP packet as it is. */
function xmlSafe(text: string): string {
  return text.replace(/&/g, '＆').replace(/</g, '＜').replace(/>/g, '＞');
}
