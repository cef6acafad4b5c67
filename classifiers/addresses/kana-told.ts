import { unitIn } from '../../src/text/unit-in.js';
import { KANA, type WrittenInLetters } from './kana-address.js';

/** Words in kana behind which an address in kana follows; half-width sound marks are units of their own. */
export const KANA_LABELS = [
  'ジュウショ',
  'シ゛ュウショ',
  'シ゛ユウシヨ',
  'じゅうしょ',
  'すんで',
  'おすまい',
  'オスマイ',
  'ばしょは',
];

const REACH = 90;
const PARTICLE = /^[ハはガがヲを]?[ 、:]{0,2}/;
/** Behind the label the rest of the question, who answers: the address begins a word of its own. */
const BREAK = /[ 。?\n:、]/g;
const FURTHEST = 30;
const MOST_TRIES = 8;
const SYLLABLE =
  '(?:イチ|イッ|ニ|サン|ヨン|ゴ|コ゛|ロク|ロッ|ハッ|ナナ|シチ|ハチ|キュウ|シ゛?[ユュ]ウ|ジュウ|ヒャク|ビャク|ピャク|セン|ゼロ|マル)';
const HIRAGANA_SYLLABLE =
  '(?:いち|いっ|に|さん|よん|ご|ろく|ろっ|なな|しち|はち|はっ|きゅう|じゅう|ひゃく|びゃく|ぴゃく|せん|ぜろ|まる)';
const numbers = (syllable: string, units: string) =>
  `(?:(?:[0-9]{1,4}|${syllable}{1,7})(?: ?(?:${units}))?)(?:[ 、]{0,2}[-ノの]?[ 、]{0,2}(?:[0-9]{1,4}|${syllable}{1,7})(?:${units})?){0,3}`;
/** Municipalities by their last syllables, then towns, then the number; each with or without a blank behind it. */
const KATAKANA = new RegExp(
  `^((?:[ァ-ヴー゛゜]{1,10}?(?:シ|ク|ク゛ン|グン|マチ|ムラ|チ[ョヨ]ウ|ケン|フ)[ノの、 ]{1,2}){1,3})((?:(?!${SYLLABLE}{1,4}(?:チ[ョヨ]ウメ|ハ゛ン|バン|[ノ、 ]))[ァ-ヴー゛゜]{2,12}[、 ]{1,2}){0,3})(${numbers(SYLLABLE, 'チ[ョヨ]ウメ|ハ゛ンチ?|バンチ?|コ゛ウ|ゴウ')})?`,
);
const HIRAGANA = new RegExp(
  `^((?:[ぁ-んー]{1,10}?(?:し|く|ぐん|まち|むら|ちょう|けん|ふ)[の、 ]{1,2}){1,3})((?:(?!${HIRAGANA_SYLLABLE}{1,7}(?:ちょうめ|ばん|[の、 ]))[ぁ-んー]{2,10}?(?:[、 ]{1,2}|(?=です|。|$))){0,3})(${numbers(HIRAGANA_SYLLABLE, 'ちょうめ|ばんち?|ごう')})?`,
);

/** An address in kana, told or as a speech recogniser wrote it, behind the label that ends at `from`. */
export function kanaTold(text: string, from: number): WrittenInLetters | undefined {
  const rest = text.slice(from, from + REACH);
  for (const start of beginnings(rest)) {
    const found = addressIn(rest.slice(start));
    if (found) return { start: from + start, end: from + start + found.length, score: found.score };
  }
  return undefined;
}

function* beginnings(rest: string): Generator<number> {
  let at = PARTICLE.exec(rest)![0].length;
  yield at;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    BREAK.lastIndex = at;
    const next = BREAK.exec(rest);
    if (!next || next.index > FURTHEST) return;
    at = next.index + 1;
    yield at;
  }
}

function addressIn(rest: string): { length: number; score: number } | undefined {
  const match = KATAKANA.exec(rest) ?? HIRAGANA.exec(rest);
  if (!match) return undefined;
  const [value, cities, towns, number] = match;
  const places = cities!.split(/[ノの、 ]+/).length - 1 + (towns === '' ? 0 : 1);
  if (number === undefined && places < 3) return undefined;
  return { length: value.replace(/[ノの、 ]+$/, '').length, score: number === undefined ? 0.7 : 0.9 };
}

/** The last syllable of a city or district and a gap: a column in kana begins with such a word. */
export const KANA_CITIES = ['シ ', 'し ', 'グン ', 'ク゛ン ', 'ぐん '];
const LONGEST_CITY = 10;
const PREFECTURE =
  /(?:^|[^ァ-ヴー゛゜ぁ-ん])((?:ホッカイト゛ウ|トウキョウト|[ァ-ヴー゛゜]{2,6}(?:ケン|フ)|ほっかいどう|[ぁ-ん]{2,5}けん) )$/;
/** ヒロシ キヨシ 30 are names. */
const SMALLER = /(?:マチ|チ[ョヨ]ウ|ムラ|ク|まち|ちょう|むら|く)[ノの、 ]/;
const CHAINED = /[0-9][-ノの ]{1,2}[0-9]|チ[ョヨ]ウメ|ハ゛ンチ|バンチ|ちょうめ|ばんち/;
const COUNTED = /^ ?(?:[0-9年月日時円人サさ]|:)/;

/** ﾌｸｼﾏｼ ｲｲｻﾞｶﾏﾁ ﾋﾗﾉ 12: without a label, around the city that ends with its gap before `gap`. */
export function kanaColumn(text: string, gap: number, lowest: number): WrittenInLetters | undefined {
  let from = gap - 1;
  while (from > lowest && gap - from <= LONGEST_CITY && KANA.has(unitIn(text, from - 1))) from--;
  if (KANA.has(unitIn(text, from - 1))) return undefined;
  const within = (PREFECTURE.exec(text.slice(Math.max(lowest, from - 9), from))?.[1] ?? '').length;
  if (gap - from < (within > 0 ? 3 : 4)) return undefined;
  const rest = text.slice(from, from + REACH);
  const match = KATAKANA.exec(rest) ?? HIRAGANA.exec(rest);
  const number = match?.[3];
  if (!match || number === undefined || !/[0-9]|メ|め/.test(number)) return undefined;
  const places = match[1]! + match[2]!;
  if (!CHAINED.test(number) && !SMALLER.test(places.slice(gap - from))) return undefined;
  if (places.trim().split(/[ノの、 ]+/).length < 2 || COUNTED.test(rest.slice(match[0].length))) return undefined;
  return { start: from - within, end: from + match[0].length, score: 0.75 };
}

const REACH_BACK = 52;
const BEFORE =
  /(?:^|[^ぁ-んー])((?:[ぁ-んー]{1,10}?(?:し|く|ぐん|まち|むら|ちょう|けん)[の、 ]{1,2}){2,3}[ぁ-んー]{2,10}?)に ?$/;
/** よこはまし みどりく ながつたに, before the すんで that begins at `at`. */
export function kanaBefore(text: string, at: number, lowest: number): WrittenInLetters | undefined {
  const match = BEFORE.exec(text.slice(Math.max(lowest, at - REACH_BACK), at));
  if (!match) return undefined;
  const start = at - (match[0].length - match[0].indexOf(match[1]!));
  return { start, end: start + match[1]!.length, score: 0.75 };
}
