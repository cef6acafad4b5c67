import { digitWordAt } from '../../src/text/digit-words.js';
import { fillerAt } from '../../src/text/fillers.js';
import { toHiragana } from '../../src/text/kana.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { DAYS, ERAS, FEASTS, KINDS, MONTHS, NUMERALS, TIMES } from './told-words.js';

/** Year, month or day as it is said; `bare` where no unit says which. */
export interface DatePart {
  kind: 'year' | 'month' | 'day' | 'bare';
  start: number;
  end: number;
  value: number;
  /** Digits said, for numbers without a unit: 0403 is month and day. */
  digits: number;
  /** First year of the era that is named with it. */
  era: number | undefined;
}

const LONGEST_WORD = 3;
/** 三十 七 年, ゴジュー サン ネン: the pause before the last digit. */
const ONE_MORE =
  /^ (?:[一二三四五六七八九]|いち|に|さん|よん|よ|し|ご|ろく|なな|しち|はち|きゅう|く)ー?(?: ?(?:年|ねん|月|がつ|日|にち)| (?:です|の)|です)/;
const LONGEST_MORE = 10;
const UNIT = /(?: ?)(年|ねん|月|がつ|日|にち)/y;
/** 6がつ2か: the day behind its month. */
const DAY_KANA = /^か(?![なも月年所国])/;
const AFTER_YEAR = /年[の、 ]{0,2}$/;
const BEFORE_DAY =
  /^[の、 ]?(?:[0-9一二三四五六七八九十]{1,3} ?日|(?:ついた|ふつ|みっ|よっ|いつ|むい|なの|よう|ここの|とお|はつ)[ちか])/;
/** よんじゅうさん; に and さん are syllables. */
const SHORTEST_YEAR = 4;
const AFTER_MONTH = /(?:がつ|月)[の、 ]?$/;
/** 三年間, 五年生, 2月分, 3日後: what is counted or named otherwise. */
const OTHERWISE =
  /^(?:年(?:間|度|前|後|ぶり|生(?!ま)|目|代|金|以|ほど|くらい|ぐらい|ごと|つ)|月(?:分|額|曜|謝|以|ごろ|頃|号)|日(?:間|前|後|以|目|程|ごろ|頃|ほど|違|ちが|に(?!ち)))/;
const firstsOf = (words: Iterable<string>): UnitSet => new UnitSet().add([...words].map((word) => word[0]!).join(''));
/** What eras, days and counted numbers begin with: most places of a text begin none. */
const ERA_FIRST = firstsOf(ERAS.map(([word]) => word));
const DAY_FIRST = firstsOf(DAYS.map(([word]) => word));
const NAMED_FIRST = firstsOf([...MONTHS, ...FEASTS].map(([word]) => word));
const COUNTED_FIRST = firstsOf([...NUMERALS.keys(), ...TIMES.keys()]);
const TOUCHING = /[0-9A-Za-z:.%-]/;
const GLUE = new UnitSet().add('、 …・の「」『』\n');

/** The parts of dates that are said between two places, in order. */
export function datePartsIn(original: string, from: number, to: number): DatePart[] {
  const text = toHiragana(original.slice(from, to + LONGEST_WORD));
  const parts: DatePart[] = [];
  let era: { start: number; end: number; first: number } | undefined;
  const length = to - from;
  /** 昭和です: told apart from its year. */
  const eraAlone = ({ start, end, first }: { start: number; end: number; first: number }): DatePart => ({
    kind: 'year',
    start: from + start,
    end: from + end,
    value: 0,
    digits: 0,
    era: first,
  });
  for (let at = 0; at < length; ) {
    const named = ERA_FIRST.has(unitIn(text, at)) ? ERAS.find(([word]) => text.startsWith(word, at)) : undefined;
    if (named && (named[0].length > 1 || /[0-9〇一二三四五六七八九十元]/.test(text[at + 1] ?? ''))) {
      era = { start: at, end: at + named[0].length, first: named[1] };
      at += named[0].length;
      continue;
    }
    const feast = NAMED_FIRST.has(unitIn(text, at)) ? FEASTS.find(([word]) => text.startsWith(word, at)) : undefined;
    if (feast) {
      const [word, month, day] = feast;
      if (era) parts.push(eraAlone(era));
      era = undefined;
      const start = from + at;
      at += word.length;
      parts.push({ kind: 'month', start, end: start + 1, value: month, digits: 0, era: undefined });
      parts.push({ kind: 'day', start: start + 1, end: from + at, value: day, digits: 0, era: undefined });
      continue;
    }
    const part = dayWordAt(text, at) ?? monthNameAt(text, at) ?? partAt(text, at, length, era !== undefined);
    if (part) {
      const dated = part.kind === 'year' || (part.kind === 'bare' && part.digits <= 2);
      const { kind, start, end, value, digits } = part;
      if (era && dated) parts.push({ kind, start: from + era.start, end: from + end, value, digits, era: era.first });
      else parts.push({ kind, start: from + start, end: from + end, value, digits, era: undefined });
      era = undefined;
      at = part.end;
      continue;
    }
    const pause = GLUE.has(unitIn(text, at)) ? 1 : (fillerAt(original, from + at)?.length ?? 0);
    if (era && pause === 0) {
      parts.push(eraAlone(era));
      era = undefined;
    }
    at += Math.max(1, pause);
  }
  if (era) parts.push(eraAlone(era));
  return parts;
}

