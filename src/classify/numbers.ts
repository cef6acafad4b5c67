import { type DigitGroup, type Gap, gapBetween } from '../text/digit-groups.js';
import type { Candidate, DigitsSpec, Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';

/** No number of ours has more digits, and none is cut into more groups. */
const MAX_DIGITS = 19;
const MAX_GROUPS = 16;
const MAX_LETTERS = 4;

interface NumberRule {
  index: number;
  spec: DigitsSpec;
  shapes: ReadonlySet<string>;
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

  constructor(recognizers: readonly Recognizer[]) {
    recognizers.forEach(({ digits: spec }, index) => {
      if (!spec) return;
      const shapes = new Set(spec.groups.map((group) => group.join('-')));
      const rule = { index, spec, shapes };
      const totals = totalsOf(spec);
      for (const total of totals) this.#rules[total]!.push(rule);
    });
  }

  find({ text, groups }: Scan, found: (index: number, candidate: Candidate) => void): void {
    for (let first = 0; first < groups.length; first++) {
      const group = groups[first]!;
      const before = first > 0 ? gapBetween(text, groups[first - 1]!.end, group.start) : 'none';
      let digits = '';
      let shape = '';
      const gaps: Gap[] = [];
      for (let last = first; last < groups.length && last - first < MAX_GROUPS; last++) {
        const next = groups[last]!;
        if (last > first) {
          const gap = gapBetween(text, groups[last - 1]!.end, next.start);
          if (gap === 'none') break;
          gaps.push(gap);
          shape += '-';
        }
        digits += next.digits;
        if (digits.length > MAX_DIGITS) break;
        shape += next.digits.length;
        const rules = this.#rules[digits.length]!;
        if (rules.length === 0) continue;
        const after = last + 1 < groups.length ? gapBetween(text, next.end, groups[last + 1]!.start) : 'none';
        if (continues(before, gaps) || continues(after, gaps)) continue;
        const spoken = gaps.includes('loose') || isSpoken(groups, first, last);
        for (const rule of rules) {
          if (gaps.length > 0 && !rule.shapes.has(shape) && !(spoken && fitsAloud(rule, groups, first, gaps))) continue;
          if (gaps.length === 0 && !rule.shapes.size && !rule.spec.lengths?.includes(digits.length)) continue;
          const range = withLetters(text, group.start, next.end, rule.spec);
          if (!range) continue;
          const score = gaps.length === 0 ? (rule.spec.plainScore ?? rule.spec.score) : rule.spec.score;
          found(rule.index, {
            ...range,
            digits,
            score,
            rule: spoken ? 'spoken' : gaps.length === 0 ? 'plain' : 'grouped',
          });
        }
      }
    }
  }
}

/** A number that goes on beyond the range in the same style is a longer number, not this one. */
function continues(outside: Gap, inside: readonly Gap[]): boolean {
  return outside === 'mark' || (outside === 'space' && inside.includes('space'));
}

/**
 * Read aloud, a number may be cut anywhere by a pause; a written separator still stands only where the number's own
 * groups end.
 */
function fitsAloud(
  { spec, shapes }: NumberRule,
  groups: readonly DigitGroup[],
  first: number,
  gaps: readonly Gap[],
): boolean {
  if (!gaps.includes('mark')) return true;
  const cuts = new Set<number>();
  let length = 0;
  gaps.forEach((gap, at) => {
    length += groups[first + at]!.digits.length;
    if (gap === 'mark') cuts.add(length);
  });
  for (const shape of shapes.size > 0 ? spec.groups : []) {
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

function isSpoken(groups: readonly DigitGroup[], first: number, last: number): boolean {
  for (let at = first; at <= last; at++) if (groups[at]!.script === 'spoken') return true;
  return false;
}

const ALNUM = /[0-9A-Za-z]/;

function withLetters(
  text: string,
  start: number,
  end: number,
  spec: DigitsSpec,
): { start: number; end: number } | undefined {
  let from = start;
  let to = end;
  if (spec.prefix) {
    const letters = spec.prefix.exec(text.slice(Math.max(0, start - MAX_LETTERS), start));
    if (!letters) return undefined;
    from -= letters[0].length;
  }
  if (spec.suffix) {
    const letters = spec.suffix.exec(text.slice(end, end + MAX_LETTERS));
    if (!letters) return undefined;
    to += letters[0].length;
  }
  // (06)6941-0351: the bracket that closes inside the number opens with it.
  if (text[from - 1] === '(' && /^[^(]{1,6}[)]/.test(text.slice(from, to))) from--;
  if (from > 0 && ALNUM.test(text[from - 1]!)) return undefined;
  if (to < text.length && ALNUM.test(text[to]!)) return undefined;
  return { start: from, end: to };
}
