import { type Change, many } from './bytes.js';

const MAX_UNITS = 100_000;

/** Characters that have led recognizers of Japanese text astray somewhere. */
const ODD = [
  '\ud800',
  '\udc00',
  '\u{20bb7}',
  '\u{e0100}',
  '\ufeff',
  '\u200b',
  '\u200d',
  '\u3099',
  '\u0301',
  '\0',
  '\n',
  '\r\n',
  '\u3000',
  '\u2028',
  'ー',
  '－',
  '‐',
  'の',
  '、',
  '。',
  '：',
  '@',
  '．',
  '〒',
  '様',
  'さん',
  '（',
  '）',
  '「',
  '①',
  '㈱',
  'ﾔﾏﾀﾞ',
  '零',
  '〇',
  '٣',
  '1',
  '０',
  '-',
  '/',
  '年',
  '月',
  '生',
  ' ',
  'x',
];

const FULL_WIDTH = 0xfee0;
const KANJI_DIGITS = '〇一二三四五六七八九';
const SPOKEN_DIGITS = ['ゼロ', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];

interface Place {
  at: number;
  length: number;
  size: number;
  choice: number;
}

type Mutation = (text: string, place: Place, other: string, words: readonly string[]) => string;

const MUTATIONS: readonly Mutation[] = [
  (text, { at, choice }) => replaced(text, at, 0, pick(ODD, choice)),
  (text, { at, choice }) => replaced(text, at, 1, pick(ODD, choice)),
  (text, { at, length }) => replaced(text, at, length, ''),
  (text, { at, length }) => replaced(text, at, 0, text.slice(at, at + length)),
  (text, { at }) => text.slice(0, at),
  (text, { at, length, size, choice }) =>
    replaced(text, at, 0, text.slice(at, at + Math.min(length, 40)).repeat(2 + (size % many(choice, 400)))),
  (text, { at, size }, other) => text.slice(0, at) + other.slice(size % (other.length + 1)),
  (text, { at, length, size }, other) => {
    const from = size % (other.length + 1);
    return replaced(text, at, 0, other.slice(from, from + length));
  },
  (text, { at, choice }, _, words) => replaced(text, at, 0, pick(words, choice)),
  (text, { at, choice, size }, _, words) => replaced(text, at, 0, pick(words, choice).repeat(1 + (size % 60))),
  (text, { at, choice, size }) => replaced(text, at, 0, pick(ODD, choice).repeat(1 + (size % many(choice, 3000)))),
  // Full-width, in kanji, spoken.
  (text, { at, length }) =>
    replaced(
      text,
      at,
      length,
      text.slice(at, at + length).replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH)),
    ),
  (text, { at, length, size }) =>
    replaced(
      text,
      at,
      length,
      text
        .slice(at, at + length)
        .replace(/\d/g, (digit) =>
          size & 1 ? (KANJI_DIGITS[Number(digit)] ?? '') : (SPOKEN_DIGITS[Number(digit)] ?? ''),
        ),
    ),
  (text, { at, length, choice }) =>
    replaced(text, at, length, [...text.slice(at, at + length)].join(pick(ODD, choice))),
  (text, { at, length, choice }) =>
    replaced(text, at, length, text.slice(at, at + length).replace(/\d/, String(choice % 10))),
];

/** `text` with one change; deterministic. */
export function mutateText(
  text: string,
  [kind, at, size, choice]: Change,
  other: string,
  words: readonly string[],
): string {
  const place = {
    at: at % (text.length + 1),
    length: 1 + (size % Math.max(1, Math.min(text.length, 64))),
    size,
    choice,
  };
  return MUTATIONS[kind % MUTATIONS.length]!(text, place, other, words.length > 0 ? words : ODD).slice(0, MAX_UNITS);
}

function replaced(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

function pick(words: readonly string[], choice: number): string {
  return words[choice % words.length] ?? '';
}
