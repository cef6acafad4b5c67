import { expect, it } from 'vitest';
import { detectHeader } from '../../src/records/csv-header.js';

const rowsOf = (text: string) => text.split('\n').map((line) => line.split(','));

it.each`
  table                                                                    | why
  ${'受付番号,氏名,電話番号\n1,山田,090-1111-2222'}                        | ${'Japanese labels'}
  ${'caller_number,start_time\n0312345678,10:00'}                          | ${'English labels'}
  ${'ID,氏名,自由記述\n1,山田,あ'}                                         | ${'two of three known'}
  ${'氏名,電話番号'}                                                       | ${'nothing below'}
  ${'No.,日時,発信番号,,備考\n1,a,b,c,d'}                                  | ${'a column without name'}
  ${'氏名,2025年度,2026年度,件数,備考,住所,電話,内容\n山田,1,2,3,4,5,6,7'} | ${'years among labels'}
`('a certain header: $why', ({ table }) => {
  const [first = []] = rowsOf(table);
  expect(detectHeader(rowsOf(table), 2)).toEqual({
    above: 0,
    names: first.map((cell) => cell || undefined),
    doubtful: false,
  });
});

it.each`
  table                            | why
  ${'局,人口\n北,12345\n南,23456'} | ${'numbers below words'}
  ${'alpha,beta\n山田,佐藤'}       | ${'identifiers above other text'}
`('a doubtful header: $why', ({ table }) => {
  expect(detectHeader(rowsOf(table), 2)?.doubtful).toBe(true);
});

it.each`
  table                                             | why
  ${'山田,090-1111-2222\n鈴木,090-1111-3333'}       | ${'a number in the first row'}
  ${'2026/04/01 10:00,山田\n2026/04/01 10:05,鈴木'} | ${'a date'}
  ${'山田,太郎\n鈴木,花子'}                         | ${'names above names'}
  ${'a,b\nc,d'}                                     | ${'words above words'}
  ${'あ,あ\n1,2'}                                   | ${'the same twice'}
  ${',\n1,2'}                                       | ${'nothing'}
  ${'０９０−１２３４,佐藤\n１,２'}                  | ${'a full-width number'}
`('no header: $why', ({ table }) => {
  expect(detectHeader(rowsOf(table), 2)).toBeUndefined();
});

it('no header in nothing', () => expect(detectHeader([], 1)).toBeUndefined());
