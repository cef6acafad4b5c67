import { deflateSync } from 'node:zlib';
import { onePage, rawPdf } from '../../records/pdf/make-pdf.js';
import { MARKER } from '../promises.js';
import { readingTarget } from '../reading.js';
import { type Seed, whole } from '../target.js';

const PAGE = Buffer.from(`BT /F1 12 Tf 50 700 Td (${MARKER} 090-1234-5678) Tj 0 -20 Td [(a) -500 (b)] TJ ET`);
const FONT = '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';

const page: Seed = {
  parts: [PAGE, Buffer.from(FONT)],
  build: ([content, resources]) => onePage(content!, resources!.toString('latin1')),
};

/** Catalogue, page tree, page, packed content, annotation, form field and properties, with a right table of contents. */
const objects: Seed = {
  parts: [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> /Names << /EmbeddedFiles << /Names [(a.csv) 8 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [5 0 R 6 0 R] /Resources << ${FONT} >> >>`,
    PAGE,
    `<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (${MARKER}) >>`,
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (${MARKER}) /V (${MARKER}) /Rect [0 0 9 9] >>`,
    `<< /Title (${MARKER}) /Author <FEFF5C71> >>`,
    `<< /Type /Filespec /F (a.csv) /EF << /F 9 0 R >> >>`,
    `<< /Length 12 >>\nstream\n${MARKER},1\nendstream`,
  ].map((text) => Buffer.from(text as string)),
  build: (parts) => {
    const packed = deflateSync(parts[3]!);
    const content = Buffer.concat([
      Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]);
    return rawPdf(parts.map((part, index) => (index === 3 ? content : part)));
  },
};

const RTF = `{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fnil\\fcharset128 \\'82\\'6c;}{\\f1\\fcharset0 Times;}}{\\info{\\author ${MARKER}}{\\title a}}{\\header h\\par}\\pard \\'8e\\'52\\'93\\'63 ${MARKER}\\u-25895?\\uc2\\u27211\\'82\\'82{\\b x}\\tab{\\*\\annotation ${MARKER}}{\\field{\\*\\fldinst HYPERLINK "mailto:a@b"}{\\fldrslt c}}\\trowd a\\cell b\\cell\\row{\\pict\\bin4 \0\0\0\0}{\\*\\unknown{\\deep ${MARKER}}}\\par}`;

/** Documents that are one format of their own. */
export const documents = [
  // Each input is taken apart in a thread of its own, and one that loops is ended only after half a minute.
  readingTarget('documents/pdf', ['pdf'], () => [page, objects], { weight: 0.3, deadline: 120_000 }),
  readingTarget('documents/rtf', ['rtf'], () => [whole(Buffer.from(RTF, 'latin1'))], { weight: 2 }),
];
