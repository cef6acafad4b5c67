import { beforeAll, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../../values-of.js';

let found: (text: string) => string[];

beforeAll(async () => {
  found = await valuesOf('PERSON_NAME');
});

it.each`
  marked                                                | why
  ${'研修欠席：【角】、【蔵】'}                         | ${'two behind a label'}
  ${'夜勤（8日）：【峰】／【角】／【蔵】／【堀】'}      | ${'a bracket between label and row'}
  ${'席は壁側から順に、【本】、【港】、空席、【南】。'} | ${'nobody on one of the seats'}
  ${'体育委員\n【東】\n【角】\n【城】'}                 | ${'a name in each line'}
  ${'掃除当番\n月 【北】\n火 【城】\n水 【角】'}        | ${'its day before each name'}
  ${'出席　会長【岸】、会計【角】、書記【井上】'}       | ${'their roles before the names'}
  ${'2班 【角】 【堀】 【南】 【北】'}                  | ${'parted by spaces'}
  ${'参加者：【みのり】、【角】、【ひかり】'}           | ${'some written in kana'}
`('finds whom a roster lists: $why', ({ marked }) => {
  const { text, values } = unmarked(marked);
  expect(found(text)).toEqual(values);
});

it.each`
  text                                  | why
  ${'大林組、鹿島、大成が入札した'}     | ${'組 ends a firm'}
  ${'奉納者名簿　一、米俵　一、金一封'} | ${'bullets'}
  ${'参加：大阪、京都、奈良'}           | ${'all of them places'}
  ${'当番：確認、清掃、施錠'}           | ${'words'}
  ${'休み：土、日、祝'}                 | ${'days'}
  ${'当番：雪、雨、風'}                 | ${'weather'}
  ${'当番　北、南、西'}                 | ${'directions'}
`('finds nobody: $why', ({ text }) => expect(found(text)).toEqual([]));
