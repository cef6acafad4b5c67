import { isLicenceNumber, isMyNumber } from './check-digits.js';

/** First two digits of a driving licence: the public safety commission that first issued it. */
export const COMMISSIONS: ReadonlySet<string> = new Set(
  '10 11 12 13 14 20 21 22 23 24 25 30 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 60 61 62 63 64 65 70 71 72 73 74 80 81 82 83 90 91 92 93 94 95 96 97'.split(
    ' ',
  ),
);

/**
 * Whether twelve digits of which nothing says what they are rather are a driving licence's than an individual number: its
 * check digit holds, and where the other's does as well, a commission begins them.
 */
export function isRatherLicence(digits: string): boolean {
  return isLicenceNumber(digits) && (!isMyNumber(digits) || COMMISSIONS.has(digits.slice(0, 2)));
}

const BEGINS_LICENCE = /(?<![0-9])[1-9][0-9] [0-9]{2} $/;
const ENDS_LICENCE = /^ ?[0-9] ?[0-9](?![0-9])/;

/** 普通 62 07 552913 60: whether digits are the six in the middle of a licence, of which 普通 is the class. */
export function isMiddleOfLicence(text: string, start: number, end: number): boolean {
  return BEGINS_LICENCE.test(text.slice(Math.max(0, start - 7), start)) && ENDS_LICENCE.test(text.slice(end, end + 4));
}
