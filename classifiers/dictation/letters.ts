import { toHiragana } from '../../src/text/kana.js';
import { CODE_WORD, CODE_WORDS, LETTER_NAME, LETTER_NAMES } from './letter-names.js';

const LETTER_OF = new Map(
  Object.entries(LETTER_NAMES).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)),
);
/** エム, M, ブラボーのビー, ブイはビクトリーのV, エムがひとつ. */
const LETTER = new RegExp(
  `(?:(?:${LETTER_NAME}|[A-Z])は)?(?:[「『]?[ァ-ヴー一-龠ぁ-ん]{1,7}?[」』]?の)?(?:(${LETTER_NAME})|([A-Z])(?![a-z]))(?:がひとつ)?(?![ァ-ヴー])|(${LETTER_NAME})(?=(?:${LETTER_NAME})(?![ァ-ヴー]))`,
  'y',
);

/** えぬ、えむ: in hiragana, where えー and きゅー are no letters, but beside another. */
const HIRAGANA = new Map([...LETTER_OF].map(([name, letter]) => [toHiragana(name), letter] as const));
const BESIDE = toHiragana(LETTER_NAME);
const IN_HIRAGANA = new RegExp(
  `(?<![ぁ-んー])(${BESIDE})(?=[、 ]{0,2}${BESIDE}(?![ぁ-んー]))|(?<=(?<![ぁ-んー])${BESIDE}[、 ]{0,2})(${BESIDE})(?![ぁ-んー])`,
  'y',
);

/** タンゴ、ロメオ: a code word is a letter only beside another; ホテル and マイク are other words. */
const CODES = new Map(
  Object.entries(CODE_WORDS).flatMap(([letter, words]) => words.split(' ').map((word) => [word, letter] as const)),
);
const BY_CODE_WORD = new RegExp(
  `(?<![ァ-ヴー])${CODE_WORD}(?=[、 ・]{0,2}${CODE_WORD}(?![ァ-ヴー]))|(?<=(?<![ァ-ヴー])${CODE_WORD}[、 ・]{0,2})${CODE_WORD}(?![ァ-ヴー])`,
  'y',
);

/** The letter that is said at `at`, with the word that explains it. */
export function letterAt(text: string, at: number): { letter: string; length: number } | undefined {
  LETTER.lastIndex = at;
  const match = LETTER.exec(text);
  if (!match) return inHiragana(text, at) ?? byCodeWord(text, at);
  const name = match[1] ?? match[3];
  return { letter: name === undefined ? match[2]! : LETTER_OF.get(name)!, length: match[0].length };
}

function inHiragana(text: string, at: number): { letter: string; length: number } | undefined {
  IN_HIRAGANA.lastIndex = at;
  const name = IN_HIRAGANA.exec(text)?.[0];
  return name === undefined ? undefined : { letter: HIRAGANA.get(name)!, length: name.length };
}

function byCodeWord(text: string, at: number): { letter: string; length: number } | undefined {
  BY_CODE_WORD.lastIndex = at;
  const word = BY_CODE_WORD.exec(text)?.[0];
  return word === undefined ? undefined : { letter: CODES.get(word)!, length: word.length };
}
