import { expect, it } from 'vitest';
import { detectDialect, looksTabular, sampleRows } from '../../src/records/csv-dialect.js';

it.each`
  text                                                   | delimiter | columns | tabular
  ${'氏名,電話\n山田,1\n鈴木,2\n'}                       | ${','}    | ${2}    | ${true}
  ${'氏名\t電話\n山田, 太郎\t1\n鈴木\t2\n'}              | ${'\t'}   | ${2}    | ${true}
  ${'a;b;c\n1,5;2;3\n1,6;2;3\n'}                         | ${';'}    | ${3}    | ${true}
  ${'a|b\n1|2\n'}                                        | ${'|'}    | ${2}    | ${true}
  ${'件名,内容\n"a","b, c\nd"\n'}                        | ${','}    | ${2}    | ${true}
  ${'山田様より入電。\n折り返し希望。\n'}                | ${','}    | ${1}    | ${false}
  ${'Dear sir, hello,\nthanks a lot.\nBye, A\nx\ny,z\n'} | ${','}    | ${2}    | ${false}
  ${'氏名,電話\n山田\n鈴木,2\n'}                         | ${','}    | ${2}    | ${true}
  ${'a,b'}                                               | ${','}    | ${2}    | ${false}
  ${''}                                                  | ${','}    | ${1}    | ${false}
`('$text is delimited by $delimiter', ({ text, delimiter, columns, tabular }) => {
  const dialect = detectDialect(text, true);
  expect({
    delimiter: dialect.delimiter,
    columns: dialect.columns,
    tabular: looksTabular(dialect, sampleRows(text, true, dialect.delimiter)),
  }).toEqual({
    delimiter,
    columns,
    tabular,
  });
});

it('takes no row that the end of the sample cuts', () => {
  expect(sampleRows('a,b\nc,d\ne,', false, ',')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(sampleRows('a,b\n\nc,', true, ',')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
});
