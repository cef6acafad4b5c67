import type { Scan } from '../../../src/classify/scan.js';
import { Closing, Opening } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import { firstKind, OF_NAMES } from '../../../src/text/word-kinds.js';
import { isNumeral } from '../candidates/candidate-units.js';
import { COMMON, nameTries, traitsOf } from '../words/name-tries.js';
import { ADDRESSED } from '../words/titles.js';
import { KANJI, scriptOf } from '../words/unit-traits.js';

const LONGEST = 4;
/** Days of the week, who is meant without a name, and what else fills a cell with one character. */
const NO_NAME = UnitSet.of(
  '[月火水日男女他外計時分年人者名件可否済未無有不要休早遅今方奥旧新元旦昔当各他昼夜夕朝前後左右私妻夫父母兄弟姉妹子娘孫祖甲乙丙丁様]',
);
const TITLE = new Opening(new RegExp(`^${ADDRESSED}`), 4);
const TITLE_LAST = new Closing(/(?:様|さま|さん|氏|くん|ちゃん)$/, 3);
/** Where a name ends for certain. */
const ENDS = new Opening(
  /^(?:$|[\s、。./・&|)(;]|が|は|を|に(?!て)|と|の|も|へ|や|から|より|で|案|さん|様|氏|くん|ちゃん)/,
  3,
);

/**
 * End of the kanji that begin at `start` and may be a surname or a given name by themselves, as lists of names have it;
 * `start` where they are none.
 */
export function pieceEnd({ text, words }: Pick<Scan, 'text' | 'words'>, start: number): number {
  let end = start;
  while (
    end < text.length &&
    end - start <= LONGEST &&
    scriptOf(unitIn(text, end)) === KANJI &&
    !(end > start && TITLE.test(text, end))
  )
    end++;
  if (end === start || end - start > LONGEST || !ENDS.test(text, end)) return start;
  return isPiece({ text, words }, start, end) ? end : start;
}

/** One character may be a surname that no list holds: 港, 蔵, 砂. */
function isPiece({ text, words }: Pick<Scan, 'text' | 'words'>, start: number, end: number): boolean {
  if (end - start === 1) return !NO_NAME.has(unitIn(text, start));
  if (isNumeral(text, start, end) || !isListed(text, start, end)) return false;
  if ((traitsOf(nameTries().surnames.find(text, start, end)) & COMMON) !== 0) return true;
  const kinds = words.of(text, start, end);
  return kinds === 0 || OF_NAMES.has(firstKind(kinds));
}

/** Whether a list holds it as a surname or a given name. */
export function isListed(text: string, start: number, end: number): boolean {
  const { surnames, givenNames } = nameTries();
  return surnames.find(text, start, end) !== UnitTrie.NONE || givenNames.find(text, start, end) !== UnitTrie.NONE;
}

/** End of a title behind a name, or `end`. */
export function titleEnd(text: string, end: number): number {
  return end + (TITLE.exec(text, end)?.[0].length ?? 0);
}

/** Start of a title that ends at `end`, or `end`. */
export function titleBefore(text: string, end: number): number {
  return end - (TITLE_LAST.exec(text, end)?.[0].length ?? 0);
}
