import type { Gap } from '../../text/digit-gaps.js';
import type { DigitGroup } from '../../text/digit-groups.js';
import type { Candidate, DigitsSpec, Recognizer } from '../recognizer.js';
import type { Scan } from '../scan.js';
import { continues } from './longer-number.js';
import { withLetters } from './number-letters.js';
import { piecesOfRow, type ToldRow, toldRow } from './told-row.js';

/** No number of ours has more digits, and none is cut into more groups. */
export const MAX_DIGITS = 19;
const MAX_GROUPS = 16;

interface NumberRule {
  index: number;
  spec: DigitsSpec;
  /** Lengths of the groups of each shape, as `shapeWith` puts them together. */
  shapes: ReadonlySet<number>;
}

/** Neighbouring groups read as one number. */
interface Told {
  row: ToldRow;
  first: number;
  last: number;
  /** Told rather than written. */
  spoken: boolean;
  digits: string;
}

/** How many digits a recognizer's numbers have. */
export function totalsOf(spec: DigitsSpec | undefined): ReadonlySet<number> {
  const sums = (spec?.groups ?? []).map((group) => group.reduce((sum, one) => sum + one, 0));
  return new Set([...sums, ...(spec?.lengths ?? [])]);
}

/** Looks at every way to read neighbouring digit groups as one number, for all recognizers at once. */
export class NumberFinder {
  /** Rules by their total of digits. */
  readonly #rules: NumberRule[][] = Array.from({ length: MAX_DIGITS + 1 }, () => []);
  /** Rules by each of their shapes, in the same order. */
  readonly #byShape = new Map<number, NumberRule[]>();

  constructor(recognizers: readonly Recognizer[]) {
    recognizers.forEach(({ digits: spec }, index) => {
      if (!spec) return;
      const shapes = new Set(spec.groups.map((group) => group.reduce(shapeWith, 0)));
      const rule = { index, spec, shapes };
      const totals = totalsOf(spec);
      for (const total of totals) this.#rules[total]!.push(rule);
      for (const shape of shapes) this.#byShape.set(shape, [...(this.#byShape.get(shape) ?? []), rule]);
    });
  }

  find(scan: Scan, found: (index: number, candidate: Candidate) => void): void {
    if (scan.groups.length === 0) return;
    const { text } = scan;
    const row = toldRow(text, scan.groups);
    scan.row = row;
    const { groups, gaps } = row;
    for (let first = 0; first < groups.length; first++) {
      let total = 0;
      for (let last = first; last < groups.length && last - first < MAX_GROUPS; last++) {
        if (last > first && gaps[last] === 'none') break;
        total += groups[last]!.digits.length;
        if (total > MAX_DIGITS) break;
        const rules = this.#rules[total]!;
        if (rules.length === 0 || continues(text, row, first, last)) continue;
        const spoken = isTold(row, first, last);
        const wanted = first === last ? rules : this.#ofShape(row, first, last, spoken ? rules : undefined);
        const regrouped = first === last || spoken ? NO_RULES : this.#regrouped(row, first, last, rules, wanted);
        if (wanted.length === 0 && regrouped.length === 0) continue;
        const told: Told = { row, first, last, spoken, digits: digitsOf(groups, first, last) };
        for (let at = 0; at < wanted.length; at++) offer(text, told, wanted[at]!, found);
        for (let at = 0; at < regrouped.length; at++) offer(text, told, regrouped[at]!, found, REGROUPED);
      }
    }
  }

  /** Rules that have the groups' shape, and of those `told`, if any, whatever may be said so. */
  #ofShape(
    { groups, gaps }: ToldRow,
    first: number,
    last: number,
    told: readonly NumberRule[] | undefined,
  ): readonly NumberRule[] {
    let shape = 0;
    for (let at = first; at <= last; at++) shape = shapeWith(shape, groups[at]!.digits.length);
    if (!told) return this.#byShape.get(shape) ?? NO_RULES;
    return told.filter(({ spec, shapes }) => shapes.has(shape) || fitsAloud(spec, groups, gaps, first, last));
  }

  /** Rules whose numbers are sometimes grouped as the writer likes, with blanks: 62 18 047731 50. */
  #regrouped(
    { groups, gaps }: ToldRow,
    first: number,
    last: number,
    rules: readonly NumberRule[],
    wanted: readonly NumberRule[],
  ): readonly NumberRule[] {
    if (gaps[last] !== 'space' || wanted.length === rules.length) return NO_RULES;
    let digits = 0;
    for (let at = first; at <= last; at++) {
      if (groups[at]!.script !== 'ascii' || (at > first && gaps[at] !== 'space')) return NO_RULES;
      digits += groups[at]!.digits.length;
    }
    // A space between two short numbers joins nothing.
    if (digits < FEWEST_REGROUPED) return NO_RULES;
    return rules.filter((rule) => (rule.spec.distinctive || rule.spec.regroups) && !wanted.includes(rule));
  }
}

