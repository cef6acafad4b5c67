import type { CueHit } from '../../src/classify/recognizer.js';
import type { Range } from '../../src/text/windows.js';
import type { ToldRule } from './rules/told-rule.js';

/** What stands between two marks around a term: a circumstance is told in one clause, whatever its words. */
export interface Clause extends Range {
  /** Groups of the type's terms in it, and in what is within `BESIDE` before and after it: one bit each. */
  groups: number;
  before: number;
  after: number;
}

const MARKS = new Set('、。!?！？\n\r'.split('').map((mark) => mark.charCodeAt(0)));
const REACH = 40;
const BESIDE = 60;
const BLANK = 0x20;

/**
 * The clause around `[start, end)`. Speech that was written down has no marks: where none is near, blanks part it.
 * Depends only on the text within `REACH`, so it is the same whatever larger text surrounds it.
 */
export function clauseAround(text: string, start: number, end: number): Range {
  return { start: boundary(text, start, -1), end: boundary(text, end, 1) };
}

/** The last place before a mark, going from `at` to one side. */
function boundary(text: string, at: number, side: -1 | 1): number {
  const first = side < 0 ? at - 1 : at;
  let blank = -1;
  for (let step = 0; step < REACH; step++) {
    const place = first + side * step;
    const unit = text.charCodeAt(place);
    // Beyond either end there is no unit.
    if (Number.isNaN(unit) || MARKS.has(unit)) return side < 0 ? place + 1 : place;
    if (blank < 0 && unit === BLANK) blank = place;
  }
  if (blank >= 0) return side < 0 ? blank + 1 : blank;
  return side < 0 ? at - REACH : at + REACH;
}

/** Which terms of the type stand in a clause and beside it. `from` is the first hit that is not far before it. */
export function withTerms(clause: Range, hits: readonly CueHit[], from: number, rule: ToldRule): Clause {
  let groups = 0;
  let before = 0;
  let after = 0;
  for (let at = from; at < hits.length && hits[at]!.start < clause.end + BESIDE; at++) {
    const { start, cue } = hits[at]!;
    const bit = 1 << rule.terms.groups[cue]!;
    if (start >= clause.end) after |= bit;
    else if (start >= clause.start) groups |= bit;
    else if (start >= clause.start - BESIDE) before |= bit;
  }
  // A spread would cost more than all of it.
  return { start: clause.start, end: clause.end, groups, before, after };
}
