import { expect, it } from 'vitest';
import { valuesOf } from '../values-of.js';

const [cardsIn, passportsIn] = [await valuesOf('RESIDENCE_CARD_NUMBER'), await valuesOf('PASSPORT_NUMBER')];

it.each([
  'Số thẻ gồm 12 ký tự (ví dụ QK10203040ZP)',
  '在留卡号码（例如：QK10203040ZP）',
  '保存箱 QK10203040ZP は3階へ',
])('no residence card in %s', (text) => expect(cardsIn(text)).toEqual([]));

it('no passport in a sample', () => expect(passportsIn('your passport number, e.g. TS4410927')).toEqual([]));

it.each(['Thẻ của tôi: QK10203040ZP', '我的在留卡 QK10203040ZP'])('a residence card in %s', (text) =>
  expect(cardsIn(text)).toEqual(['QK10203040ZP']),
);
