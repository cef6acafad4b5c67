import { expect, it } from 'vitest';
import { placeFeatures } from '../../../classifiers/offices/contact-place.js';

const seen = (text: string, value = '0742-31-5508', name?: string) => [
  ...placeFeatures(text, text.indexOf(value), text.indexOf(value) + value.length, 'PHONE_NUMBER', name),
];

it('sees no digits but how a number ends', () => {
  expect(seen('会館 0742-31-5508', '0742-31-5508')).toEqual(seen('会館 0853-46-7708', '0853-46-7708'));
  expect(seen('会館 0742-31-5508', '0742-31-5508')).not.toEqual(seen('会館 0742-31-5500', '0742-31-5500'));
});

it('sees full width as half width', () =>
  expect(seen('ＴＥＬ：0742-31-5508（代表）')).toEqual(seen('TEL:0742-31-5508(代表)')));

it.each`
  one                       | other                   | why
  ${'会館 0742-31-5508'}    | ${'母 0742-31-5508'}    | ${'what stands before'}
  ${'0742-31-5508（代表）'} | ${'0742-31-5508（夜）'} | ${'what stands behind'}
  ${'会館\n0742-31-5508'}   | ${'母\n0742-31-5508'}   | ${'the line above'}
  ${'客：0742-31-5508'}     | ${'係：0742-31-5508'}   | ${'who speaks'}
`('tells $why', ({ one, other }) => expect(seen(one)).not.toEqual(seen(other)));

it('sees nothing that is far away', () => {
  const far = '。'.repeat(60);
  expect(seen(`会館${far}0742-31-5508`)).toEqual(seen(`母の${far}0742-31-5508`));
});

it('tells the field, and an address from a number', () => {
  const text = '0742-31-5508';
  expect(seen(text, text, '電話')).not.toEqual(seen(text, text, '発信'));
  expect([...placeFeatures(text, 0, text.length, 'ADDRESS', undefined)]).not.toEqual(seen(text));
});
