import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAtLabel, dateInCell } from '../../../classifiers/dates/date-in-cell.js';

const inCell = (value: string) => {
  const date = dateInCell(value);
  return date && value.slice(date.start, date.end);
};

describe('dateInCell', () => {
  it.each([
    '昭和41年6月9日',
    '07FEB88',
    '7 Feb 1988',
    '1988 FEB 07',
    '88.2.7',
    "'88.2.7",
    '07/02/88',
    '07.02.1988',
    '昭 41 06 09',
    'S 41 6 9',
    '1966 6 9',
    '1966,6,9',
    '3-410609',
    '3410609',
    '4-03.11.02',
    '410609',
    'S410609',
    '1966ねん6がつ9か',
    'へいせい3ねん11がつ2か',
    'しょうわよんじゅういちねんろくがつここのか',
    '19660609',
  ])('reads all of %s', (value) => expect(inCell(value)).toBe(value));

  it.each(['', '41', '不明', '0120-41-0609', '99999999', '419909', '6-410609', '12:30:45', '6丁目9'])(
    'reads no date in %s',
    (value) => expect(inCell(value)).toBeUndefined(),
  );

  it('leaves out blanks and what follows', () => expect(inCell('  S41.6.9（満60歳）')).toBe('S41.6.9'));

  it('gives a place within the value, whatever it is', () => {
    const unit = fc.constantFrom(...'0123456789./-年月日昭S ,ねんがつかMAY');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 45 }), (units) => {
        const value = units.join('');
        const date = dateInCell(value);
        if (date) expect(value.slice(date.start, date.end)).toMatch(/^\S.*\S$/);
      }),
    );
  });
});

describe('dateAtLabel', () => {
  it.each`
    text                  | date
    ${'生: 3-410609'}     | ${'3-410609'}
    ${'生「1966 6 9」'}   | ${'1966 6 9'}
    ${'生 07FEB88, 旅券'} | ${'07FEB88'}
    ${'生」欄 88.2.7'}    | ${'88.2.7'}
    ${'生 3-4106091'}     | ${undefined}
    ${'生 住所 3-410609'} | ${undefined}
    ${'生 12-0409-1234'}  | ${undefined}
  `('$text → $date', ({ text, date }) => {
    const found = dateAtLabel(text, 1);
    expect(found && text.slice(found.start, found.end)).toBe(date);
  });
});
