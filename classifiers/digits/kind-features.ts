import { mixedPair } from '../../src/classify/feature-hashing.js';
import type { InformationType } from '../../src/classify/finding.js';
import { once } from '../../src/classify/scan.js';
import { firstFrom } from '../../src/text/windows.js';
import { fieldHash } from '../circumstances/circumstance-model.js';
import { namedKinds } from '../partial-numbers.js';
import { type Around, BEFORE, BEHIND, type FoundDigits, near } from './around.js';
import { bareDate, WHOLE_DATE } from './bare-date.js';
import { DATE_OF_BIRTH, DIGIT_KINDS, TOTALS } from './digit-kinds.js';
import type { DigitPlace } from './digit-places.js';
import { sameness } from './digit-row.js';

const MOST_KINDS = DIGIT_KINDS.length;
/** Bit behind those of the kinds: a number of nobody's is named. */
const OTHER = 1 << MOST_KINDS;
/** Most features of a place as one of a kind. */
export const OF_KIND = 64;
/** Numbers that were judged are trusted less than those that rules found: their features are others. */
const OF_JUDGED = 50;
/** Of what a rule takes for a number. */
const LONGEST = 120;
/** Kinds whose own words stand among their cues, not among their labels. */
const BY_CUES = ['DATE_OF_BIRTH', 'VEHICLE_PLATE', 'PHONE_NUMBER', 'POSTAL_CODE'].map((type) =>
  DIGIT_KINDS.indexOf(type),
);

/** What a place has to do with each kind: of kind `n` the features from `n * OF_KIND` on, `counts[n]` of them. */
export interface KindFeatures {
  features: Int32Array;
  counts: Int32Array;
  /** Kinds that the place may be, one bit each. */
  mayBe: number;
  /** The nearest label before it, hashed; 0: none. */
  label: number;
  /** Kind and distance of the nearest number found before and behind; 0: none. */
  previous: number;
  next: number;
}

const out: KindFeatures = {
  features: new Int32Array(MOST_KINDS * OF_KIND),
  counts: new Int32Array(MOST_KINDS),
  mayBe: 0,
  label: 0,
  previous: 0,
  next: 0,
};

/**
 * Looks at labels, cues, numbers found and what rules thought of around a place; overwritten by the next call.
 *
 * @param turn - where the turn of the place begins, `asked` the one before it, and `rest` where the turn ends
 * @param row - digits of the whole row in which the place is told
 */
export function kindFeatures(
  around: Around,
  place: DigitPlace,
  turn: number,
  asked: number,
  rest: number,
  row: number,
): KindFeatures {
  out.mayBe = 0;
  out.counts.fill(0);
  out.previous = 0;
  out.next = 0;
  out.label = labelsNear(around, place, turn, asked, rest);
  cuesNear(around, place, turn, asked);
  namedNear(around, place, turn, asked);
  foundNear(around, place);
  weakAt(around, place);
  lengthsFit(place, row);
  return out;
}

/** Which kinds have as many digits as the place, or as its row. */
function lengthsFit({ digits, isDate }: DigitPlace, row: number): void {
  const { length } = digits;
  for (let kind = 0; kind < MOST_KINDS; kind++) {
    if (isDate !== (kind === DATE_OF_BIRTH)) {
      const date = kind === DATE_OF_BIRTH ? bareDate(digits) : 0;
      if (date === 0) {
        out.mayBe &= ~(1 << kind);
        continue;
      }
      if (date >= WHOLE_DATE) out.mayBe |= 1 << kind;
      add(kind, mixedPair(117, date, out.mayBe & (1 << kind) ? 1 : 0));
    }
    const fits = (TOTALS[kind]! >> length) & 1 ? 1 : (TOTALS[kind]! >> Math.min(31, row)) & 1 ? 2 : 0;
    if (fits > 0 || isDate) out.mayBe |= 1 << kind;
    add(kind, mixedPair(100, fits, out.counts[kind]! === 0 ? 0 : 1));
  }
}