function dayWordAt(text: string, at: number): DatePart | undefined {
  if (!DAY_FIRST.has(unitIn(text, at))) return undefined;
  const day = DAYS.find(([word]) => text.startsWith(word, at));
  return day && { kind: 'day', start: at, end: at + day[0].length, value: day[1], digits: 0, era: undefined };
}

/** 霜月三日, 昭和3年正月: an old name beside the rest of a date; 弥生 and 葉月 are persons elsewhere. */
function monthNameAt(text: string, at: number): DatePart | undefined {
  if (!NAMED_FIRST.has(unitIn(text, at))) return undefined;
  const month = MONTHS.find(([word]) => text.startsWith(word, at));
  if (!month) return undefined;
  const end = at + month[0].length;
  if (!AFTER_YEAR.test(text.slice(Math.max(0, at - 3), at)) && !BEFORE_DAY.test(text.slice(end, end + 6)))
    return undefined;
  return { kind: 'month', start: at, end, value: month[1], digits: 0, era: undefined };
}

/** @param named - the era was named right before, so a counted number is its year without 年 as well */
function partAt(text: string, at: number, to: number, named: boolean): DatePart | undefined {
  const number = numberAt(text, at);
  if (!number || (at > 0 && TOUCHING.test(text[at - 1]!) && /[0-9A-Za-z]/.test(text[at]!))) return undefined;
  const end = at + number.length;
  UNIT.lastIndex = end;
  const day = DAY_KANA.test(text.slice(end, end + 2)) && AFTER_MONTH.test(text.slice(Math.max(0, at - 4), at));
  if (day && end < to)
    return { kind: 'day', start: at, end: end + 1, value: number.value, digits: number.digits, era: undefined };
  const unit = UNIT.exec(text);
  if (unit && UNIT.lastIndex <= to) {
    const past = UNIT.lastIndex;
    const [sign, kind] = KINDS[unit[1]!]!;
    if (OTHERWISE.test(sign + text.slice(past, past + 3))) return undefined;
    return { kind, start: at, end: past, value: number.value, digits: number.digits, era: undefined };
  }
  // に and さん are syllables: without a unit only written digits, or four and more that are said one by one, count.
  if (end > to || TOUCHING.test(text[end] ?? '') || /^[歳才円人件番時分号丁階つ桁回個%]/.test(text.slice(end, end + 1)))
    return undefined;
  const isYear = named && number.length >= SHORTEST_YEAR && number.value < 100;
  return /[0-9一二三四五六七八九〇十廿卅]/.test(text[at]!) || number.digits >= 2 || isYear
    ? { kind: 'bare', start: at, end, value: number.value, digits: number.digits, era: undefined }
    : undefined;
}

/** 1968, 二十八, さんじゅうさん, 一九六九, いちきゅうごーぜろ; `digits` counts those said one by one. */
function numberAt(text: string, from: number): { value: number; length: number; digits: number } | undefined {
  const first = unitIn(text, from);
  if (first >= 0x30 && first <= 0x39) {
    const written = /^[0-9]{1,8}/.exec(text.slice(from, from + 8))![0];
    return { value: Number(written), length: written.length, digits: written.length };
  }
  const counted = COUNTED_FIRST.has(first) ? countedAt(text, from) : undefined;
  let digits = '';
  let at = from;
  while (digits.length < 8) {
    const word = digitWordAt(text, at);
    if (!word) break;
    digits += word.digit;
    at += word.length;
  }
  if (digits.length > 1 && at - from > (counted?.length ?? 0))
    return { value: Number(digits), length: at - from, digits: digits.length };
  return counted && { ...counted, digits: 0 };
}

/** Counted with tens, hundreds and thousands; or one digit. */
function countedAt(text: string, from: number): { value: number; length: number } | undefined {
  let [value, digit, at] = [0, 0, from];
  for (let words = 0; words < 8; words++) {
    let length = LONGEST_WORD;
    for (; length > 0; length--) {
      const word = text.slice(at, at + length);
      const times = word.length === length ? TIMES.get(word) : undefined;
      const numeral = word.length === length && digit === 0 ? NUMERALS.get(word) : undefined;
      // さんがつ, にがつ: がつ is the month; し before ねん is seven of nothing.
      if (times !== undefined) {
        value += Math.max(1, digit) * times;
        digit = 0;
        break;
      }
      if (numeral !== undefined) {
        digit = numeral;
        break;
      }
    }
    if (length === 0) break;
    at += length;
    if (text[at] === 'ー') at++;
    if (digit === 0 && value < 100 && ONE_MORE.test(text.slice(at, at + LONGEST_MORE))) at++;
  }
  return at === from ? undefined : { value: value + digit, length: at - from };
}
