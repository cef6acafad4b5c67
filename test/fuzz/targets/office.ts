import { makeZip } from '../../records/archive/make-zip.js';
import { cell, inline, paragraph, textDocument, workbook } from '../../records/office/office-files.js';
import { MARKER } from '../promises.js';
import { readingTarget } from '../reading.js';
import type { Seed } from '../target.js';
import { short } from './archives.js';

/** An XLSX of loose parts, so that damaged XML stands behind right checksums. */
const book: Seed = {
  parts: [
    Buffer.from(
      `<row r="1">${inline('A1', '氏名')}${inline('B1', '電話')}</row><row r="2">${cell('A2', '0', 't="s"')}${cell('B2', '9012345678', 's="1"')}</row><row><c r="C3" t="b"><v>1</v></c><c r="XFD4"><f>A1&amp;"x"</f><v>45000.5</v></c></row>`,
    ),
    Buffer.from(`<t>${MARKER}</t><rPh sb="0" eb="1"><t>よみ</t></rPh><r><t xml:space="preserve"> 太郎</t></r>`),
    Buffer.from('000-0000-0000'),
    Buffer.from('名簿'),
  ],
  build: ([rows, strings, format, sheet]) =>
    workbook({
      sheets: { [sheet!.toString('utf8')]: rows!.toString('utf8') },
      strings: [strings!.toString('utf8')],
      formats: [format!.toString('utf8')],
      more: [
        { name: 'xl/comments1.xml', content: `<comments><text><t>${MARKER}</t></text></comments>` },
        {
          name: 'docProps/core.xml',
          content: `<cp:coreProperties><dc:creator>${MARKER}</dc:creator></cp:coreProperties>`,
        },
      ],
    }),
};

const wholeSheet: Seed = {
  parts: [
    Buffer.from(
      `<worksheet xmlns:x="y"><x:sheetData><row r="5"><c r="B5" t="str"><v>${MARKER}</v></c></row></x:sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
    ),
  ],
  build: ([sheet]) =>
    workbook({ sheets: { a: sheet!.toString('utf8') }, workbookProperties: '<workbookPr date1904="1"/>' }),
};

const letter: Seed = {
  parts: [
    Buffer.from(
      `${paragraph('山田', MARKER)}<w:tbl><w:tr><w:tc>${paragraph('氏名')}</w:tc></w:tr></w:tbl><w:del><w:r><w:delText>${MARKER}</w:delText></w:r></w:del><w:sdt><![CDATA[x]]></w:sdt><w:tab/><w:br/>`,
    ),
    Buffer.from('word/header1.xml'),
    Buffer.from(`<w:hdr><w:p><w:r><w:t>${MARKER}</w:t></w:r></w:p></w:hdr>`),
  ],
  build: ([body, name, header]) =>
    textDocument(body!.toString('utf8'), [
      { name: short(name), content: header! },
      { name: 'word/media/image1.png', content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
      { name: 'word/embeddings/a.csv', content: `氏名,電話\n${MARKER},1\n` },
    ]),
};

const slides: Seed = {
  parts: [
    Buffer.from(`<p:sld xmlns:a="a"><a:p><a:r><a:t>${MARKER}</a:t></a:r></a:p></p:sld>`),
    Buffer.from(`<p:notes><a:t>${MARKER}</a:t></p:notes>`),
  ],
  build: ([slide, notes]) =>
    makeZip([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'ppt/presentation.xml', content: '<p:presentation/>' },
      { name: 'ppt/slides/slide1.xml', content: slide! },
      { name: 'ppt/notesSlides/notesSlide1.xml', content: notes! },
    ]),
};

/** An old Office document: known by name, or encrypted. */
const oldDocument: Seed = {
  parts: [Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0')],
  build: ([head, name]) => Buffer.concat([head!, Buffer.alloc(1024), name!, Buffer.alloc(512, MARKER)]),
};

/** Office documents: archives of XML. */
export const office = [
  readingTarget('office/xlsx', ['xlsx'], () => [book, wholeSheet], { weight: 2 }),
  readingTarget('office/docx', ['docx'], () => [letter], { weight: 2 }),
  readingTarget('office/pptx', ['pptx'], () => [slides]),
  readingTarget('office/ole2', ['ole2'], () => [oldDocument]),
];
