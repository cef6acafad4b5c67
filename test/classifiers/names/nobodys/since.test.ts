import { expect, it } from 'vitest';
import { valuesOf } from '../../values-of.js';

const names = await valuesOf('PERSON_NAME');

it.each`
  text                                     | found         | why
  ${'三女 リズム（平成26年8月3日）'}       | ${['リズム']} | ${'a child of somebody, born then'}
  ${'氏名：ダイヤ（1988年8月3日生）'}      | ${['ダイヤ']} | ${'a label of people'}
  ${'児童 ミュージカル（平成20年6月1日）'} | ${[]}         | ${'what was held then'}
`('$text: $why', ({ text, found }) => expect(names(text)).toEqual(found));
