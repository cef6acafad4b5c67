import type { DigitGroup } from '../../text/digit-groups.js';
import { Closing } from '../../text/edge-pattern.js';
import type { ToldRow } from './told-row.js';

/**
 * A number that goes on beyond the range in the same style is a longer number, not this one. A separator in blanks
 * (`070-… / 06-…`), a wider blank or a group of another length behind equal ones (4-4-4-4 08/27) starts something else.
 */
export function continues(text: string, { groups, gaps }: ToldRow, first: number, last: number): boolean {
  return (
    (first > 0 && goesOn(text, { groups, gaps }, first - 1, first, first, last)) ||
    (last + 1 < groups.length && goesOn(text, { groups, gaps }, last, last + 1, first, last))
  );
}

function goesOn(
  text: string,
  { groups, gaps }: Pick<ToldRow, 'groups' | 'gaps'>,
  left: number,
  right: number,
  first: number,
  last: number,
): boolean {
  const kind = gaps[right]!;
  if (kind === 'loose')
    return isLongList(text, groups, left, right, first, last) || isLongerTold(text, groups, left, right, first, last);
  if (kind !== 'mark' && kind !== 'space') return false;
  const [one, other] = [groups[left]!, groups[right]!];
  if (kind === 'space' && right === first && isItemMark(text, one)) return false;
  // 2340/三田村: a kanji digit that begins a word.
  if (one.script === 'ascii' && other.script === 'kanji' && other.digits.length === 1) return false;
  const outside = text.slice(one.end, other.start);
  const blank = kind === 'space' || outside.startsWith(' ') || outside.endsWith(' ');
  // 0009068047/0008759210: whole numbers in a list.
  if (!blank) return (outside !== '/' && outside !== '・') || !isWhole(text, groups, first, last, outside);
  const beyond = (left === last ? groups[right]! : groups[left]!).digits.length;
  let even = last - first >= 2;
  let same = false;
  for (let at = first + 1; at <= last; at++) {
    if (text.slice(groups[at - 1]!.end, groups[at]!.start) === outside) same = true;
    if (groups[at]!.digits.length !== groups[first]!.digits.length) even = false;
  }
  return same && !(even && beyond !== groups[first]!.digits.length);
}

/** A2 6130 884207, 答3 090 …: the number of a question at the beginning of its line, and none of a number's own digits. */
const ITEM_MARK = new Closing(/(?:^|\n)[ \t>「・]{0,3}(?:[QAqa]|[問答](?:い|え)?|設問|質問|回答|項目|No\.?|第) ?$/, 12);

function isItemMark(text: string, { start, end }: DigitGroup): boolean {
  return end - start <= 2 && ITEM_MARK.test(text, start);
}

/** 0001、0005、0009、0010: a list that goes on with the same mark and the same length. */
function isLongList(
  text: string,
  groups: readonly DigitGroup[],
  left: number,
  right: number,
  first: number,
  last: number,
): boolean {
  if (groups[right]!.start - groups[left]!.end !== 1) return false;
  const outside = text[groups[left]!.end];
  if (outside !== '、' || first === last) return false;
  const { length } = groups[left]!.digits;
  if (length < 3 || groups[right]!.digits.length !== length) return false;
  for (let at = first + 1; at <= last; at++)
    if (groups[at]!.digits.length !== length || text.slice(groups[at - 1]!.end, groups[at]!.start) !== outside)
      return false;
  return true;
}

/** Digits of numbers that a longer one may begin with; of more digits only one kind is likely at a place. */
const MOST_OF_SHORT = 8;
const BREATH = /^(?:[、・]|の、?)$/;
const COUNTED = /^[ ]?[年月日時分円人件個つ丁番号階歳度回%桁]/;

/** 九八、〇〇〇三、四一、五五: told in one breath, so 九八、〇〇〇三 is no number by itself; なな、いち、ごー… neither. */
function isLongerTold(
  text: string,
  groups: readonly DigitGroup[],
  left: number,
  right: number,
  first: number,
  last: number,
): boolean {
  if (first === last || !BREATH.test(text.slice(groups[left]!.end, groups[right]!.start))) return false;
  let length = 0;
  for (let at = first; at <= last; at++) length += groups[at]!.digits.length;
  const beyond = groups[left === last ? right : left]!;
  if (length > MOST_OF_SHORT && !areFours(groups, first, last, beyond.digits.length)) return false;
  return (
    (beyond.digits.length > 1 || length === last - first + 1) && !COUNTED.test(text.slice(beyond.end, beyond.end + 2))
  );
}

/** 四九〇二の三三一七の〇五五九の八八四一: of the four groups of a card no three are a number. */
function areFours(groups: readonly DigitGroup[], first: number, last: number, beyond: number): boolean {
  if (last - first !== 2 || beyond < 3 || beyond > 4) return false;
  for (let at = first; at <= last; at++) if (groups[at]!.digits.length !== 4) return false;
  return true;
}

/** Whether the range is a whole number of a list that the mark parts: 2738-896381-2/6711-189331. */
function isWhole(text: string, groups: readonly DigitGroup[], first: number, last: number, parting: string): boolean {
  let length = groups[first]!.digits.length;
  if (first === last) return length >= 8;
  for (let at = first + 1; at <= last; at++) {
    length += groups[at]!.digits.length;
    if (text.slice(groups[at - 1]!.end, groups[at]!.start) === parting) return false;
  }
  return length >= 10;
}
