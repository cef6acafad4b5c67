/**
 * Digits as they are written in kanji or spoken, with the spellings that speech recognition gives.
 * The hiragana ones are everyday syllables too: they count only in a row (see `findDigitGroups`).
 */
const SPOKEN: readonly (readonly [digit: string, words: readonly string[]])[] = [
  ['0', ['ゼロ', 'ゼロー', 'レイ', 'レー', 'マル', 'ぜろ', 'れい', 'まる']],
  ['1', ['イチ', 'イッ', 'いち']],
  ['2', ['ニイ', 'ニー', 'ニ', 'にい', 'にー', 'に']],
  ['3', ['サン', 'サーン', 'さん']],
  ['4', ['ヨン', 'シイ', 'シー', 'シ', 'よん', 'し']],
  ['5', ['ゴオ', 'ゴー', 'ゴウ', 'ゴ', 'ごお', 'ごー', 'ご']],
  ['6', ['ロク', 'ロッ', 'ろく']],
  ['7', ['ナナ', 'シチ', 'なな', 'しち']],
  ['8', ['ハチ', 'ハッ', 'パー', 'はち', 'ぱー']],
  ['9', ['キュウ', 'キュー', 'ク', 'きゅう', 'きゅー', 'く']],
];

const KANJI = '〇一二三四五六七八九';

export interface DigitWord {
  digit: string;
  length: number;
  /** `spoken`: a word that is also something else unless digits surround it. */
  script: 'kanji' | 'spoken';
}

const NONE: readonly (readonly [word: string, digit: string])[] = [];
const BY_FIRST = new Map<number, (readonly [word: string, digit: string])[]>();
for (const [digit, words] of SPOKEN) {
  for (const word of words) {
    const list = BY_FIRST.get(word.charCodeAt(0)) ?? [];
    list.push([word, digit]);
    list.sort(([one], [other]) => other.length - one.length);
    BY_FIRST.set(word.charCodeAt(0), list);
  }
}

/** 1 where a digit word can start, 2 where a kanji digit stands. */
export const DIGIT_WORD_START = new Uint8Array(0x10000);
for (const first of BY_FIRST.keys()) DIGIT_WORD_START[first] = 1;
for (const digit of KANJI) DIGIT_WORD_START[digit.charCodeAt(0)] = 2;
DIGIT_WORD_START['零'.charCodeAt(0)] = 2;

/** The longest digit word that starts at `at`. */
export function digitWordAt(text: string, at: number): DigitWord | undefined {
  const first = text.charCodeAt(at);
  if (DIGIT_WORD_START[first] === 2) {
    const digit = KANJI.indexOf(text[at]!);
    return { digit: String(Math.max(0, digit)), length: 1, script: 'kanji' };
  }
  for (const [word, digit] of BY_FIRST.get(first) ?? NONE) {
    if (text.startsWith(word, at)) return { digit, length: word.length, script: 'spoken' };
  }
  return undefined;
}
