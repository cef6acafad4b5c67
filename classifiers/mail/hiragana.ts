import { toHiragana } from '../../src/text/kana.js';
import { LETTER_NAME } from '../dictation/letter-names.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';

const LETTER = toHiragana(LETTER_NAME);
const DIGIT = `(?:${SPOKEN_DIGIT}|[〇一二三四五六七八九]|(?<![a-z0-9])[a-z0-9]{1,20}(?![a-z0-9]))`;
const MARK = '(?:どっと|はいふん|あんだーばー|あんだーすこあ|てん)';
const PAUSE = '[ 、・]{0,2}';
/** The pause before の ends where no の follows: what stands there is read in one way only. */
const GAP = '[ 、・]{0,2}(?:の[ 、・]{0,2})?';
const LOCAL = new RegExp(`(?:${LETTER}|${MARK}|${DIGIT})(?:${GAP}(?:${LETTER}|${MARK}|${DIGIT})){1,24}${PAUSE}$`);
const LETTERS = new RegExp(`${LETTER}${GAP}${LETTER}`);
const DOT = `${PAUSE}(?:どっと|てん|ドット|\\.)${PAUSE}`;
const LABEL = '(?:(?:(?!どっと|てん)[ぁ-んー]){2,16}|[A-Za-z0-9-]{2,30})';
const LAST = '(?:こむ|ねっと|おるぐ|じぇーぴー|じぇいぴー|[えい]ぐざんぷる|com|net|org|jp|example)(?![a-z])';
const DOMAIN = new RegExp(`^(?:まーく)?${PAUSE}${LABEL}(?:${DOT}${LABEL}){0,3}?${DOT}${LAST}(?:${DOT}${LAST})?`);
const REACH_BACK = 80;
const REACH = 96;

/**
 * An address that a child or a recogniser wrote as it is said, letter by letter in hiragana, around the sign between
 * `start` and `end`: えむ、あい、けー、あっと…. Undefined where its letters or its domain are not told so.
 */
export function inHiragana(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const local = LOCAL.exec(text.slice(Math.max(0, start - REACH_BACK), start))?.[0];
  if (local === undefined || !LETTERS.test(local)) return undefined;
  const domain = DOMAIN.exec(text.slice(end, end + REACH))?.[0];
  return domain === undefined ? undefined : { start: start - local.length, end: end + domain.length };
}
