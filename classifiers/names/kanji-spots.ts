import type { Scan } from '../../src/classify/scan.js';
import { BEFORE_NAME } from './words/before-names.js';
import { looksGiven, names } from './words/name-lexicon.js';
import { type NameParse, parseName } from './words/name-parse.js';
import { NOT_BEFORE_HONORIFIC } from './words/not-names.js';
import { type KanjiRun, kanaEnd } from './words/runs.js';
import { BEGINS_LIKE_TITLE, HONORIFIC_KANJI, PUBLIC_TITLES } from './words/titles.js';

/** Longer runs are laws, offices and slogans. */
const LONGEST_RUN = 14;
const LONGEST_NAME = 8;
const HONORIFIC_KANA = new RegExp(
  `^ ?(?!${BEGINS_LIKE_TITLE})(?:さん(?!さん|橋|ぎょう|ざん)|さま|サン(?![ァ-ヴー])|くん|ちゃん|どの(?![よくた]))`,
);
const HONORIFIC_AFTER_SPACE = /^ (?:様|殿|氏)(?![一-龠])/;

const TITLE_LAST = new Set('宅方妻生様氏殿君邸嬢');
const BEFORE_BY_FIRST = new Map<string, string[]>();
for (const word of BEFORE_NAME) BEFORE_BY_FIRST.set(word[0]!, [...(BEFORE_BY_FIRST.get(word[0]!) ?? []), word]);

/** A name that ends where a title or an introduction begins, before anything around it is weighed. */
export interface Spot {
  /** Offsets of the name itself. */
  start: number;
  end: number;
  parse: NameParse | undefined;
  honorific: boolean;
}

/** Where in a run, and a little beyond it, a name may stand. */
export function spotIn(scan: Scan, run: KanjiRun): Spot | undefined {
  const { text } = scan;
  const length = run.end - run.start;
  if (length > LONGEST_RUN) return undefined;
  const whole = text.slice(run.start, run.end);
  const last = whole.at(-1)!;
  const title = TITLE_LAST.has(last) ? HONORIFIC_KANJI.exec(whole) : null;
  const body = title && title.index > 0 ? whole.slice(0, title.index) : whole;
  const bodyEnd = run.start + body.length;
  const honorific = body.length < whole.length || hasHonorific(text, run.end);

  if (body.length <= LONGEST_NAME) {
    const direct = extended(text, run.start, bodyEnd, body.length < whole.length);
    if (direct.parse) return { ...direct, honorific: honorific || hasHonorific(text, direct.end) };
  }
  const word = BEFORE_BY_FIRST.get(body[0]!)?.find((one) => body.length > one.length && body.startsWith(one));
  if (word && body.length - word.length <= LONGEST_NAME) {
    const announced = extended(text, run.start + word.length, bodyEnd, body.length < whole.length);
    if (announced.parse) return { ...announced, honorific };
  }
  if (honorific && !NOT_BEFORE_HONORIFIC.has(body)) return suffixBeforeHonorific(scan, run.start, bodyEnd, body);
  return body.length >= 5 && !title ? fullNameAtEnd(run, body) : undefined;
}

function hasHonorific(text: string, at: number): boolean {
  const unit = text[at];
  if (unit === ' ')
    return HONORIFIC_AFTER_SPACE.test(text.slice(at, at + 4)) || HONORIFIC_KANA.test(text.slice(at, at + 8));
  return unit !== undefined && 'さサくちど'.includes(unit) && HONORIFIC_KANA.test(text.slice(at, at + 8));
}

/** A surname takes in a given name behind a space, or one in hiragana directly behind it. */
function extended(text: string, start: number, end: number, closed: boolean): Pick<Spot, 'start' | 'end' | 'parse'> {
  const parse = parseName(text.slice(start, end));
  if (closed || !parse || parse.given !== '' || parse.surname === '') return { start, end, parse };
  const spaced = text[end] === ' ';
  const from = spaced ? end + 1 : end;
  const next = text.slice(from, from + LONGEST_NAME);
  const kanji = spaced ? /^[一-龠々]{1,3}/.exec(next)?.[0] : undefined;
  const longer = kanji === undefined ? -1 : kanji.length;
  if (kanji && !/^[一-龠々]/.test(next.slice(longer).replace(HONORIFIC_KANJI_START, ''))) {
    const given = kanji.replace(HONORIFIC_KANJI, '');
    const known = names().givenNames.get(given);
    const score = known !== undefined ? 0.9 : looksGiven(given) ? 0.82 : given.length === 2 ? 0.45 : 0;
    if (score > 0 && given.length > 0) {
      const strength = parse.surname.length === 1 ? score - 0.12 : score;
      return { start, end: from + given.length, parse: { surname: parse.surname, given, score: strength } };
    }
  }
  const kana = kanaEnd(text, from, 6);
  for (let length = Math.min(5, kana - from); length >= 2; length--) {
    const given = text.slice(from, from + length);
    const margin = names().givenNames.get(given);
    if (margin === undefined || margin < (spaced ? -5500 : length > 2 ? -3000 : -1500)) continue;
    if (
      !spaced &&
      !/^(?:さん|さま|様|と申|です|ちゃん|くん|[ 、。」\n(]|$)/.test(text.slice(from + length, from + length + 3))
    )
      continue;
    return { start, end: from + length, parse: { surname: parse.surname, given, score: spaced ? 0.82 : 0.72 } };
  }
  return { start, end, parse };
}

const HONORIFIC_KANJI_START = /^(?:様|殿|氏|君|先生)/;

/** 本日田中様: the words before the name are cut off where the tokenizer sees a name begin. */
function suffixBeforeHonorific(scan: Scan, start: number, end: number, body: string): Spot | undefined {
  const { surnames } = names();
  const tokens = scan.tokenize(scan.text.slice(start, Math.min(scan.text.length, end + 2)));
  for (const token of tokens) {
    const at = start + token.start;
    if (token.start === 0 || at >= end) continue;
    const parse = parseName(scan.text.slice(at, end));
    if (
      parse &&
      (token.detail.includes('人名') || token.detail.includes('地域')) &&
      !NOT_BEFORE_HONORIFIC.has(scan.text.slice(at, end))
    ) {
      return { start: at, end, parse, honorific: true };
    }
  }
  for (let length = Math.min(4, body.length - 1); length >= 2; length--) {
    const tail = body.slice(-length);
    if (
      surnames.has(tail) &&
      !NOT_BEFORE_HONORIFIC.has(tail) &&
      tokens.some((token) => start + token.start === end - length)
    ) {
      return { start: end - length, end, parse: parseName(tail), honorific: true };
    }
  }
  return body.length <= 4 ? { start, end, parse: undefined, honorific: true } : undefined;
}

/** A full name that ends a longer run: 総務課主事山田太郎. */
function fullNameAtEnd(run: KanjiRun, body: string): Spot | undefined {
  for (let length = Math.min(6, body.length - 2); length >= 4; length--) {
    const parse = parseName(body.slice(-length));
    if (!parse || parse.given === '' || parse.score < 0.72) continue;
    if (PUBLIC_TITLES.test(body.slice(0, -length))) return undefined;
    return {
      start: run.end - length,
      end: run.end,
      parse: { ...parse, score: parse.score - 0.2 },
      honorific: false,
    };
  }
  return undefined;
}
