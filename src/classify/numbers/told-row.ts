import { type Gap, gapBetween, isCut, takenBack } from '../../text/digit-gaps.js';
import type { DigitGroup } from '../../text/digit-groups.js';
import { Closing } from '../../text/edge-pattern.js';
import { matchesAt } from '../../text/match-at.js';

/** The digit groups of a text in the order in which they make numbers, without what is only repeated. */
export interface ToldRow {
  groups: readonly DigitGroup[];
  /** What stands before each group. */
  gaps: readonly Gap[];
  /** All groups as they stand, with what is only repeated and what is taken back, but without times and counts. */
  heard: readonly DigitGroup[];
  /** Groups that the other speaker repeated at once, by the position of the group they repeat. */
  echoes: ReadonlyMap<number, DigitGroup> | undefined;
}

/** `090の` / `090` / `1234の`: a group that the next turn says again is no further part of the number. */
export function toldRow(text: string, whole: readonly DigitGroup[]): ToldRow {
  const told = withoutAsides(text, whole);
  if (told.length < 2) return { groups: told, gaps: ONE_GAP, heard: told, echoes: undefined };
  const taken: TakenBack = new Map();
  const all = withoutTakenBack(text, told, taken);
  const gaps: Gap[] = ['none'];
  for (let at = 1; at < all.length; at++) gaps.push(gapOf(text, all[at - 1]!, taken.get(all[at]!) ?? all[at]!));
  let echoes: Map<number, DigitGroup> | undefined;
  for (let at = 1; at < all.length; at++) {
    if (!repeats(text, all[at - 1]!, all[at]!, gaps[at]!)) continue;
    echoes = new Map();
    break;
  }
  if (!echoes) return { groups: all, gaps, heard: told, echoes };
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
  return { groups, gaps: kept, heard: told, echoes };
}

const ONE_GAP: readonly Gap[] = Object.freeze(['none'] as const);

/** zero eight zero, 7712: between digits that are told a comma is a pause. */
function gapOf(text: string, one: DigitGroup, next: DigitGroup): Gap {
  const gap = gapBetween(text, one.end, next.start);
  if (gap === 'loose' && isWholeAgain(text, one, next)) return 'none';
  if (gap !== 'none' || (one.script !== 'spoken' && next.script !== 'spoken')) return gap;
  return /^,? ?$/.test(text.slice(one.end, next.start)) ? 'loose' : 'none';
}

/** 5501138やのうて、5510138: one number and what it should be. */
function isWholeAgain(text: string, one: DigitGroup, next: DigitGroup): boolean {
  return (
    one.digits.length > MOST_DIGITS_OF_PIECE &&
    next.digits.length > MOST_DIGITS_OF_PIECE &&
    takenBack(text, one.end, next.start) !== undefined
  );
}

/** When a turn begins, and how many digits are said next: no part of any number. */
const STAMP =
  /(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?(?: --> (?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}[.,][0-9]{1,3})?(?=[\])>\t \n])/y;
const COUNT_BEHIND = /(?:桁|けた|ケタ)/y;
/** 0が三つ, 三つ: a digit that is spoken of, and how often it is told. */
const TIMES_BEHIND = /(?:[がは][2-9二三四五六七八九])?つ(?!づ|ぎ)/y;

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

const SPEAKER_REACH = 12;
/** 話者1：, or the number of a subtitle above its time. */
const SPEAKER_BEFORE = new Closing(/(?:^|\n)[[<(]?[^\s0-9:]{1,8}[ _]?$/, SPEAKER_REACH);
/** ID:0 はい, S1 はい: a number of a speaker with only a blank behind it. */
const SPEAKER_ID = new Closing(
  /(?:^|\n)[[<(]?(?:ID|S|SP|Spk|spk|ch|CH|話者|発話者?|Speaker|speaker)[ _:]?$/,
  SPEAKER_REACH,
);
const TIME_BELOW = /[ \t\r]*\n[0-9]{1,2}:[0-9]{2}/y;

function isTurnNumber(text: string, { start, end, digits }: DigitGroup): boolean {
  if (text[end] === '\n' || text[end] === '\r')
    return (start === 0 || text[start - 1] === '\n') && matchesAt(TIME_BELOW, text, end);
  if (digits.length > 2 || text[end] === undefined) return false;
  const marked = ':>)]'.includes(text[end]!);
  if (!marked && text[end] !== ' ' && text[end] !== '\t') return false;
  return marked ? SPEAKER_BEFORE.test(text, start) : SPEAKER_ID.test(text, start);
}

function isCount(text: string, end: number): boolean {
  const unit = text[end];
  if (unit === 'が' || unit === 'は' || unit === 'つ') return matchesAt(TIMES_BEHIND, text, end);
  return (unit === '桁' || unit === 'け' || unit === 'ケ') && matchesAt(COUNT_BEHIND, text, end);
}

/** Most groups that are said anew after a correction, and their digits: a whole number that is put right stands. */
const MOST_TAKEN_BACK = 3;
const MOST_DIGITS_TAKEN_BACK = 8;
const MOST_DIGITS_OF_PIECE = 6;

/** Groups that a speaker takes back, by the group that is said in their place: the first of them. */
type TakenBack = Map<DigitGroup, DigitGroup>;

/** 54の、39の33、違う、39の32: the groups without those that the speaker takes back. */
function withoutTakenBack(text: string, all: readonly DigitGroup[], taken: TakenBack): readonly DigitGroup[] {
  let kept: DigitGroup[] | undefined;
  for (let at = 1; at < all.length; at++) {
    const group = all[at]!;
    const last = all[at - 1]!;
    const how = mayBePiece(last) && mayBePiece(group) ? takenBack(text, last.end, group.start) : undefined;
    if (how) {
      kept ??= all.slice(0, at);
      const from = keptBefore(kept, group, text[last.start - 1] === '-' ? 'start' : how);
      if (from < kept.length) taken.set(group, taken.get(kept[from]!) ?? kept[from]!);
      kept.length = from;
    }
    kept?.push(group);
  }
  return kept ?? all;
}

/** 一 in 一般 is none. */
const mayBePiece = ({ digits, script }: DigitGroup): boolean => digits.length > 1 || script !== 'kanji';

/** How many of `said` stand when `group` follows a correction. */
function keptBefore(said: readonly DigitGroup[], group: DigitGroup, how: 'group' | 'start'): number {
  let digits = 0;
  let from = said.length;
  for (let back = 1; back <= MOST_TAKEN_BACK && back <= said.length; back++) {
    const one = said[said.length - back]!;
    digits += one.digits.length;
    // 5501138やのうて、5510138: both are whole.
    if (digits > MOST_DIGITS_TAKEN_BACK || one.digits.length > MOST_DIGITS_OF_PIECE) break;
    if (one.digits === group.digits || (how === 'group' && back === 1)) from = said.length - back;
  }
  return from;
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
    if (previous && !isCut(text, previous.end, start)) previous.end = end;
    else pieces.push({ start, end });
    const echo = at < last ? echoes?.get(at) : undefined;
    if (echo) pieces.push({ start: echo.start, end: echo.end });
  }
  return pieces.length > 1 ? pieces : undefined;
}
