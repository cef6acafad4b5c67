import type { Buffer } from 'node:buffer';
import { type MadeEntry, makeZip } from '../archive/make-zip.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET_NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

export interface Workbook {
  /** XML inside `sheetData`, or a whole part when it begins with `<worksheet`; by name of the sheet. */
  sheets: Record<string, string>;
  /** XML of each `si`. */
  strings?: readonly string[];
  /** Format codes of the cell styles 1, 2, …; 0 is General. */
  formats?: readonly string[];
  workbookProperties?: string;
  more?: readonly MadeEntry[];
}

/** Sheets first and strings last, as programs that stream write them. */
export function workbook({ sheets, strings = [], formats = [], workbookProperties = '', more = [] }: Workbook): Buffer {
  const names = Object.keys(sheets);
  const relation = (id: number, target: string) => `<Relationship Id="rId${id}" Type="x" Target="${target}"/>`;
  const entries: MadeEntry[] = names.map((name, index) => {
    const xml = sheets[name] ?? '';
    const part = xml.startsWith('<worksheet')
      ? xml
      : `<worksheet ${SHEET_NAMESPACE}><sheetData>${xml}</sheetData></worksheet>`;
    return { name: `xl/worksheets/sheet${index + 1}.xml`, content: DECLARATION + part };
  });
  const list = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const codes = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`);
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`);
  entries.push(
    { name: 'xl/workbook.xml', content: `<workbook>${workbookProperties}<sheets>${list.join('')}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${names.map((_, index) => relation(index + 1, `worksheets/sheet${index + 1}.xml`)).join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    },
    ...more,
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings.map((si) => `<si>${si}</si>`).join('')}</sst>` },
    { name: '[Content_Types].xml', content: '<Types/>' },
  );
  return makeZip(entries);
}

/** @param body - XML inside `w:body` */
export function textDocument(body: string, more: readonly MadeEntry[] = []): Buffer {
  return makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'word/document.xml',
      content: `${DECLARATION}<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    },
    ...more,
  ]);
}

export const paragraph = (...runs: string[]) =>
  `<w:p>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`;

export const cell = (reference: string, value: string, attributes = '') =>
  `<c r="${reference}" ${attributes}><v>${value}</v></c>`;

export const inline = (reference: string, text: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
