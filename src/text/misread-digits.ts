import { isDigit } from './ascii.js';
import { unitIn } from './unit-in.js';
import { UnitSet } from './unit-set.js';

/** What a recogniser or a hand puts in the place of a digit, and the digit. ■ is one that cannot be read. */
const LIKE: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  I: '1',
  l: '1',
  '■': '0',
  '□': '0',
  '〓': '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
const SIGNS = new UnitSet().add(Object.keys(LIKE).join(''));
const OF_NUMBER = new UnitSet().add(`0123456789()-${Object.keys(LIKE).join('')}`);
/** Longest number written with its separators. */
const LONGEST = 24;
/** Fewer digits than this say of no sign that it stands for one; more signs than this are letters. */
const FEWEST_DIGITS = 5;
const FEWEST = 7;
const MOST_SIGNS = 3;

/** 丸, as recognition writes a zero that is said as まる. */
const CIRCLE = 0x4e38;
/** Kanji numerals with such zeros, which no kanji touches: 二丸四五, not 石丸 nor 丸三. */
const WITH_CIRCLES =
  /(?<![一-龠々])(?=丸{0,3}[〇一二三四五六七八九]丸{0,3}[〇一二三四五六七八九])[〇一二三四五六七八九丸]{3,16}(?![一-龠々])/g;

/**
 * Text whose numbers have digits where a recogniser read letters or a hand wrote kanji, or where recognition of speech
 * wrote 丸: O72-433-l906, 885三-5487, 二丸四五. Unit for unit, so offsets stay.
 */
export function withReadDigits(text: string): string {
  let read: string | undefined;
  let circles = false;
  for (let at = 0; at < text.length; at++) {
    const unit = unitIn(text, at);
    if (unit === CIRCLE) circles = true;
    if (!isDigit(unit)) continue;
    const before = at;
    while (isDigit(unitIn(text, at + 1))) at++;
    if (!SIGNS.has(unitIn(text, at + 1)) && !SIGNS.has(unitIn(text, before - 1)) && !isParted(text, at)) continue;
    const { start, end } = numberAround(text, at);
    at = Math.max(at, end - 1);
    const number = text.slice(start, end);
    if (!isMisread(number) || isLetter(text, start - 1) || isLetter(text, end)) continue;
    const whole = read ?? text;
    read = whole.slice(0, start) + number.replace(/[^0-9()-]/g, (sign) => LIKE[sign]!) + whole.slice(end);
  }
  const all = read ?? text;
  return circles ? all.replace(WITH_CIRCLES, (number) => number.replaceAll('丸', '〇')) : all;
}

/** 433-l906: a sign behind the hyphen. */
function isParted(text: string, at: number): boolean {
  const next = unitIn(text, at + 1);
  return (next === 0x2d || next === 0x29) && SIGNS.has(unitIn(text, at + 2));
}

function numberAround(text: string, place: number): { start: number; end: number } {
  let start = place;
  let end = place + 1;
  while (start > 0 && place - start < LONGEST && OF_NUMBER.has(unitIn(text, start - 1))) start--;
  while (end < text.length && end - place < LONGEST && OF_NUMBER.has(unitIn(text, end))) end++;
  return { start, end };
}

function isMisread(number: string): boolean {
  const digits = number.replace(/[^0-9]/g, '').length;
  const signs = number.replace(/[0-9()-]/g, '').length;
  return digits >= FEWEST_DIGITS && digits + signs >= FEWEST && signs > 0 && signs <= MOST_SIGNS && isInside(number);
}

/** Kanji numerals are digits only among digits: 10三-5 is a house, 第1二 no number. */
function isInside(number: string): boolean {
  return !/[〇一二三四五六七八九]{2}|^[〇一二三四五六七八九]|[〇一二三四五六七八九]$/.test(number);
}

function isLetter(text: string, at: number): boolean {
  return /[A-Za-z]/.test(text[at] ?? '-');
}
