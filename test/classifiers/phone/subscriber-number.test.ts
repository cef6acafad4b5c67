import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { isSubscriberNumber } from '../../../classifiers/phone/subscriber-number.js';
import { runs, stride } from '../../support/thorough.js';

const byLibrary = (digits: string) => parsePhoneNumberFromString(digits, 'JP')?.isValid() ?? false;
/** These the library knows by blocks, we by their first digits: new blocks are given out. */
const MOBILE_OR_IP = /^0[5-9]0\d{8}$/;
const digit = fc.constantFrom(...'0123456789');
const digitsOf = (least: number, most: number) => fc.string({ unit: digit, minLength: least, maxLength: most });

describe('isSubscriberNumber', () => {
  it('says of every area and exchange what the library says', () => {
    const differing: string[] = [];
    for (let area = 0; area < 100_000; area += 7 * stride(3)) {
      const prefix = `0${String(area).padStart(5, '0')}`;
      for (const number of [`${prefix}${area % 10}123`, `${prefix}4567${area % 10}`])
        if (!MOBILE_OR_IP.test(number) && isSubscriberNumber(number) !== byLibrary(number)) differing.push(number);
    }
    expect(differing).toEqual([]);
  });

  it('says of any digits what the library says', () => {
    const numbers = fc.oneof(
      digitsOf(0, 15),
      digitsOf(9, 10).map((rest) => `0${rest}`),
    );
    fc.assert(
      fc.property(numbers, (number) => {
        fc.pre(!MOBILE_OR_IP.test(number));
        expect(isSubscriberNumber(number)).toBe(byLibrary(number));
      }),
      { numRuns: runs(4000) },
    );
  });
});
