import type { InformationType } from '../../src/classify/finding.js';
import type { Candidate } from '../../src/classify/recognizer.js';
import { holds, once, type Scan } from '../../src/classify/scan.js';
import { PHONE_LABEL } from '../phone/labels.js';
import { isSubscriberNumber } from '../phone/subscriber-number.js';
import { kindAround } from './kinds-named.js';

/** A letter or a sign for an unread digit beside a digit: what a text must hold. */
const MISREAD = /[0-9][ -]{0,3}[OoIlBSZ|?](?![A-Za-z])|[OoIlBSZ|?][ -]{0,3}[0-9]/;
/** Digits of which recognition of print made letters (0 O, 1 l I, 5 S, 8 B, 2 Z), or that it could not read. */
const NUMBER =
  /(?<![0-9A-Za-z.,/-])(?:[A-Z]{2} ?)?[0-9OoIlBSZ|](?:[ -]{0,3}[0-9OoIlBSZ|?]){4,17}(?![0-9A-Za-z?]|-[0-9A-Za-z])/g;
const LETTERS = /[OoIlBSZ|?]/g;
/** Of so many digits one at most is a letter, or else it is a code. */
const DIGITS_PER_LETTER = 3;
/** What the digits may be, by the kind that the words before name and by how many they are. */
const KINDS: Readonly<Record<string, Readonly<Record<number, InformationType>>>> = {
  MY_NUMBER: { 12: 'MY_NUMBER' },
  DRIVERS_LICENSE_NUMBER: { 12: 'DRIVERS_LICENSE_NUMBER' },
  RESIDENT_RECORD_CODE: { 11: 'RESIDENT_RECORD_CODE' },
  EMPLOYMENT_INSURANCE_NUMBER: { 11: 'EMPLOYMENT_INSURANCE_NUMBER' },
  BASIC_PENSION_NUMBER: { 10: 'BASIC_PENSION_NUMBER' },
  CARE_INSURANCE_NUMBER: { 10: 'CARE_INSURANCE_NUMBER' },
  // 被保険者番号 is the label of three insurances.
  HEALTH_INSURANCE_NUMBER: {
    8: 'HEALTH_INSURANCE_NUMBER',
    10: 'CARE_INSURANCE_NUMBER',
    11: 'EMPLOYMENT_INSURANCE_NUMBER',
  },
  CREDIT_CARD_NUMBER: { 14: 'CREDIT_CARD_NUMBER', 15: 'CREDIT_CARD_NUMBER', 16: 'CREDIT_CARD_NUMBER' },
  BANK_ACCOUNT: { 7: 'BANK_ACCOUNT' },
};
const PASSPORT = /^[A-Z]{2} ?/;
const PASSPORT_DIGITS = 7;
/** The label of such a number stands in the same line. */
const LABEL_REACH = 32;

/** Numbers of a type in which recognition of print took digits for letters, where words right before name the type. */
export function misreadNumbers(scan: Scan, type: InformationType): readonly Candidate[] {
  if (!holds(scan, MISREAD)) return [];
  return once(scan, misreadIn)
    .filter((one) => one.type === type)
    .map(({ start, end }) => ({
      start,
      end,
      rule: 'misread',
      score: 0.65,
      settled: true,
      because: 'letters for digits',
    }));
}

const READ_AS: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', l: '1', '|': '1', B: '8', S: '5', Z: '2' };
const asDigits = (misread: string): string => misread.replace(LETTERS, (letter) => READ_AS[letter] ?? letter);

interface Misread {
  start: number;
  end: number;
  type: InformationType;
}

function misreadIn({ text }: Scan): readonly Misread[] {
  const found: Misread[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const type = typeOf(text, start, end);
    if (type !== undefined) found.push({ start, end, type });
  }
  return found;
}

function typeOf(text: string, start: number, end: number): InformationType | undefined {
  const value = text.slice(start, end);
  const letters = PASSPORT.exec(value)?.[0] ?? '';
  const digits = value.slice(letters.length).replace(/[ -]/g, '');
  const misread = digits.match(LETTERS)?.length ?? 0;
  if (misread === 0 || misread * DIGITS_PER_LETTER > digits.length) return undefined;
  if (PHONE_LABEL.test(text, start) && isSubscriberNumber(asDigits(digits))) return 'PHONE_NUMBER';
  const kind = kindAround(text, start, end, LABEL_REACH, 0);
  if (kind === 'PASSPORT_NUMBER')
    return letters !== '' && digits.length === PASSPORT_DIGITS ? 'PASSPORT_NUMBER' : undefined;
  return letters === '' && kind !== undefined ? KINDS[kind]?.[digits.length] : undefined;
}
