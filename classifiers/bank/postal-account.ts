import type { Candidate } from '../../src/classify/recognizer.js';
import { holds, type Scan } from '../../src/classify/scan.js';
import { gapBetween } from '../../src/text/digit-gaps.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { unitIn } from '../../src/text/unit-in.js';
import { isPostalAccount } from '../numbers/check-digits.js';

/** ゆうちょ 機番14070-2288: the number of a cash machine. */
const OF_MACHINE = /(?:機番|号機|機器(?:番号)?|端末(?:番号)?|ATM(?:の?番号)?)(?:は|:| )?$/;

export const POSTAL_LABEL = /ゆうちょ|記号|通帳|貯金|総合口座|振替/;
const LABEL_REACH = 40;
const SYMBOL = /^[01]\d{3}0$/;
const SYMBOL_DIGITS = 5;
const MOST_NUMBER_DIGITS = 8;
/** A value told in pieces has at most as many groups. */
const MOST_PIECES = 5;
/** Between 記号 and 番号: words, marks, and what the other speaker says. */
const BETWEEN = /^(?:[^0-9]{0,44})$/;
/** Between them where no label is: hardly anything. */
const CLOSE = /^(?: ?[-/] ?| |の|、|(?:[ -]?[0-9]-))$/;
const NOT_BETWEEN = /円|電話|TEL|店番|支店|口座番号|普通/;
const TOUCHING = /[\d-]/;
/** 口座は50541691、記号が16910: the other way round. */
const SYMBOL_LABEL = /記号(?:の(?:ほう|方))?(?:は|が|の|:| )*$/;
/** What a text holds in which one is told in pieces. */
const SYMBOL_ANYWHERE = /記号/;
const TURNED = /^[^0-9\n]{0,6}記号(?:の(?:ほう|方))?(?:は|が|の|:| )*$/;

/** Neighbouring groups that are one value. */
interface Value {
  first: number;
  last: number;
  digits: string;
}

/** Japan Post Bank 記号 (5 digits) and 番号 (to 8 digits ending in 1), whose check spans both; written or told. */
export function postalAccounts(scan: Scan): Candidate[] {
  const { text, groups } = scan;
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    const symbol = symbolAt(scan, at);
    if (!symbol) continue;
    const account = numberBehind(text, groups, symbol) ?? numberBefore(text, groups, symbol);
    if (!account) continue;
    found.push(...account.values);
    at = account.last;
  }
  return found;
}

/** Whether a group may begin a 記号, alone or told in pieces. */
export function opensSymbol(scan: Scan, { digits }: DigitGroup): boolean {
  const first = unitIn(digits, 0);
  if (digits.length > SYMBOL_DIGITS || (first !== 0x30 && first !== 0x31)) return false;
  return digits.length === SYMBOL_DIGITS ? SYMBOL.test(digits) : holds(scan, SYMBOL_ANYWHERE);
}

function symbolAt(scan: Scan, first: number): Value | undefined {
  const { text, groups } = scan;
  const opening = groups[first]!;
  if (!opensSymbol(scan, opening) || TOUCHING.test(text[opening.start - 1] ?? '')) return undefined;
  if (opening.digits.length === SYMBOL_DIGITS)
    return { first, last: isReissued(text, opening, groups[first + 1]) ? first + 1 : first, digits: opening.digits };
  if (!SYMBOL_LABEL.test(text.slice(Math.max(0, opening.start - 8), opening.start)) && !isAsked(text, opening.start))
    return undefined;
  const value = joined(text, groups, first, SYMBOL_DIGITS);
  return value && SYMBOL.test(value.digits) ? value : undefined;
}

/** 14230-1: how often the passbook was issued again. */
function isReissued(text: string, symbol: DigitGroup, next: DigitGroup | undefined): boolean {
  if (next?.digits.length !== 1 || next.start !== symbol.end + 1) return false;
  return text[symbol.end] === '-' && text[next.end] !== '-';
}

/** 記号からお願いします / 1の4910: the other speaker asks for it. */
function isAsked(text: string, at: number): boolean {
  return /記号[^0-9\n]{0,14}\n[^0-9\n]{0,10}$/.test(text.slice(Math.max(0, at - 30), at));
}

