import { describe, expect, it } from 'vitest';
import {
  isCorporateNumber,
  isInsurerNumber,
  isLicenceNumber,
  isMadeUp,
  isMyNumber,
  isPostalAccount,
  isResidentRecordCode,
  passesInsurerCheck,
  passesLuhn,
} from '../../../classifiers/numbers/check-digits.js';

import { isSubscriberNumber } from '../../../classifiers/phone/subscriber-number.js';

it.each`
  number             | valid    | why
  ${'123456789018'}  | ${true}  | ${'remainder 3 gives check digit 8'}
  ${'100000000080'}  | ${true}  | ${'remainder 0 gives check digit 0'}
  ${'123456000007'}  | ${true}  | ${'remainder 4 gives check digit 7'}
  ${'123456789019'}  | ${false} | ${'check digit off by one'}
  ${'12345678901'}   | ${false} | ${'eleven digits'}
  ${'12345678901８'} | ${false} | ${'a full-width digit'}
`('isMyNumber($number) is $valid: $why', ({ number, valid }) => expect(isMyNumber(number)).toBe(valid));

it.each`
  number            | valid    | why
  ${'12345678903'}  | ${true}  | ${'weights 2 to 7 and 2 to 5 give 195, remainder 8'}
  ${'00000000010'}  | ${false} | ${'remainder 2 gives check digit 9'}
  ${'00000000019'}  | ${true}  | ${'remainder 2 gives check digit 9'}
  ${'123456789039'} | ${false} | ${'twelve digits'}
`('isResidentRecordCode($number) is $valid: $why', ({ number, valid }) =>
  expect(isResidentRecordCode(number)).toBe(valid),
);

it.each`
  number            | valid    | why
  ${'123456789030'} | ${true}  | ${'the eleventh digit checks the first ten'}
  ${'123456789037'} | ${true}  | ${'the twelfth only counts'}
  ${'123456789020'} | ${false} | ${'check digit off by one'}
  ${'12345678903'}  | ${false} | ${'eleven digits'}
`('isLicenceNumber($number) is $valid: $why', ({ number, valid }) => expect(isLicenceNumber(number)).toBe(valid));

it('accepts exactly one check digit for every body', () => {
  for (const body of ['12345678901', '00000000001', '98765432109', '55555555555']) {
    expect([...'0123456789'].filter((digit) => isMyNumber(body + digit))).toHaveLength(1);
  }
});

it.each`
  number             | valid
  ${'8700110005901'} | ${true}
  ${'1180301018771'} | ${true}
  ${'5010401067252'} | ${true}
  ${'1180301018772'} | ${false}
  ${'0180301018771'} | ${false}
`('isCorporateNumber($number) is $valid', ({ number, valid }) => expect(isCorporateNumber(number)).toBe(valid));

it.each`
  number        | valid
  ${'33120015'} | ${true}
  ${'138057'}   | ${true}
  ${'131011'}   | ${true}
  ${'138058'}   | ${false}
`('passesInsurerCheck($number) is $valid', ({ number, valid }) => expect(passesInsurerCheck(number)).toBe(valid));

it.each`
  symbol     | number        | valid
  ${'14030'} | ${'12345671'} | ${true}
  ${'14040'} | ${'12345671'} | ${false}
  ${'1403'}  | ${'12345671'} | ${false}
`('isPostalAccount($symbol, $number) is $valid', ({ symbol, number, valid }) =>
  expect(isPostalAccount(symbol, number)).toBe(valid),
);

it.each`
  number                | valid
  ${'4539148803436467'} | ${true}
  ${'4539148803436468'} | ${false}
`('passesLuhn($number) is $valid', ({ number, valid }) => expect(passesLuhn(number)).toBe(valid));

describe('isSubscriberNumber', () => {
  it.each`
    number           | valid
    ${'0661234567'}  | ${true}
    ${'0463211111'}  | ${true}
    ${'06012345678'} | ${true}
    ${'09012345678'} | ${true}
    ${'1234567890'}  | ${false}
    ${'0001234567'}  | ${false}
  `('($number) is $valid', ({ number, valid }) => expect(isSubscriberNumber(number)).toBe(valid));
});

it.each`
  number        | valid    | why
  ${'01130012'} | ${true}  | ${'law 01, Tokyo'}
  ${'138057'}   | ${true}  | ${'a municipality of Tokyo'}
  ${'01130013'} | ${false} | ${'check digit off by one'}
  ${'05130018'} | ${false} | ${'no such law'}
  ${'01480011'} | ${false} | ${'no such prefecture'}
`('isInsurerNumber($number) is $valid: $why', ({ number, valid }) => expect(isInsurerNumber(number)).toBe(valid));

describe('isMadeUp', () => {
  it.each(['111111111111', '444455556666', '000000000029'])('%s', (digits) => expect(isMadeUp(digits)).toBe(true));
  it.each(['123456789018', '000012345678', '444455556667', '11112222333'])('not %s', (digits) =>
    expect(isMadeUp(digits)).toBe(false),
  );
});
