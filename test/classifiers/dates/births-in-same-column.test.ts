import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthsInSameColumn } from '../../../classifiers/dates/births-in-same-column.js';

const birth = (text: string, value: string, score = 0.75) => {
  const start = text.indexOf(value);
  return { start, end: start + value.length, rule: 'named', score, settled: true };
};
const more = (text: string, value: string, score?: number) =>
  birthsInSameColumn(text, [birth(text, value, score)]).map(({ start, end }) => text.slice(start, end));

describe('birthsInSameColumn', () => {
  it.each`
    text                                                               | dates
    ${'28|林|H3.5.6|徒歩\n29|中村|H08.12.12|車'}                       | ${['H08.12.12']}
    ${'マリア;H8.6.6;松原市\n小林 香;H3.5.6;堺市\n森 健;S44.1.9;堺市'} | ${['H8.6.6', 'S44.1.9']}
    ${'"済","香","H3.5.6"\n"済","ロウ","\'88-05-17"'}                  | ${['88-05-17']}
    ${'香,H3.5.6,堺市\n森,不明,堺市\n林,H4.1.2,堺市'}                  | ${['H4.1.2']}
    ${'香,H3.5.6,堺市\n合計 1\n林,H4.1.2,堺市'}                        | ${[]}
    ${'香,H3.5.6,堺市\n林,堺市,H4.1.2'}                                | ${[]}
    ${'香 H3.5.6\n林 H4.1.2'}                                          | ${[]}
  `('$text', ({ text, dates }) => expect(more(text, 'H3.5.6')).toEqual(dates));

  it.each`
    text                                                                          | value             | dates
    ${'受付日|氏名|2024/06/01\n山田|電話|1980/4/1\n鈴木|窓口|2024/06/02'}         | ${'1980/4/1'}     | ${[]}
    ${'受付日|氏名|日\n山田|電話|1980/4/1\n鈴木|窓口|1980/6/2'}                   | ${'1980/4/1'}     | ${[]}
    ${'行事,場所,2024/6/1\n山田太郎,横浜,1980年4月1日生まれ\n会議,川崎,2024/7/1'} | ${'1980年4月1日'} | ${[]}
    ${'山田,電話,1980/4/1生\n鈴木,窓口,1981/6/2'}                                 | ${'1980/4/1'}     | ${[]}
    ${'山田,電話,1980/4/1\n会議,窓口,2025/6/2\n鈴木,窓口,1981/6/2'}               | ${'1980/4/1'}     | ${[]}
    ${'山田,電話,S55.4.1\n会議,窓口,R7.6.2'}                                      | ${'S55.4.1'}      | ${[]}
  `('$text: not of the same kind', ({ text, value, dates }) => expect(more(text, value)).toEqual(dates));

  it('bars a table by its head for every birth in it', () => {
    const text = '受付日|氏名|日\n山田|電話|1980/4/1\n鈴木|窓口|1981/6/2\n木村|窓口|1982/6/2';
    const found = [birth(text, '1981/6/2'), birth(text, '1980/4/1')];
    expect(birthsInSameColumn(text, found)).toEqual([]);
  });

  it('takes a day that only its era speaks for as no sign of its column', () =>
    expect(more('館,H3.5.6,堺市\n園,H4.1.2,堺市', 'H3.5.6', 0.58)).toEqual([]));

  it('gives every day once, and none that was found, whatever the table', () => {
    const cell = fc.constantFrom('S44.1.9', 'H3.5.6', '林', '', '"H4.1.2"', '12');
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 12 }), (rows) => {
        const text = rows.map((row) => row.join(',')).join('\n');
        const found = [...text.matchAll(/H3\.5\.6/g)].map(({ index }) => ({
          ...birth(text, ''),
          start: index,
          end: index + 6,
        }));
        const starts = birthsInSameColumn(text, found).map(({ start }) => start);
        expect(new Set(starts).size).toBe(starts.length);
        for (const { start } of found) expect(starts).not.toContain(start);
      }),
    );
  });
});
