/** Luhn (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = digit * 2;
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * M10W21 of 保険発104号 (1974): weights 2, 1, 2, 1 … from the digit left of the check digit, digit sums of the products.
 * The same sum as Luhn's, so both share one body.
 */
export const passesInsurerCheck = passesLuhn;

/** Laws that an insurer of eight digits is founded on (法別番号), and prefectures, which begin one of six. */
const INSURER =
  /^(?:(?:0[1-47]|06|3[1-4]|39|6[37]|7[2-5])(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{4}|(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{4})$/;

/** Whether digits are an insurer's number: law, prefecture, insurer and a check digit that holds (保険発104号). */
export function isInsurerNumber(digits: string): boolean {
  return INSURER.test(digits) && passesInsurerCheck(digits);
}

/** Corporate Number: 12 digits behind a check digit of 1–9 (法人番号の指定等に関する省令 art. 2). */
export function isCorporateNumber(digits: string): boolean {
  if (!/^[1-9]\d{12}$/.test(digits)) return false;
  let sum = 0;
  for (let at = 1; at <= 12; at++) sum += Number(digits[13 - at]) * (at % 2 === 1 ? 1 : 2);
  return Number(digits[0]) === 9 - (sum % 9);
}

/** Japan Post Bank: the fourth digit of the 記号 checks both 記号 and 番号 (jp-bank.japanpost.jp, kouza_1.js). */
export function isPostalAccount(symbol: string, number: string): boolean {
  if (!/^\d{5}$/.test(symbol) || !/^\d{2,8}$/.test(number)) return false;
  const double = (digit: number) => (digit * 2 > 9 ? digit * 2 - 9 : digit * 2);
  const [s1, s2, s3, s4, s5] = [...symbol].map(Number) as [number, number, number, number, number];
  const n = [...number.padStart(8, '0')].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const sum =
    s1 +
    3 * s2 +
    double(s3) +
    3 * s5 +
    double(n[0]) +
    n[1] +
    3 * n[2] +
    double(n[3]) +
    n[4] +
    3 * n[5] +
    double(n[6]) +
    n[7];
  return sum % 10 === s4;
}

/** All digits the same: no issuer gives such a number. */
export function allSame(digits: string): boolean {
  for (let at = 1; at < digits.length; at++) if (digits.charCodeAt(at) !== digits.charCodeAt(0)) return false;
  return /^\d/.test(digits);
}

/** 111122223333, 000000000017: as a form shows how to fill it in, or as a machine counts; no issuer gives such a number. */
export function isMadeUp(digits: string): boolean {
  return /^(?:(\d)\1{3}(\d)\2{3}(\d)\3{3}|0{8}\d{4})$/.test(digits);
}

/** The check digit of the first `count` digits: weights 2 to 7 from the last of them on, over again, modulus 11. */
function checkDigitOf(digits: string, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += Number(digits[count - 1 - at]) * (2 + (at % 6));
  const remainder = sum % 11;
  return remainder <= 1 ? 0 : 11 - remainder;
}

/** My Number (MIC Ordinance No. 85 of 2014, art. 5): whether the twelfth digit is the check digit of the first eleven. */
export function isMyNumber(digits: string): boolean {
  return /^\d{12}$/.test(digits) && Number(digits[11]) === checkDigitOf(digits, 11);
}

/** Resident record code (住民基本台帳法施行規則 art. 1): the eleventh digit is the check digit of the first ten. */
export function isResidentRecordCode(digits: string): boolean {
  return /^\d{11}$/.test(digits) && Number(digits[10]) === checkDigitOf(digits, 10);
}

/**
 * Driver's licence: the eleventh of the twelve digits checks the first ten, the last counts how often it was issued anew.
 * Not published, so it says only which kind a number is likelier to be.
 */
export function isLicenceNumber(digits: string): boolean {
  return /^\d{12}$/.test(digits) && Number(digits[10]) === checkDigitOf(digits, 10);
}
