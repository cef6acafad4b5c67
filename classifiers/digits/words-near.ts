import type { InformationType } from '../../src/classify/finding.js';
import { mixedPair } from '../../src/classify/learned/feature-hashing.js';
import { once } from '../../src/classify/scan.js';
import { firstFrom } from '../../src/text/windows.js';
import { fieldHash } from '../circumstances/circumstance-model.js';
import { namedKinds } from '../numbers/kinds-named.js';
import { type Around, BEFORE, BEHIND, near } from './around.js';
import { DIGIT_KINDS } from './digit-kinds.js';
import type { DigitPlace } from './digit-places.js';
import { add, MOST_KINDS, sheet } from './kind-sheet.js';

/** Bit behind those of the kinds: a number of nobody's is named. */
const OTHER = 1 << MOST_KINDS;
/** Kinds whose own words stand among their cues, not among their labels. */
const BY_CUES = ['DATE_OF_BIRTH', 'VEHICLE_PLATE', 'PHONE_NUMBER', 'POSTAL_CODE'].map((type) =>
  DIGIT_KINDS.indexOf(type),
);

/** Labels around: for each kind how near one of its own is, and which is the nearest of all. Gives the nearest word. */
export function labelsNear(around: Around, place: DigitPlace, turn: number, asked: number, rest: number): number {
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
        sheet.mayBe |= bit;
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
      sheet.mayBe |= bit;
      add(kind, mixedPair(106, where, distance));
      add(kind, mixedPair(107, where, seen === 0 ? 1 : 0));
      add(kind, mixedPair(108, hashOf(word), where));
    }
  }
  for (let kind = 0; kind < MOST_KINDS; kind++)
    if (seen & (1 << kind) || behind & (1 << kind)) add(kind, mixedPair(109, bits(seen | behind), 0));
  return nearest;
}

/** Words of the kinds that have no labels. */
export function cuesNear({ scan, positions }: Around, { start, end }: DigitPlace, turn: number, asked: number): void {
  for (let one = 0; one < BY_CUES.length; one++) {
    const kind = BY_CUES[one]!;
    const hits = scan.cues[positions[kind]!];
    if (!hits) continue;
    const at = firstFrom(hits, start);
    const before = hits[at - 1];
    if (before && before.start >= start - BEFORE) {
      const where = before.start >= turn ? 0 : before.start >= asked ? 1 : 2;
      sheet.mayBe |= 1 << kind;
      add(kind, mixedPair(130, where, near(Math.max(0, start - before.end))));
      add(kind, mixedPair(131, before.cue, where));
    }
    const behind = hits[firstFrom(hits, end)];
    if (behind && behind.start <= end + BEHIND) {
      sheet.mayBe |= 1 << kind;
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

/** Words around that name a kind of number, as they are said where only a part of it is told: 旅 8812, 枝番 02. */
export function namedNear({ scan }: Around, { start, end }: DigitPlace, turn: number, asked: number): void {
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
    sheet.mayBe |= 1 << kind;
    add(kind, mixedPair(141, where, near(start - until)));
    add(kind, mixedPair(142, where, seen === 0 ? 0 : seen === OTHER ? 1 : 2));
    seen |= 1 << kind;
  }
  let behind = 0;
  for (let at = middle; at < named.length && named[at]!.start <= end + BEHIND; at++) {
    const { start: begin, kind: type } = named[at]!;
    const kind = DIGIT_KINDS.indexOf(type as InformationType);
    if (kind < 0 || begin < end || behind & (1 << kind)) continue;
    sheet.mayBe |= 1 << kind;
    add(kind, mixedPair(143, near(begin - end), seen & (1 << kind) ? 1 : 0));
    behind |= 1 << kind;
  }
}
