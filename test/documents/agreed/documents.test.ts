import { describe, expect, it } from 'vitest';
import { canonicalHash, canonicalJson } from '../../../src/base/canonical-json.js';
import { BLANK, configTemplate } from '../../../src/config/template.js';
import type { Block } from '../../../src/documents/agreed/content.js';
import { AGREED_DOCUMENTS } from '../../../src/documents/agreed/index.js';
import { renderAgreedMarkdown } from '../../../src/documents/agreed/render-markdown.js';
import { renderAgreedPdf } from '../../../src/documents/agreed/render-pdf.js';
import { sampled } from '../../support/thorough.js';
import { pagesOf } from '../pdf-text.js';
import { CLOUD, contentNamed, documentOf, EMBEDDED, saidIn, sourcesOf } from './samples.js';

const FILES = new Map([['report.pdf', Buffer.from('%PDF-1.7 invented')]]);
const ids = AGREED_DOCUMENTS.map(({ id }) => id);
const compact = (text: string): string => text.replace(/\s+/g, '');

/** Every piece of text of a block. */
function textsOf(block: Block): string[] {
  if ('text' in block) return [block.text];
  if (block.is === 'list') return block.items;
  if (block.is === 'steps') return block.items.map(({ text }) => text);
  return (block.rows as string[][]).flat();
}

describe.each(['embedded', 'cloud'])('every agreed document, %s', (place) => {
  const sources = sourcesOf(place === 'cloud' ? CLOUD : EMBEDDED);

  // The places differ in some documents, and in what is said: a few are enough of the second, as a sample.
  const looked = place === 'cloud' ? sampled(ids, 3) : ids;
  it.each(looked)('%s: PDF and Markdown say all of the content, with number, version, basis and hash', async (id) => {
    const content = contentNamed(id, sources);
    const document = documentOf(content, { version: 3 });
    const pdf = await renderAgreedPdf(document, FILES);
    // The bytes depend on no clock and no chance, wherever the service stands: once is enough.
    if (place === 'embedded') expect(Buffer.compare(pdf, await renderAgreedPdf(document, FILES))).toBe(0);
    const shown = compact((await pagesOf(pdf)).flat().join(''));
    const markdown = renderAgreedMarkdown(document);
    const plain = compact(markdown.replaceAll('<br>', '').replace(/\\(?=[\\`*_[\]<>|#])/g, ''));
    const said = [
      content.title,
      ...content.basis,
      ...content.controls,
      '第3版',
      canonicalHash(document),
      '作成',
      '確認',
    ];
    for (const text of said) {
      expect(shown).toContain(compact(text));
      expect(plain).toContain(compact(text));
    }
    const told = content.blocks.flatMap((block) => textsOf(block));
    for (const text of told) expect(plain).toContain(compact(text));
    // Longer ones may go over to the next page, with its head between.
    for (const text of told) if (text.length <= 16) expect(shown).toContain(compact(text));
    expect(Buffer.from(pdf).includes('document.json')).toBe(true);
    if (id === 'devices') expect(Buffer.from(pdf).includes('report.pdf')).toBe(true);
  });

  it.each(ids)('%s: nothing is empty, and what is told is the same each time', (id) => {
    const content = contentNamed(id, sources);
    expect(canonicalJson(contentNamed(id, sources))).toBe(canonicalJson(content));
    for (const block of content.blocks) {
      if (block.is === 'table') {
        expect(block.rows.length).toBeGreaterThan(0);
        for (const row of block.rows) {
          expect(row).toHaveLength(block.columns.length);
          for (const cell of row) expect(cell.trim()).not.toBe('');
        }
      }
      for (const text of textsOf(block)) expect(text.trim()).not.toBe('');
    }
    expect(saidIn(content)).not.toMatch(/undefined|\[object|NaN/);
  });
});

it('a new workspace: everything that is not said stands as 要確認, in every document', () => {
  const sources = sourcesOf(configTemplate('centre'));
  for (const id of ids) {
    const { open } = contentNamed(id, sources);
    expect(open.map(({ where }) => where)).toEqual(expect.arrayContaining(['service.contract', 'contractor.name']));
  }
  const filled = sourcesOf(configTemplate('centre').replaceAll(BLANK, '（試験用）'));
  const { open } = contentNamed('contacts', filled);
  expect(open.map(({ where }) => where)).toEqual([
    'documents.contacts',
    'documents.contacts',
    'documents.incidents.firstReportMinutes',
    'documents.incidents.updateHours',
    'documents.incidents.finalReportDays',
    'alerts.contacts',
  ]);
  for (const id of ['boundary', 'contacts', 'threats', 'devices', 'vulnerability'])
    expect(contentNamed(id, sourcesOf(EMBEDDED)).open.filter(({ where }) => where !== 'watch.principals')).toEqual([]);
});

it('B2-1-1: the boundary follows storage and keys', () => {
  const [embedded, cloud] = [
    saidIn(contentNamed('boundary', sourcesOf(EMBEDDED))),
    saidIn(contentNamed('boundary', sourcesOf(CLOUD))),
  ];
  expect(embedded).toContain('クラウド事業者のサービスを利用しない');
  expect(embedded).not.toContain('鍵素材を外部に出さずに生成し');
  expect(cloud).toContain('鍵素材を外部に出さずに生成し');
  expect(cloud).toContain('指示された全ての版を削除する');
  for (const said of [embedded, cloud]) expect(said).toContain('業務用端末の管理');
  const kinds = EMBEDDED.replace('{ months: 12', '{ kind: recording, system: pbx, months: 12');
  expect(saidIn(contentNamed('boundary', sourcesOf(kinds)))).toContain(
    '電話交換機（PBX）、通話録音データ：12か月（契約書第10条）',
  );
});
