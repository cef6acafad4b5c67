import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsBelow, columnAt, headerAbove } from '../../../src/classify/record/columns.js';

const table = '名簿\n受付日,氏名,番号\nR6.9.2,"畑中 一郎",0000330761\nR6.9.3,谷,0066193459\n以上';

describe('columnAt', () => {
  it.each`
    table                                     | of        | header
    ${'支所,数\n森下,3\n小西,4'}              | ${'小西'} | ${'支所'}
    ${'駅　 乗車\n森下 3'.replace('　', ' ')} | ${'森下'} | ${'駅'}
    ${'\t駅\n1\t森下'}                        | ${'森下'} | ${'駅'}
    ${'GUEST,ROOM\nMori, Emi,401'}            | ${'401'}  | ${'ROOM'}
    ${'"駅","数"\n"森下","3"'}                | ${'森下'} | ${'駅'}
    ${'支所;担当;数\n西;森下;3'}              | ${'森下'} | ${'担当'}
    ${'支所, 担当, 数\n西, 森下, 3'}          | ${'森下'} | ${'担当'}
    ${'| 支所 | 額 |\n| 森下 | 5,500 |'}      | ${'森下'} | ${'支所'}
    ${'支所,日\n森下,2026/5/1'}               | ${'森下'} | ${'支所'}
  `('gives $header above $of', ({ table, of, header }) =>
    expect(columnAt(table, table.indexOf(of))?.header).toBe(header),
  );

  it.each(['森下', '森下,3', '支所,数,計\n森下,3'])('knows none in %s', (text) =>
    expect(columnAt(text, text.length - 1)).toBeUndefined(),
  );

  it.each`
    text                                          | of        | isOfWords
    ${'支所,数\n森下,3'}                          | ${'森下'} | ${true}
    ${'21,森下\n22,小西'}                         | ${'小西'} | ${false}
    ${'お世話になります。 森下です\n小西 です'}   | ${'小西'} | ${false}
    ${'支所,記録\n森下,雨が降りました。帰ります'} | ${'森下'} | ${false}
  `('tells whether words stand above words: $text', ({ text, of, isOfWords }) =>
    expect(columnAt(text, text.indexOf(of))?.isOfWords).toBe(isOfWords),
  );

  it('takes no row for the header where the table begins out of reach', () => {
    const table = `支所,数\n${'森下,3\n'.repeat(200)}小西,4`;
    expect(columnAt(table, table.indexOf('小西'))).toBeUndefined();
  });

  it.each`
    table                                   | isCertain
    ${'支所,数\n森下,3'}                    | ${true}
    ${'駅 乗\n森下 3'}                      | ${false}
    ${'駅 乗 降\n森下 3 4\n小西 5 6'}       | ${true}
    ${'記録\n駅 乗 降\n森下 3 4\n小西 5 6'} | ${false}
    ${'駅 様子 降\n森下 有 無\n小西 無 無'} | ${false}
  `('is certain of $table: $isCertain', ({ table, isCertain }) =>
    expect(columnAt(table, table.indexOf('森下'))?.isCertain).toBe(isCertain),
  );

  it('stays inside the text whatever it is made of', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '|', '"', ' ', '\t', '1', '='), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.nat(80), (some, at) => {
        const column = columnAt(some, at);
        if (column) expect(['', ...column.headers]).toContain(column.header);
      }),
    );
  });
});

describe('headerAbove', () => {
  it('gives the header of the column', () => {
    expect(headerAbove(table, table.indexOf('0066193459'))).toBe('番号');
    expect(headerAbove(table, table.indexOf('谷'))).toBe('氏名');
    expect(headerAbove('受付;番号;計\n1;0066193459;2', 7 + 3)).toBe('番号');
  });

  it.each(['番号 0066193459', 'a,b\n1,2', '番号\n0066193459', '氏名,番号\n谷,x,0066193459'])(
    'knows none in %s',
    (text) => expect(headerAbove(text, text.length - 1)).toBeUndefined(),
  );
});

describe('cellsBelow', () => {
  it('gives the cells of the column without quotes, to the end of the table', () => {
    const cells = [...cellsBelow(table, table.indexOf('氏名'))];
    expect(cells.map(({ start, end }) => table.slice(start, end))).toEqual(['畑中 一郎', '谷']);
  });

  it('stays inside the text whatever it is made of', () => {
    const text = fc
      .array(fc.constantFrom('a', ',', '\n', '|', '"', ' ', '1'), { maxLength: 80 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.nat(80), (some, at) => {
        fc.pre(at < some.length);
        headerAbove(some, at);
        for (const { start, end } of cellsBelow(some, at)) {
          expect(start).toBeGreaterThan(at);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(some.length);
        }
      }),
    );
  });
});
