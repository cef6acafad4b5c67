/** Least class of digits that are a whole date, and hardly anything else when they are so many. */
export const WHOLE_DATE = 5;

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12][0-9]|3[01])';
/** What digits without 年月日 may be of a date, the wholest last. */
const CLASSES: readonly (readonly [number, RegExp])[] = [
  [1, /^(?:[1-9]|0[1-9]|[1-5][0-9]|6[0-4]|[7-9][0-9])$/],
  [2, /^(?:19|20)[0-9]{2}$/],
  [3, new RegExp(`^${MONTH}${DAY}$`)],
  [4, /^[1-9](?:[1-9]|[12][0-9]|3[01])$|^1[0-2](?:[1-9]|[12][0-9]|3[01])$|^[0-9]{2}[1-9]{2,3}$/],
  [5, new RegExp(`^[0-9]{2}${MONTH}${DAY}$`)],
  [6, new RegExp(`^[1-5][0-9]{2}${MONTH}${DAY}$`)],
  [7, new RegExp(`^(?:19|20)[0-9]{2}${MONTH}${DAY}$`)],
];

/** Class of digits that are told without units: 0 no date, then a part of one up to a whole one with its year. */
export function bareDate(digits: string): number {
  for (let at = CLASSES.length - 1; at >= 0; at--) if (CLASSES[at]![1].test(digits)) return CLASSES[at]![0];
  return 0;
}