/** Labels around: for each kind how near one of its own is, and which is the nearest of all. Gives the nearest word. */
function labelsNear(around: Around, place: DigitPlace, turn: number, asked: number, rest: number): number {
  const { scan, positions } = around;
  const { labels } = scan;
  const { start, end } = place;
  let at = firstFrom(labels, start);
  let seen = 0;
  let nearest = 0;
  let others = 0;
  for (let from = at - 1; from >= 0 && labels[from]!.start >= start - BEFORE; from--) {
    const { start: begin, end: until, lexeme, word } = labels[from]!;
    if (until > start) continue;
    const where = begin >= turn ? 0 : begin >= asked ? 1 : 2;
    const distance = near(start - until);
    if (nearest === 0) nearest = hashOf(word) + where;
    let fresh = 0;
    for (let kind = 0; kind < MOST_KINDS; kind++) {
      const position = positions[kind]!;
      if (position < 0) continue;
      const bit = 1 << kind;
      if (lexeme.contextOf[position] && !(seen & bit)) {
        fresh |= bit;
        out.mayBe |= bit;
        add(kind, mixedPair(101, where, distance));
        add(kind, mixedPair(102, seen === 0 ? 1 : 0, others));
        add(kind, mixedPair(103, where, seen === 0 ? 1 : 0));
        add(kind, mixedPair(104, hashOf(word), where));
      }
      if (lexeme.notAfterOf[position] && others === 0) add(kind, mixedPair(105, where, distance));
    }
    if (fresh === 0) others = Math.min(others + 1, 3);
    seen |= fresh;
  }
  let behind = 0;
  for (; at < labels.length && labels[at]!.start <= end + BEHIND; at++) {
    const { start: begin, lexeme, word } = labels[at]!;
    if (begin < end) continue;
    const where = begin < rest ? 0 : 1;
    const distance = near(begin - end);
    for (let kind = 0; kind < MOST_KINDS; kind++) {
      const position = positions[kind]!;
      const bit = 1 << kind;
      if (position < 0 || behind & bit || !lexeme.contextOf[position]) continue;
      behind |= bit;
      out.mayBe |= bit;
      add(kind, mixedPair(106, where, distance));
      add(kind, mixedPair(107, where, seen === 0 ? 1 : 0));
      add(kind, mixedPair(108, hashOf(word), where));
    }
  }
  for (let kind = 0; kind < MOST_KINDS; kind++)
    if (seen & (1 << kind) || behind & (1 << kind)) add(kind, mixedPair(109, bits(seen | behind), 0));
  return nearest;
}

function cuesNear({ scan, positions }: Around, { start, end }: DigitPlace, turn: number, asked: number): void {
  for (let one = 0; one < BY_CUES.length; one++) {
    const kind = BY_CUES[one]!;
    const hits = scan.cues[positions[kind]!];
    if (!hits) continue;
    const at = firstFrom(hits, start);
    const before = hits[at - 1];
    if (before && before.start >= start - BEFORE) {
      const where = before.start >= turn ? 0 : before.start >= asked ? 1 : 2;
      out.mayBe |= 1 << kind;
      add(kind, mixedPair(130, where, near(Math.max(0, start - before.end))));
      add(kind, mixedPair(131, before.cue, where));
    }
    const behind = hits[firstFrom(hits, end)];
    if (behind && behind.start <= end + BEHIND) {
      out.mayBe |= 1 << kind;
      add(kind, mixedPair(132, near(behind.start - end), 0));
      add(kind, mixedPair(133, behind.cue, 0));
    }
  }
}

function bits(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count++;
  return Math.min(count, 5);
}

const hashes = new Map<string, number>();

/** Words of the lists only, so few. */
function hashOf(word: string): number {
  let hash = hashes.get(word);
  if (hash === undefined) {
    hash = fieldHash(word);
    hashes.set(word, hash);
  }
  return hash;
}

