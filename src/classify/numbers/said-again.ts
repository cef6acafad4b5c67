import { isDigit, isLatin } from '../../text/ascii.js';
import type { DigitGroup } from '../../text/digit-groups.js';
import { Closing } from '../../text/edge-pattern.js';
import { unitIn } from '../../text/unit-in.js';
import { firstFrom, type Range } from '../../text/windows.js';
import type { Candidate } from '../recognizer.js';
import type { Scan } from '../scan.js';
import { FEWEST, type FoundNumber, NearNumbers } from './near-numbers.js';
import type { ToldRow } from './told-row.js';

/** The prefix of a telephone number may have three. */
const FEWEST_AT_START = 3;
const MOST_GROUPS = 6;
const SCORE = 0.7;
/** 2026年, 4500円: digits with a unit of their own. */
const UNIT_BEHIND = /[年月日時分円人件歳階頁号台本回枚番条項丁度%]/y;
const YEAR = /^(?:19|20)[0-9]{2}$/;
/** Where four digits stand in a sentence or a turn, not in a row of a table. */
const SENTENCE_BEHIND = /$|[ぁ-ん、。?!」』)\n…]| ?[ァ-ヴ]/y;
const AREA_CODE = new Closing(/市外局番(?:が|は|の)?[ :、]?$/, 8);
/** 最後が9025, 下4桁は: the end of the number before, put right. */
const END_OF_NUMBER = new Closing(
  /(?:最後|末尾|下|しも|後ろ|うしろ|おしまい|真ん中|まん中|頭|最初|はじめ|途中)(?:の?[0-9〇一二三四五六七八九]{1,2}(?:桁|けた|ケタ|つ))?(?:だけ|のほう|の方)?(?:(?:が|は)?(?:違|ちが)(?:い?ます|う|て|って)(?:ね|わ|ので|て)?|が|は|の|で|、|。|:| )*$/,
  24,
);
/** 3380です最後: the same, told afterwards. */
const END_TOLD_BEHIND = /^(?:です|や|やわ|やで|ですわ)?[、 ]?(?:最後|末尾|下|後ろ|真ん中)(?:が|は|の|です|[。、\n]|$)/;

/**
 * Digits that repeat a number found in the text, or a part of it: read back, told in pieces that the other speaker
 * put together, corrected at the end.
 *
 * @param found - numbers that were found, in any order
 * @param taken - places that already are a finding
 */
export function saidAgain(
  { text, row }: Scan,
  found: readonly FoundNumber[],
  taken: readonly Range[],
  take: (index: number, candidate: Candidate) => void,
): void {
  if (!row) return;
  let near: NearNumbers | undefined;
  const covered = coveredBy(taken, row.groups);
  if (row.echoes) repeatedAtOnce(text, row, found, taken, take);
  for (let first = 0; first < row.groups.length; first++) {
    const opening = row.groups[first]!;
    if (covered[first]) continue;
    near ??= new NearNumbers(found);
    near.moveTo(opening.start);
    if (near.isEmpty) continue;
    const again = longestAgain(text, row, first, near, covered) ?? correctedEnd(text, opening, near);
    if (!again) continue;
    if (again.last === undefined) near.note({ index: again.index, ...opening });
    take(again.index, asAgain(opening.start, row.groups[again.last ?? first]!.end));
    first = again.last ?? first;
  }
}

const asAgain = (start: number, end: number): Candidate => ({
  start,
  end,
  rule: 'said-again',
  score: SCORE,
  settled: true,
  because: 'digits of a number found',
});

/** What the other speaker repeats at once, however short: it is no group of the row. */
function repeatedAtOnce(
  text: string,
  { groups, echoes }: ToldRow,
  found: readonly FoundNumber[],
  taken: readonly Range[],
  take: (index: number, candidate: Candidate) => void,
): void {
  const numbers = [...found].sort((one, other) => one.start - other.start);
  const echoed = [...echoes!.values()];
  const covered = coveredBy(taken, echoed);
  let next = 0;
  for (const at of echoes!.keys()) {
    const echo = echoed[next]!;
    const isCovered = covered[next++];
    if (isCovered || !stands(text, echo, echo, echo.digits)) continue;
    const { start, end } = groups[at]!;
    const number = numbers[firstFrom(numbers, end) - 1];
    if (number && number.end > start) take(number.index, asAgain(echo.start, echo.end));
  }
}

/** The digits from `start` to `end` in one row. */
export function digitsWithin({ groups }: Scan, start: number, end: number): string {
  let digits = '';
  for (let at = firstFrom(groups, start); at < groups.length && groups[at]!.end <= end; at++)
    digits += groups[at]!.digits;
  return digits;
}

function longestAgain(
  text: string,
  { groups, gaps }: ToldRow,
  first: number,
  near: NearNumbers,
  covered: readonly boolean[],
): { last: number; index: number } | undefined {
  let digits = '';
  let best: { last: number; index: number } | undefined;
  for (let last = first; last < groups.length && last - first < MOST_GROUPS; last++) {
    const group = groups[last]!;
    if (last > first && (gaps[last] === 'none' || text.slice(groups[last - 1]!.end, group.start).includes('\n'))) break;
    if (covered[last]) break;
    digits += group.digits;
    if (digits.length < FEWEST_AT_START) continue;
    const index =
      near.with(digits, groups[first]!.start, group.end) ?? near.like(text, digits, groups[first]!.start, group.end);
    if (index !== undefined && stands(text, groups[first]!, group, digits)) best = { last, index };
  }
  return best;
}

function correctedEnd(
  text: string,
  group: DigitGroup,
  near: NearNumbers,
): { index: number; last?: number } | undefined {
  const { digits, start } = group;
  if (digits.length < 2 || digits.length > 5) return undefined;
  if (
    !END_OF_NUMBER.test(text, start) &&
    !(digits.length >= 3 && END_TOLD_BEHIND.test(text.slice(group.end, group.end + 12)))
  )
    return undefined;
  // 最後が2039: no year where its place in the number is named.
  if (!stands(text, group, group, digits) && !YEAR.test(digits)) return undefined;
  const index = near.before(start);
  return index === undefined ? undefined : { index };
}

/** Which of the groups touch a finding; both in order of start. */
function coveredBy(taken: readonly Range[], groups: readonly Range[]): readonly boolean[] {
  const ranges = [...taken].sort((one, other) => one.start - other.start);
  let at = 0;
  let reached = 0;
  return groups.map(({ start, end }) => {
    while (at < ranges.length && ranges[at]!.start < end) reached = Math.max(reached, ranges[at++]!.end);
    return reached > start;
  });
}

/** Whether the digits stand by themselves: no unit behind them, no letters or lines that make them part of another. */
function stands(text: string, first: DigitGroup, last: DigitGroup, digits: string): boolean {
  if (isTouching(text, first.start - 1) || isTouching(text, last.end)) return false;
  UNIT_BEHIND.lastIndex = last.end;
  if (UNIT_BEHIND.test(text) || AREA_CODE.test(text, first.start)) return false;
  if (digits.length > FEWEST || first.script === 'spoken') return true;
  SENTENCE_BEHIND.lastIndex = last.end;
  // 型番エフ6572: letters in front make them part of a name.
  return !YEAR.test(digits) && !/[ァ-ヴー]/.test(text[first.start - 1] ?? '') && SENTENCE_BEHIND.test(text);
}

function isTouching(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const unit = unitIn(text, at);
  return isDigit(unit) || isLatin(unit) || unit === 0x2d || unit === 0x2f || unit === 0x3d;
}
