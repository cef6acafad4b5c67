import { type Gap, gapBetween } from '../text/digit-gaps.js';
import type { DigitGroup } from '../text/digit-groups.js';

/** The digit groups of a text in the order in which they make numbers, without what is only repeated. */
export interface ToldRow {
  groups: readonly DigitGroup[];
  /** What stands before each group. */
  gaps: readonly Gap[];
  /** Groups that the other speaker repeated at once, by the position of the group they repeat. */
  echoes: ReadonlyMap<number, DigitGroup> | undefined;
}

/** `090の` / `090` / `1234の`: a group that the next turn says again is no further part of the number. */
export function toldRow(text: string, whole: readonly DigitGroup[]): ToldRow {
  const all = withoutAsides(text, whole);
  const gaps: Gap[] = ['none'];
  for (let at = 1; at < all.length; at++) gaps.push(gapBetween(text, all[at - 1]!.end, all[at]!.start));
  let echoes: Map<number, DigitGroup> | undefined;
  for (let at = 1; at < all.length; at++) {
    if (!repeats(text, all[at - 1]!, all[at]!, gaps[at]!)) continue;
    echoes = new Map();
    break;
  }
  if (!echoes) return { groups: all, gaps, echoes };
  const groups: DigitGroup[] = [];
  const kept: Gap[] = [];
  let broken = false;
  for (let at = 0; at < all.length; at++) {
    const last = groups.length - 1;
    if (at > 0 && !echoes.has(last) && repeats(text, all[at - 1]!, all[at]!, gaps[at]!)) {
      echoes.set(last, all[at]!);
      broken = gaps[at] === 'none';
      continue;
    }
    groups.push(all[at]!);
    kept.push(broken ? 'none' : gaps[at]!);
    broken = false;
  }
  return { groups, gaps: kept, echoes };
}

/** When a turn begins, and how many digits are said next: no part of any number. */
const STAMP =
  /(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?(?: --> (?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}[.,][0-9]{1,3})?(?=[\])>\t \n])/y;
const COUNT_BEHIND = /(?:桁|けた|ケタ)/y;

/** The groups without those of the transcript's times and of 下4桁. */
function withoutAsides(text: string, all: readonly DigitGroup[]): readonly DigitGroup[] {
  let kept: DigitGroup[] | undefined;
  let stampEnd = 0;
  for (let at = 0; at < all.length; at++) {
    const group = all[at]!;
    if (text[group.end] === ':' && group.start >= stampEnd && beginsLine(text, group.start)) {
      STAMP.lastIndex = group.start;
      if (STAMP.test(text)) stampEnd = STAMP.lastIndex;
    }
    const aside =
      group.start < stampEnd ||
      (group.digits.length <= 4 && isTurnNumber(text, group)) ||
      (group.digits.length <= 2 && isCount(text, group.end));
    if (aside) kept ??= all.slice(0, at);
    else kept?.push(group);
  }
  return kept ?? all;
}

/** 話者1：, or the number of a subtitle above its time. */
const SPEAKER_BEFORE = /(?:^|\n)[[<(]?[^\s0-9:]{1,8}[ _]?$/;
const TIME_BELOW = /[ \t\r]*\n[0-9]{1,2}:[0-9]{2}/y;

function isTurnNumber(text: string, { start, end, digits }: DigitGroup): boolean {
  if (text[end] === '\n' || text[end] === '\r') {
    TIME_BELOW.lastIndex = end;
    return (start === 0 || text[start - 1] === '\n') && TIME_BELOW.test(text);
  }
  return (
    digits.length <= 2 &&
    ':>)]'.includes(text[end] ?? '-') &&
    SPEAKER_BEFORE.test(text.slice(Math.max(0, start - 12), start))
  );
}

function isCount(text: string, end: number): boolean {
  const unit = text[end];
  if (unit !== '桁' && unit !== 'け' && unit !== 'ケ') return false;
  COUNT_BEHIND.lastIndex = end;
  return COUNT_BEHIND.test(text);
}

function beginsLine(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && ' [(<'.includes(text[from - 1]!)) from--;
  return from === 0 || text[from - 1] === '\n';
}

function repeats(text: string, one: DigitGroup, next: DigitGroup, gap: Gap): boolean {
  return (
    gap === 'loose' &&
    one.digits === next.digits &&
    one.digits.length >= 2 &&
    one.digits.length <= 5 &&
    text.slice(one.end, next.start).includes('\n')
  );
}

/** A number that goes over several turns, piece by piece; undefined when it is in one. */
export function piecesOfRow(
  text: string,
  { groups, echoes }: ToldRow,
  first: number,
  last: number,
): { start: number; end: number }[] | undefined {
  const pieces: { start: number; end: number }[] = [];
  for (let at = first; at <= last; at++) {
    const { start, end } = groups[at]!;
    const previous = pieces.at(-1);
    if (previous && !text.slice(previous.end, start).includes('\n')) previous.end = end;
    else pieces.push({ start, end });
    const echo = at < last ? echoes?.get(at) : undefined;
    if (echo) pieces.push({ start: echo.start, end: echo.end });
  }
  return pieces.length > 1 ? pieces : undefined;
}
