import { isKnownPlace } from '../words/known-places.js';

/** What a list of words calls its entries. */
const SORT =
  /^(?:surname|family ?name|given ?name|person|place(?: ?name)?|station|river|mountain|product|food|dish|brand|mascot|vehicle|facility|organization|proper ?noun|noun|固有名詞|固有|名詞|地名|人名|人名姓|人名名|苗字|名字|駅名|施設名?|商品名?|品種|組織名?)$/i;
const MARKS = /[,\t|;、]/;
/** What tells which of a word's cells is how it is read. */
const KANA = /^[ぁ-んァ-ヴー・ ]{1,16}$/;
/** Longer lines are no entry. */
const LONGEST = 60;
/** "三島": before "みしま". */
const KEY = /"([^"]{2,6})" ?: ?"$/;
const KEY_REACH = 12;

/**
 * Whether a word is an entry of a list of words, which tell how they are read and what they are (石丸,いしまる,surname;
 * "三島":"みしま"): nobody is meant by them.
 */
export function isDictionaryEntry(text: string, start: number, end: number): boolean {
  const key = KEY.exec(text.slice(Math.max(0, start - KEY_REACH), start))?.[1];
  if (key !== undefined && KANA.test(text.slice(start, end)) && isKnownPlace(key, 0, key.length)) return true;
  const from = Math.max(0, start - LONGEST);
  const begins = text.lastIndexOf('\n', start - 1) + 1;
  if (begins < from) return false;
  const line = /^[^\n]*/.exec(text.slice(begins, begins + LONGEST))![0];
  if (begins + line.length < end || !MARKS.test(line)) return false;
  const cells = line.split(MARKS).map((cell) => cell.trim());
  return cells.length > 2 && KANA.test(cells[1]!) && cells.slice(2).some((cell) => SORT.test(cell));
}
