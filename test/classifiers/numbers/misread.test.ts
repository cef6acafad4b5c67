import { beforeAll, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

it.each`
  text                                     | type                             | value
  ${'個人番号　3 1 O 8 5 2 7 6 3 6 l 7'}   | ${'MY_NUMBER'}                   | ${'3 1 O 8 5 2 7 6 3 6 l 7'}
  ${'免許証の番号、61o5 1190 8841です'}    | ${'DRIVERS_LICENSE_NUMBER'}      | ${'61o5 1190 8841'}
  ${'免許証番号 4510 3?88 2740'}           | ${'DRIVERS_LICENSE_NUMBER'}      | ${'4510 3?88 2740'}
  ${'被保険者番号 21O3 - 77l820 - 5 離職'} | ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'21O3 - 77l820 - 5'}
  ${'旅券番号 TS 6O02 9I8'}                | ${'PASSPORT_NUMBER'}             | ${'TS 6O02 9I8'}
  ${'口座番号 09I7345'}                    | ${'BANK_ACCOUNT'}                | ${'09I7345'}
  ${'基礎年金番号 6O2l-118834'}            | ${'BASIC_PENSION_NUMBER'}        | ${'6O2l-118834'}
  ${'カード番号 45l1 20O1 3345 1180'}      | ${'CREDIT_CARD_NUMBER'}          | ${'45l1 20O1 3345 1180'}
  ${'TEL 06 69l2 8O45'}                    | ${'PHONE_NUMBER'}                | ${'06 69l2 8O45'}
  ${'住民票コード 3423776B657'}            | ${'RESIDENT_RECORD_CODE'}        | ${'3423776B657'}
`('reads $value as $type in $text', ({ text, type, value }) => {
  const found = detector.detect(text).findings.filter((one) => one.type === type);
  expect(found.map(({ start, end }) => text.slice(start, end))).toContain(value);
});

it.each([
  '管理番号 61O5 1190 8841',
  '免許の申請は 4510O 3IS8 BZ40 の様式で',
  '型番 B5-204I-88O1',
  '個人番号の欄は 3 1 O 8 の順',
  '免許証番号は何番ですか? 12 月 3 日',
  '61o5 1190 8841',
])('finds no number in %s', (text) => expect(detector.detect(text).findings).toEqual([]));