const FEWEST_REGROUPED = 10;
const REGROUPED = { rule: 'regrouped', score: 0.3 } as const;

const NO_RULES: readonly NumberRule[] = [];

/** A shape as one number: the lengths of its groups as its digits. */
function shapeWith(shape: number, length: number): number {
  // Beyond what a number holds exactly it is no shape of a recognizer's.
  return shape * (MAX_DIGITS + 1) + length;
}

/** Groups `first` to `last` as one number, offered to one recognizer whose numbers have that many digits. */
function offer(
  text: string,
  { row, first, last, spoken, digits }: Told,
  { index, spec }: NumberRule,
  found: (index: number, candidate: Candidate) => void,
  as?: { rule: string; score: number },
): void {
  const { groups } = row;
  const range = withLetters(text, groups[first]!.start, groups[last]!.end, spec);
  if (!range) return;
  const plain = first === last;
  found(index, {
    start: range.start,
    end: range.end,
    rule: as?.rule ?? (spoken ? 'spoken' : plain ? 'plain' : 'grouped'),
    // In the boxes of a form digits stand apart: that is no plain row of them.
    score:
      as?.score ??
      (plain && groups[first]!.end - groups[first]!.start === digits.length
        ? (spec.plainScore ?? spec.score)
        : spec.score),
    digits,
    pieces: spoken ? piecesOfRow(text, row, first, last) : undefined,
  });
}

/** Whether the groups are told rather than written. */
function isTold({ groups, gaps }: ToldRow, first: number, last: number): boolean {
  return holds(gaps, first, last, 'loose') || isSpoken(groups, first, last) || isOneByOne(groups, first, last);
}

function digitsOf(groups: readonly DigitGroup[], first: number, last: number): string {
  let { digits } = groups[first]!;
  for (let at = first + 1; at <= last; at++) digits += groups[at]!.digits;
  return digits;
}

/** Whether any gap inside groups `first` to `last` is of this kind. */
function holds(gaps: readonly Gap[], first: number, last: number, kind: Gap): boolean {
  for (let at = first + 1; at <= last; at++) if (gaps[at] === kind) return true;
  return false;
}

/**
 * Read aloud, a number may be cut anywhere by a pause; a written separator still stands only where the number's own
 * groups end.
 */
function fitsAloud(
  spec: DigitsSpec,
  groups: readonly DigitGroup[],
  gaps: readonly Gap[],
  first: number,
  last: number,
): boolean {
  if (!holds(gaps, first, last, 'mark') || isOneByOne(groups, first, last)) return true;
  const cuts = new Set<number>();
  let length = 0;
  for (let at = first + 1; at <= last; at++) {
    length += groups[at - 1]!.digits.length;
    if (gaps[at] === 'mark') cuts.add(length);
  }
  for (const shape of spec.groups) {
    const own = new Set<number>();
    let sum = 0;
    for (const one of shape) {
      sum += one;
      own.add(sum);
    }
    if ([...cuts].every((cut) => own.has(cut))) return true;
  }
  return false;
}

/** 0-0-0-4-1-8-9, 五 九 九 二: digit by digit, as they are told or stand in the boxes of a form. */
function isOneByOne(groups: readonly DigitGroup[], first: number, last: number): boolean {
  if (last - first + 1 < FEWEST_ONE_BY_ONE) return false;
  for (let at = first; at <= last; at++) if (groups[at]!.digits.length !== 1) return false;
  return true;
}

const FEWEST_ONE_BY_ONE = 6;

function isSpoken(groups: readonly DigitGroup[], first: number, last: number): boolean {
  for (let at = first; at <= last; at++) if (groups[at]!.script === 'spoken') return true;
  return false;
}
