import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnAt } from '../../../../classifiers/names/cells/cell-column.js';

describe('columnAt', () => {
  it.each`
    table                                     | of        | header
    ${'支所,数\n森下,3\n小西,4'}              | ${'小西'} | ${'支所'}
    ${'駅　 乗車\n森下 3'.replace('　', ' ')} | ${'森下'} | ${'駅'}
    ${'\t駅\n1\t森下'}                        | ${'森下'} | ${'駅'}
    ${'GUEST,ROOM\nMori, Emi,401'}            | ${'401'}  | ${'ROOM'}
    ${'"駅","数"\n"森下","3"'}                | ${'森下'} | ${'駅'}
  `('gives $header above $of', ({ table, of, header }) =>
    expect(columnAt(table, table.indexOf(of))?.header).toBe(header),
  );

  it.each(['森下', '森下,3', '支所,数,計\n森下,3', '21,森下\n22,小西', 'お世話になります。 森下です\n小西 です'])(
    'knows none in %s',
    (text) => expect(columnAt(text, text.length - 1)).toBeUndefined(),
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