/** Groups from `first` that together have exactly `total` digits, parted by no more than pauses. */
function joined(text: string, groups: readonly DigitGroup[], first: number, total: number): Value | undefined {
  let digits = '';
  for (let last = first; last < groups.length && last - first < MOST_PIECES; last++) {
    if (last > first && gapBetween(text, groups[last - 1]!.end, groups[last]!.start) === 'none') return undefined;
    digits += groups[last]!.digits;
    if (digits.length === total) return { first, last, digits };
    if (digits.length > total) return undefined;
  }
  return undefined;
}

/** F14 14800 / G14 34203961: the number of a cell is none of an account. */
function isCellName(text: string, { start, digits }: DigitGroup): boolean {
  return digits.length <= 3 && /(?<![A-Za-z])[A-Z]{1,2}$/.test(text.slice(Math.max(0, start - 3), start));
}

function numberBehind(
  text: string,
  groups: readonly DigitGroup[],
  symbol: Value,
): { values: Candidate[]; last: number } | undefined {
  // What the other speaker says again is the same value once more.
  let last = symbol.last;
  while (groups[last + 1]?.digits === symbol.digits) last++;
  let next = last + 1;
  if (groups[next] && isCellName(text, groups[next]!)) next++;
  if (!groups[next]) return undefined;
  const { start: from, end: symbolEnd } = rangeOf(groups, symbol);
  const between = text.slice(groups[last]!.end, groups[next]!.start);
  if (!BETWEEN.test(next > last + 1 ? between.replace(/[0-9]/g, '') : between) || NOT_BETWEEN.test(between))
    return undefined;
  const number = numberAt(text, groups, next, symbol.digits);
  if (!number) return undefined;
  if (OF_MACHINE.test(text.slice(Math.max(0, from - LABEL_REACH), from))) return undefined;
  const labelled = POSTAL_LABEL.test(text.slice(Math.max(0, from - LABEL_REACH), from));
  const valid = isPostalAccount(symbol.digits, number.digits);
  if (
    labelled
      ? !valid && !/番号/.test(between) && !CLOSE.test(between)
      : !valid || number.digits.length < 7 || !CLOSE.test(between)
  )
    return undefined;
  const because = valid ? 'check digit' : '記号';
  const score = labelled ? (valid ? 0.97 : 0.6) : 0.55;
  const candidate = (start: number, end: number, digits: string): Candidate => ({
    start,
    end,
    digits,
    rule: 'postal',
    score,
    settled: true,
    because,
  });
  const { start, end } = rangeOf(groups, number);
  const values: Candidate[] = [];
  // 記号14030 番号12345671 are two values, 14030-12345671 is one.
  if (between.trim() === '-') values.push(candidate(from, end, symbol.digits + number.digits));
  else {
    values.push(candidate(from, symbolEnd, symbol.digits));
    for (let again = symbol.last + 1; again <= last; again++)
      values.push(candidate(groups[again]!.start, groups[again]!.end, symbol.digits));
    values.push(candidate(start, end, number.digits));
  }
  return { values, last: number.last };
}

/** The 番号 that begins at a group: the whole of it where its check holds, or the last digit is 1 as it must be. */
function numberAt(text: string, groups: readonly DigitGroup[], first: number, symbol: string): Value | undefined {
  const alone = groups[first]!.digits;
  const whole =
    alone.length >= 2 && alone.length <= MOST_NUMBER_DIGITS ? { first, last: first, digits: alone } : undefined;
  if (whole && isPostalAccount(symbol, alone)) return whole;
  if (alone.length >= 6) return whole;
  for (let total = MOST_NUMBER_DIGITS; total > 6; total--) {
    const value = joined(text, groups, first, total);
    if (value && value.last > first && value.digits.endsWith('1')) return value;
  }
  return whole;
}

function numberBefore(
  text: string,
  groups: readonly DigitGroup[],
  symbol: Value,
): { values: Candidate[]; last: number } | undefined {
  const number = groups[symbol.first - 1];
  if (!number || !/^[0-9]{6,7}1$/.test(number.digits)) return undefined;
  const { start, end } = rangeOf(groups, symbol);
  if (!TURNED.test(text.slice(number.end, start))) return undefined;
  const as = { rule: 'postal', score: 0.7, settled: true, because: '記号' } as const;
  return {
    values: [
      { start: number.start, end: number.end, digits: number.digits, ...as },
      { start, end, digits: symbol.digits, ...as },
    ],
    last: symbol.last,
  };
}

function rangeOf(groups: readonly DigitGroup[], { first, last }: Value): { start: number; end: number } {
  return { start: groups[first]!.start, end: groups[last]!.end };
}
