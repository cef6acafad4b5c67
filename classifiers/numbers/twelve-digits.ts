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
