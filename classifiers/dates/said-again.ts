import type { Candidate } from '../../src/classify/recognizer.js';
import { firstWithin } from '../../src/text/windows.js';
import { COMPACT, MARKED, WRITTEN } from './date-notation.js';

const EVERY = new RegExp(`${WRITTEN}|${MARKED}|${COMPACT}`, 'g');
/** Units between a date and where it is said once more. */
const AGAIN_REACH = 400;
const KANJI = '〇一二三四五六七八九';

/** First years of the eras, by what they are written with. */
const ERAS: readonly (readonly [sign: RegExp, first: number])[] = [
  [/明治|^[明Mm㍾]/, 1868],
  [/大正|^[大Tt㍽]/, 1912],
  [/昭和|^[昭Ss㍼]/, 1926],
  [/平成|^[平Hh㍻]/, 1989],
  [/令和|^[令Rr]/, 2019],
];

/** Year, month and day: equal for S28.4.10, 昭和二十八年四月十日, 1953-04-10 and 19530410. */
export function numbersOf(date: string): string {
  const western = date.replace(/元(?=年)/, '1').replace(/[〇一二三四五六七八九十]+/g, (kanji) => {
    const digits = [...kanji].map((one) => KANJI.indexOf(one));
    const ten = kanji.indexOf('十');
    if (ten < 0) return digits.join('');
    return String((ten === 0 ? 1 : digits[0]!) * 10 + (ten === kanji.length - 1 ? 0 : digits.at(-1)!));
  });
  const numbers = (western.match(/[0-9]+/g) ?? []).map(Number);
  if (numbers.length === 1 && numbers[0]! > 19_000_000)
    return [Math.floor(numbers[0]! / 10_000), Math.floor(numbers[0]! / 100) % 100, numbers[0]! % 100].join('/');
  const era = numbers.length === 3 ? ERAS.find(([sign]) => sign.test(date))?.[1] : undefined;
  if (era !== undefined) numbers[0]! += era - 1;
  return numbers.join('/');
}

/** The same date said once more near by, without a label of its own. */
export function saidAgain(text: string, found: readonly Candidate[]): Candidate[] {
  const starts = new Set(found.map(({ start }) => start));
  let known: WholeDates | undefined;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { start, end } of found) {
    first = Math.min(first, start);
    last = Math.max(last, end);
  }
  const from = Math.max(0, first - AGAIN_REACH);
  const again: Candidate[] = [];
  for (const match of text.slice(from, last + AGAIN_REACH).matchAll(EVERY)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (starts.has(start)) continue;
    known ??= wholeDates(text, found);
    const same = known.get(numbersOf(match[0]));
    if (!same || !firstWithin(same, start - AGAIN_REACH, end + AGAIN_REACH)) continue;
    again.push({ start, end, rule: 'said-again', score: 0.7, settled: true, because: 'a date of birth found' });
  }
  return again;
}

/** 恭平(昭和二十七年四月五日)とふさ江(同年十一月二日): within brackets, or born, in the year of the birth before. */
const SAME_YEAR =
  /同年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日(?=[)]|生)/g;
const SAME_YEAR_REACH = 40;

/** Births told to be of the same year as one found shortly before. */
export function inSameYear(text: string, found: readonly Candidate[]): Candidate[] {
  if (!text.includes('同年')) return [];
  return [...text.matchAll(SAME_YEAR)]
    .map(({ index, 0: date }) => ({ start: index, end: index + date.length }))
    .filter(
      ({ start, end }) =>
        (text[end] !== ')' || text[start - 1] === '(') && firstWithin(found, start - SAME_YEAR_REACH, start),
    )
    .map((range) => ({ ...range, rule: 'same-year', score: 0.75, settled: true, because: '同年' }));
}

type WholeDates = ReadonlyMap<string, readonly Candidate[]>;

/** Those with year, month and day by these, in order of start. */
function wholeDates(text: string, found: readonly Candidate[]): WholeDates {
  const dates = new Map<string, Candidate[]>();
  for (const one of [...found].sort((a, b) => a.start - b.start)) {
    const numbers = numbersOf(text.slice(one.start, one.end));
    if (numbers.split('/').length !== 3) continue;
    const same = dates.get(numbers);
    if (same) same.push(one);
    else dates.set(numbers, [one]);
  }
  return dates;
}
