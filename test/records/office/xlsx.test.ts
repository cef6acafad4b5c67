import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { codes, readAll, shown } from '../read-all.js';
import { cell, inline, type Workbook, workbook } from './office-files.js';

async function read(book: Workbook) {
  const bytes = workbook(book);
  const { records, problems, summary } = await readAll(bytes, 'a.bin', 999);
  expect(summary.format).toBe('xlsx');
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
  return { records: shown(records), problems: codes(problems), summary };
}

const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;

describe('a sheet', () => {
  it('with a header gives rows with named cells; strings are shared, inline or of formulas', async () => {
    const { records, problems } = await read({
      strings: [
        '<t>氏名</t>',
        '<t>電話番号</t>',
        '<r><t>山田 </t></r><r><t>太郎</t></r><rPh sb="0" eb="1"><t>ヤマダ</t></rPh>',
      ],
      sheets: {
        顧客名簿:
          row(cell('A1', '0', 't="s"'), cell('B1', '1', 't="s"'), inline('C1', '備考')) +
          row(
            cell('A2', '2', 't="s"'),
            cell('B2', '9.012345678E9'),
            '<c r="C2" t="str"><f>A1&amp;B1</f><v>要_x000D_&lt;確認&gt;</v></c>',
          ) +
          row() +
          row(cell('B4', '312345678'), '<c r="C4"><f>HYPERLINK("mailto:a@example.jp")</f></c>'),
      },
    });
    expect(records).toEqual([
      'sheet 1, row 1: 氏名=山田 太郎, 電話番号=9012345678, 備考=要\r<確認>',
      'sheet 1, row 2: 電話番号=312345678, 備考==HYPERLINK("mailto:a@example.jp")',
      'document: sheet=顧客名簿',
    ]);
    expect(problems).toEqual([]);
  });

  it('without a header is a form whose cells are named by the label to their left', async () => {
    const sheets = {
      申込書: row(inline('A1', '氏名'), inline('C1', '山田 太郎'), inline('E1', '住所'), inline('F1', '京都市')),
    };
    expect((await read({ sheets })).records[0]).toBe('sheet 1, row 1: =氏名, 氏名=山田 太郎, =住所, 住所=京都市');
  });

  it('that is hidden, or that the workbook does not name, is read as well', async () => {
    const { records } = await read({
      sheets: { 表: row(inline('A1', '公開')), 裏: row(inline('A1', '非公開')) },
      more: [{ name: 'xl/worksheets/sheet9.xml', content: `<x><row>${inline('A1', '残り')}</row></x>` }],
    });
    expect(records.slice(0, 3)).toEqual(['sheet 1, row 1: =公開', 'sheet 2, row 1: =非公開', 'sheet 3, row 1: =残り']);
  });

  it('shows dates, times and digits as they are formatted', async () => {
    const formats = [
      'yyyy/m/d',
      '[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@',
      'h:mm',
      'yyyy/m/d h:mm',
      '[&lt;=999]000;[&lt;=9999]000-00;000-0000',
      '0##-####-####',
      '#,##0_ ',
      '0.00&quot;円(税込)&quot;',
    ];
    const values = ['46113', '46113', '0.5', '46113.520833333336', '6008570', '9012345678', '1234', '12.5'];
    const cells = values.map((value, at) => cell(`${'ABCDEFGH'[at]}1`, value, `s="${at + 1}"`));
    expect((await read({ formats, sheets: { a: row(...cells) } })).records[0]).toBe(
      'sheet 1, row 1: =2026/04/01, =2026/04/01, =12:00:00, =2026/04/01 12:30:00, =600-8570, =090-1234-5678, =1234, =12.5',
    );
    const from1904 = { workbookProperties: '<workbookPr date1904="1"/>', formats: ['yyyy/m/d'] };
    expect((await read({ ...from1904, sheets: { a: row(cell('A1', '44651', 's="1"')) } })).records[0]).toBe(
      'sheet 1, row 1: =2026/04/01',
    );
  });

  it('that is cut is named, with what was there', async () => {
    const { records, problems } = await read({
      sheets: { a: `<worksheet><row>${inline('A1', '山田')}<c r="B1" t="inl` },
    });
    expect(records[0]).toBe('sheet 1, row 1: =山田');
    expect(problems).toEqual(['records/broken-xml sheet 1']);
  });

  it('of cells that all refer to one long text is a bomb', async () => {
    const strings = [`<t>${'山'.repeat(1_000_000)}</t>`];
    const rows = Array.from({ length: 800 }, () => row(cell('A1', '0', 't="s"'))).join('');
    const { problems } = await read({ strings, sheets: { a: rows } });
    expect(problems).toEqual(['records/archive-bomb sheet 1']);
  });

  it('of any width costs no more than its cells', async () => {
    const rows = Array.from({ length: 5000 }, () => row(cell('XFD1', '1'), cell('ZZZ1', '2'))).join('');
    expect((await read({ sheets: { a: rows } })).records).toHaveLength(5001);
  });
});

it('texts outside the cells are read: comments, pictures, headers, properties, links, pivot tables', async () => {
  const { records, problems, summary } = await read({
    sheets: {
      a: `<worksheet><sheetData/><dataValidations><dataValidation prompt="姓を入力"><formula1>"山田,鈴木"</formula1></dataValidation></dataValidations><headerFooter><oddHeader>&amp;C部外秘</oddHeader></headerFooter></worksheet>`,
    },
    more: [
      {
        name: 'xl/comments1.xml',
        content:
          '<comments><authors><author>田中</author></authors><comment><text><r><t>要折</t></r><r><t>返し</t></r></text></comment></comments>',
      },
      {
        name: 'xl/drawings/drawing1.xml',
        content: '<d><xdr:cNvPr id="1" descr="佐藤様の写真"/><a:p><a:t>図の</a:t><a:t>文字</a:t></a:p></d>',
      },
      { name: 'xl/pivotCache/pivotCacheRecords1.xml', content: '<r><s v="高橋"/><constructor v="x"/></r>' },
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        content: '<R><Relationship Target="mailto:a@example.jp" TargetMode="External"/></R>',
      },
      { name: 'docProps/core.xml', content: '<cp><dc:creator>作成 者子</dc:creator><x>12</x></cp>' },
      { name: 'xl/media/image1.png', content: Buffer.alloc(10), method: 0 },
      { name: 'constructor', content: '名のない部分' },
    ],
  });
  expect(records).toEqual([
    'entry 11, document: =名のない部分',
    'document: sheet=a, author=田中, comment=要折返し, =佐藤様の写真, =図の文字, =高橋, link=mailto:a@example.jp, creator=作成 者子, =姓を入力, ="山田,鈴木", =&C部外秘',
  ]);
  expect(problems).toEqual([]);
  expect(summary.unexaminedBytes).toBe(10);
});

it('comes to an end with a format code of brackets that never close', async () => {
  const rows = row(cell('A1', '9012345678', 's="1"'));
  const { records } = await read({ sheets: { a: rows }, formats: [`${'['.repeat(500_000)}-`] });
  expect(records[0]).toBe('sheet 1, row 1: =9012345678');
});
