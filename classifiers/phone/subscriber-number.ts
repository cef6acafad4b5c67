import { Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Free, shared-cost and premium numbers belong to services, not to people. */
export const SERVICE = /^(?:0120|0800|0570|0990|0180|00\d\d|0204|0170)/;

/** Numbers of mobile and IP telephones. */
export const MOBILE_OR_IP = /^0[5-9]0\d{8}$/;
/** 00 and 010 lead to other carriers and abroad: the library follows them. */
const CARRIER_OR_ABROAD = /^0(?:0|10)/;
const KINDS = ['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER', 'UAN', 'PAGER', 'VOIP'] as const;

/** 070ー3671ー6745: cut as mobile numbers are, which numbers of the same length are not. */
const MOBILE_SHAPE = /^0[5-9]0[^0-9]{1,3}[0-9]{4}[^0-9]{1,3}[0-9]{4}$/;

/** Whether digits of eleven are written as a mobile number. */
export const isMobileShape = (written: string): boolean => MOBILE_SHAPE.test(written);

/** Whether a number with its + is one of some country. */
export function isNumberAbroad(number: string): boolean {
  return parsePhoneNumberFromString(number)?.isValid() ?? false;
}

/** Patterns of numbers without their leading 0, by the length of these. */
const patterns = new Map<number, RegExp>();

/** The shortest number that the plan gives to subscribers, with its 0; asking the library takes fifty times as long. */
const SHORTEST = 8;

/** Whether the digits, domestic with the leading 0, are a number that the Japanese numbering plan gives to subscribers. */
export function isSubscriberNumber(digits: string): boolean {
  if (MOBILE_OR_IP.test(digits)) return true;
  if (digits.length < SHORTEST) return false;
  if ((digits.length !== 10 && digits.length !== 11) || !digits.startsWith('0') || CARRIER_OR_ABROAD.test(digits))
    return parsePhoneNumberFromString(digits, 'JP')?.isValid() ?? false;
  const length = digits.length - 1;
  let pattern = patterns.get(length);
  if (!pattern) {
    pattern = patternOf(length);
    patterns.set(length, pattern);
  }
  return pattern.test(digits);
}

/** The part of the library's numbering plan that its types leave out. */
interface Plan {
  nationalNumberPattern(): string;
  type(kind: string): { possibleLengths(): number[]; pattern(): string } | undefined;
}

/**
 * What the library tests one after the other, put together once from its own metadata: a number of the country's that
 * is one of some kind. Its parsing, which follows prefixes and punctuation of all countries, takes fifty times as long.
 */
function patternOf(length: number): RegExp {
  const metadata = new Metadata();
  metadata.selectNumberingPlan('JP');
  const plan = metadata.numberingPlan as unknown as Plan;
  const kinds = KINDS.map((kind) => plan.type(kind)).filter((kind) => kind?.possibleLengths().includes(length));
  return new RegExp(`^0(?=(?:${plan.nationalNumberPattern()})$)(?:${kinds.map((kind) => kind!.pattern()).join('|')})$`);
}