/** Numbers found around: of which kind, how near, and whether these digits are part of one or go on from it. */
function foundNear({ found }: Around, place: DigitPlace): void {
  const { start, end, digits } = place;
  let before = 0;
  let behind = 0;
  let any = 0;
  const middle = firstFrom(found, start);
  for (let at = middle - 1; at >= 0; at--) {
    const one = found[at]!;
    if (one.end < start - BEFORE) break;
    if (one.end > start) continue;
    const bit = 1 << one.kind;
    relate(one, digits);
    if (before & bit) continue;
    const of = one.isJudged ? OF_JUDGED : 0;
    if (before === 0) out.previous = (one.kind + 1) * 8 + near(start - one.end);
    add(one.kind, mixedPair(110 + of, near(start - one.end), before === 0 ? 1 : 0));
    add(one.kind, mixedPair(111 + of, one.digits.length, digits.length));
    add(
      one.kind,
      mixedPair(
        112 + of,
        (TOTALS[one.kind]! >> Math.min(31, one.digits.length + digits.length)) & 1,
        before === 0 ? 1 : 0,
      ),
    );
    before |= bit;
    any |= bit;
  }
  for (let at = middle; at < found.length; at++) {
    const one = found[at]!;
    if (one.start > end + BEFORE) break;
    if (one.start < end) continue;
    const bit = 1 << one.kind;
    relate(one, digits);
    if (behind & bit) continue;
    const of = one.isJudged ? OF_JUDGED : 0;
    if (behind === 0) out.next = (one.kind + 1) * 8 + near(one.start - end);
    add(one.kind, mixedPair(113 + of, near(one.start - end), behind === 0 ? 1 : 0));
    add(one.kind, mixedPair(114 + of, one.digits.length, digits.length));
    behind |= bit;
    any |= bit;
  }
  out.mayBe |= any;
}

function relate({ kind, digits: own, isJudged }: FoundDigits, digits: string): void {
  const same = sameness(own, digits);
  if (same > 0) add(kind, mixedPair(isJudged ? 115 + OF_JUDGED : 115, same, digits.length));
  else if (own.length === digits.length && own.length >= 4)
    add(kind, mixedPair(116, Math.min(differing(own, digits), 4), own.length));
}

function differing(one: string, other: string): number {
  let count = 0;
  for (let at = 0; at < one.length; at++) if (one.charCodeAt(at) !== other.charCodeAt(at)) count++;
  return count;
}

/** Words around that name a kind of number, as they are said where only a part of it is told: 旅 8812, 枝番 02. */
function namedNear({ scan }: Around, { start, end }: DigitPlace, turn: number, asked: number): void {
  const named = once(scan, namedKinds);
  const middle = firstFrom(named, start);
  let seen = 0;
  for (let at = middle - 1; at >= 0 && named[at]!.start >= start - BEFORE; at--) {
    const { start: begin, end: until, kind: type } = named[at]!;
    if (until > start) continue;
    const where = begin >= turn ? 0 : begin >= asked ? 1 : 2;
    const kind = DIGIT_KINDS.indexOf(type as InformationType);
    if (kind < 0) {
      if (seen === 0) for (let one = 0; one < MOST_KINDS; one++) add(one, mixedPair(140, where, near(start - until)));
      seen |= OTHER;
      continue;
    }
    if (seen & (1 << kind)) continue;
    out.mayBe |= 1 << kind;
    add(kind, mixedPair(141, where, near(start - until)));
    add(kind, mixedPair(142, where, seen === 0 ? 0 : seen === OTHER ? 1 : 2));
    seen |= 1 << kind;
  }
  let behind = 0;
  for (let at = middle; at < named.length && named[at]!.start <= end + BEHIND; at++) {
    const { start: begin, kind: type } = named[at]!;
    const kind = DIGIT_KINDS.indexOf(type as InformationType);
    if (kind < 0 || begin < end || behind & (1 << kind)) continue;
    out.mayBe |= 1 << kind;
    add(kind, mixedPair(143, near(begin - end), seen & (1 << kind) ? 1 : 0));
    behind |= 1 << kind;
  }
}

/** What rules thought of the place, but too little of. */
function weakAt({ weak }: Around, { start, end, covered }: DigitPlace): void {
  if (covered >= 0) return;
  for (let at = firstFrom(weak, start - LONGEST); at < weak.length; at++) {
    const one = weak[at]!;
    if (one.start >= end) break;
    if (one.end <= start) continue;
    out.mayBe |= 1 << one.kind;
    add(one.kind, mixedPair(120, one.trait, one.start === start && one.end === end ? 1 : 0));
  }
}

function add(kind: number, feature: number): void {
  const count = out.counts[kind]!;
  if (count >= OF_KIND) return;
  out.features[kind * OF_KIND + count] = feature;
  out.counts[kind] = count + 1;
}
