import { describe, expect, it } from 'vitest';
import { isMiddleOfLicence, isRatherLicence } from '../../../classifiers/numbers/twelve-digits.js';

describe('isRatherLicence', () => {
  it.each`
    digits            | rather   | why
    ${'305012345630'} | ${true}  | ${'only the check digit of a licence holds'}
    ${'305012345637'} | ${true}  | ${'both hold and a commission begins them'}
    ${'123456789018'} | ${false} | ${'only that of an individual number holds'}
    ${'305012345678'} | ${false} | ${'neither holds'}
    ${'30501234560'}  | ${false} | ${'eleven digits'}
  `('$digits: $rather, as $why', ({ digits, rather }) => expect(isRatherLicence(digits)).toBe(rather));
});

describe('isMiddleOfLicence', () => {
  it.each`
    text                           | inside
    ${'普通 62 07 【552913】 60'}  | ${true}
    ${'普通 62 07 【552913】60'}   | ${true}
    ${'普通 【552913】 60'}        | ${false}
    ${'普通 62 07 【552913】 605'} | ${false}
  `('$text: $inside', ({ text: marked, inside }) => {
    const text = marked.replace(/[【】]/g, '');
    expect(isMiddleOfLicence(text, marked.indexOf('【'), marked.indexOf('】') - 1)).toBe(inside);
  });
});
