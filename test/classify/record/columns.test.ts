import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsBelow, headerAbove } from '../../../src/classify/record/columns.js';

const table = '名簿\n受付日,氏名,番号\nR6.9.2,"畑中 一郎",0000330761\nR6.9.3,谷,0066193459\n以上';

describe('headerAbove', () => {
  it('gives the header of the column', () => {
    expect(headerAbove(table, table.indexOf('0066193459'))).toBe('番号');
    expect(headerAbove(table, table.indexOf('谷'))).toBe('氏名');
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
