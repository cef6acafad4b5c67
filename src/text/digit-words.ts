/**
 * Digits as they are written in kanji or spoken, with the spellings that speech recognition gives.
 * The hiragana ones are everyday syllables too: they count only in a row (see `findDigitGroups`).
 */
const SPOKEN: readonly (readonly [digit: string, words: readonly string[]])[] = [
  [
    '0',
    [
      'zero',
      'Zero',
      'オー',
      'ゼロ',
      'ゼロー',
      'ゼーロ',
      'ぜーろ',
      'ぜろー',
      'まーる',
      'レイ',
      'レー',
      'マル',
      'ぜろ',
      'れい',
      'まる',
    ],
  ],
  ['1', ['one', 'One', 'イチ', 'イッ', 'いち', 'イーチ', 'いーち', 'イチー', 'ヒト', 'ワン']],
  ['2', ['two', 'Two', 'ニイ', 'ニー', 'ニ', 'ニィ', 'にぃ', 'にい', 'にー', 'に', 'フタ', 'ツー']],
  ['3', ['three', 'Three', 'サン', 'サーン', 'さん', 'さーん', 'スリー']],
  ['4', ['four', 'Four', 'ヨン', 'ヨーン', 'よーん', 'シイ', 'シー', 'シ', 'よん', 'し', 'フォー']],
  [
    '5',
    [
      'five',
      'Five',
      'ゴオ',
      'ゴー',
      'ゴウ',
      'ゴ',
      'ごお',
      'ごー',
      'ゴォ',
      'ごぉ',
      'ごう',
      'ご',
      'ファイブ',
      'ファイヴ',
    ],
  ],
  ['6', ['six', 'Six', 'ロク', 'ロッ', 'ろく', 'ローク', 'ろーく', 'ロクー', 'ろっ', 'シックス']],
  ['7', ['seven', 'Seven', 'ナナ', 'シチ', 'なな', 'しち', 'ナナー', 'ななー', 'ナーナ', 'セブン', 'セヴン']],
  ['8', ['eight', 'Eight', 'ハチ', 'ハッ', 'パー', 'はち', 'ぱー', 'ハーチ', 'はーち', 'ハチー', 'はっ', 'エイト']],
  ['9', ['nine', 'Nine', 'キュウ', 'キュー', 'ク', 'きゅう', 'きゅー', 'キューウ', 'きゅーう', 'く', 'ナイン']],
];

const KANJI = '〇一二三四五六七八九';

export interface DigitWord {
  /** One digit; several of the same behind `double` or `triple`. */
  readonly digit: string;
  readonly length: number;
  /** `spoken`: a word that is also something else unless digits surround it. */
  readonly script: 'kanji' | 'spoken';
}

/** Words by their first unit, the longest first; made once, so that reading a text makes none. */
const BY_FIRST = new Map<number, { word: string; second: number; found: DigitWord }[]>();

function define(word: string, digit: string, script: DigitWord['script']): void {
  const list = BY_FIRST.get(word.charCodeAt(0)) ?? [];
  list.push({ word, second: word.charCodeAt(1), found: { digit, length: word.length, script } });
  list.sort((one, other) => other.word.length - one.word.length);
  BY_FIRST.set(word.charCodeAt(0), list);
}

/** Half-width katakana, whose sound marks are units of their own: セ゛ロ. */
const apart = (word: string) => word.normalize('NFD').replaceAll('\u3099', '゛').replaceAll('\u309a', '゜');

for (const [digit, words] of SPOKEN)
  for (const word of words) {
    define(word, digit, 'spoken');
    if (/[ァ-ヴ]/.test(word) && apart(word) !== word) define(apart(word), digit, 'spoken');
  }
for (const [digit, character] of [...KANJI].entries()) define(character, String(digit), 'kanji');
// oh nine oh, double four: as numbers are told in English.
for (const word of ['oh', 'Oh']) define(word, '0', 'spoken');
for (const [digit, words] of SPOKEN)
  for (const word of words.filter((one) => /^[a-z]/.test(one)))
    for (const [times, said] of [
      [2, ['double', 'Double']],
      [3, ['triple', 'Triple']],
    ] as const)
      for (const repeated of said) define(`${repeated} ${word}`, digit.repeat(times), 'spoken');
// 〇二九弐: as on deeds and cheques. 参 is rather a part of a word.
for (const [at, character] of [...'零壱弐'].entries()) define(character, String(at), 'kanji');

/** The same lists by number, from 1, so that a unit finds its list without being looked up. */
const LISTS = [[], ...BY_FIRST.values()];
/** Number of the list of words that a unit begins; 0 where it begins none. */
export const DIGIT_WORD_START = new Uint8Array(0x10000);
for (const [at, first] of [...BY_FIRST.keys()].entries()) DIGIT_WORD_START[first] = at + 1;

const NI = new Set(['ニイ', 'にい']);

/** The longest digit word that starts at `at`. */
export function digitWordAt(text: string, at: number): DigitWord | undefined {
  if (at >= text.length) return undefined;
  const list = LISTS[DIGIT_WORD_START[text.charCodeAt(at)]!]!;
  const next = text.charCodeAt(at + 1);
  for (let place = 0; place < list.length; place++) {
    const { word, second, found } = list[place]!;
    if (found.length > 1 && second !== next) continue;
    // サンニイチ: イチ follows, so ニ is all of the two.
    if (found.length === 2 && NI.has(word) && 'チち'.includes(text[at + 2] ?? '-')) continue;
    if (found.length === 1 || text.startsWith(word, at)) return found;
  }
  return undefined;
}
