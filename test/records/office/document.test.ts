import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../support/processor-time.js';
import { makeZip } from '../archive/make-zip.js';
import { codes, readAll, shown } from '../read-all.js';
import { mail } from '../samples.js';
import { paragraph, textDocument } from './office-files.js';

async function read(bytes: Buffer) {
  const { records, problems, summary } = await readAll(bytes, 'a.bin', 17);
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
  return { records: shown(records), problems: codes(problems), summary };
}

describe('a text document', () => {
  it('is one record: paragraphs are lines, whatever their runs, and rows of tables too', async () => {
    const table = `<w:tbl><w:tr><w:tc>${paragraph('氏名')}</w:tc><w:tc>${paragraph('鈴木')}${paragraph('花子')}</w:tc></w:tr></w:tbl>`;
    const { records, problems, summary } = await read(
      textDocument(
        `${paragraph('山', '田太郎')}<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>${table}`,
      ),
    );
    expect(summary.format).toBe('docx');
    expect(records).toEqual(['document: =山田太郎\n一\n二\t三\n氏名\t鈴木 花子']);
    expect(problems).toEqual([]);
    expect(summary.unexaminedBytes).toBe(0);
  });

  it('tells deleted text, comments, headers, notes and links apart', async () => {
    const deleted = `<w:p><w:r><w:t>山田</w:t></w:r><w:del w:author="編集 者"><w:r><w:delText>鈴木</w:delText></w:r></w:del><w:r><w:t>様</w:t></w:r></w:p>`;
    const part = (text: string) => `<w:x>${paragraph(text)}</w:x>`;
    const { records } = await read(
      textDocument(deleted, [
        { name: 'word/header1.xml', content: part('頭') },
        { name: 'word/footer2.xml', content: part('脚') },
        { name: 'word/footnotes.xml', content: part('注') },
        { name: 'word/comments.xml', content: `<c><w:comment w:author="監督 者">${paragraph('確認')}</w:comment></c>` },
        {
          name: 'word/_rels/document.xml.rels',
          content: '<R><Relationship Target="https://example.jp/%E5%B1%B1" TargetMode="External"/></R>',
        },
        { name: 'word/embeddings/a.eml', content: mail() },
      ]),
    );
    expect(records.at(-1)).toBe(
      'document: author=編集 者, =山田様, deleted=鈴木, header=頭, footer=脚, footnote=注, author=監督 者, comment=確認, link=https://example.jp/山',
    );
    expect(records[0]).toBe('entry 8, attachment 1, row 1: 氏名=佐藤 三郎, 電話番号=03-1234-5678');
  });

  it('in UTF-16, with sections and entities, is read', async () => {
    const xml =
      '\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><d><!-- <w:t>注</w:t> --><w:p><w:t><![CDATA[<山>]]>&#x7530;&amp;&x;&constructor;</w:t></w:p></d>';
    const zip = makeZip([{ name: 'word/document.xml', content: Buffer.from(xml, 'utf16le') }]);
    expect((await read(zip)).records).toEqual(['document: =<山>田&&x;&constructor;']);
  });

  it('of a scanned page alone has no text', async () => {
    const picture = { name: 'word/media/image1.png', content: Buffer.alloc(100) };
    expect((await read(textDocument('<w:p/>', [picture]))).problems).toEqual(['records/no-text']);
    expect((await read(textDocument('<w:p/>'))).problems).toEqual([]);
    expect((await read(textDocument(paragraph('本文'), [picture]))).problems).toEqual([]);
  });

  it('of damaged parts is named', async () => {
    const { problems } = await read(textDocument('', [{ name: 'word/footer1.xml', content: '<a><w:t>x</w:t><b' }]));
    expect(problems).toEqual(['records/broken-xml entry 3']);
  });
});

it('slides and their notes are read', async () => {
  const { records, summary } = await read(
    makeZip([
      { name: 'ppt/presentation.xml', content: '<p/>' },
      {
        name: 'ppt/slides/slide1.xml',
        content: '<p:sld><a:p><a:r><a:t>事例 </a:t></a:r><a:r><a:t>山田様</a:t></a:r></a:p></p:sld>',
      },
      { name: 'ppt/notesSlides/notesSlide1.xml', content: '<p:n><a:p><a:t>話す</a:t></a:p></p:n>' },
    ]),
  );
  expect(summary.format).toBe('pptx');
  expect(records).toEqual(['document: =事例 山田様, notes=話す']);
});

it('a document stored in an archive does not make the archive a document', async () => {
  const inner = textDocument(paragraph('山田'));
  const { records, summary } = await read(makeZip([{ name: 'a.docx', content: inner, method: 0 }]));
  expect(summary.format).toBe('zip');
  expect(records[0]).toBe('entry 1, document: =山田');
});

it.each`
  stream                | code
  ${'EncryptedPackage'} | ${'records/encrypted'}
  ${'WordDocument'}     | ${'records/unknown-format'}
`('a compound file with a stream $stream is $code', async ({ stream, code }) => {
  const bytes = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(2000),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(200),
  ]);
  const { problems, summary } = await read(bytes);
  expect(problems).toEqual([code]);
  expect(summary).toMatchObject({ format: 'ole2', unexaminedBytes: bytes.length });
});

describe('what is built to be slow', () => {
  it('is read to its end: a name of a part that begins to be one of comments again and again', async () => {
    const name = `word/${'commentN'.repeat(4_000)}${'0'.repeat(30_000)}.x.xml`;
    const bytes = textDocument(paragraph('前'), [{ name, content: '<w:p><w:r><w:t>後</w:t></w:r></w:p>' }]);
    expect((await read(bytes)).records.join()).toContain('後');
  });

  it.each(['<', '<a ', '<a "', "<a b='", '</', '&', '<!--', '<![CDATA[', ']]>', '<w:p>', '<w:t>', '<w:del>'])(
    'passes in time: %s',
    async (piece) => {
      const began = processorTime();
      const bytes = textDocument(paragraph('前') + piece.repeat(Math.ceil(2_000_000 / piece.length)));
      expect((await read(bytes)).records[0]).toMatch(/^document: =前/);
      // Quadratic work on two megabytes takes minutes.
      expect(processorTime() - began).toBeLessThan(20_000);
    },
  );
});
