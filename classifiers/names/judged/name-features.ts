import { mix, unitAt } from '../../../src/classify/learned/feature-hashing.js';
import { unitIn } from '../../../src/text/unit-in.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { NAME_KINDS, type NameCandidate, type NameKind } from '../candidates/name-candidate.js';
import { latinFeatures } from '../latin/features.js';
import { isKnownPlace } from '../words/known-places.js';
import { PLACE_TRAITS } from '../words/name-tries.js';
import { classOf } from '../words/unit-traits.js';
import { companionsOf } from './companions.js';
import { wordFeatures, wordsBeside } from './name-words.js';
import { type Elsewhere, sameElsewhere } from './same-elsewhere.js';
import { likeFirst, likeLast } from './surname-likeness.js';

/** No candidate has more. */
export const MOST_FEATURES = 256;
/** Units looked at on either side. */
const NEAR = 5;
const AROUND = 8;
/** Units of a name in kana whose pairs are looked at. */
const MOST_INSIDE = 24;
const MIDDLE_DOT = 0x30fb;

const KIND_NUMBER = Object.fromEntries(NAME_KINDS.map((kind, at) => [kind, at + 1])) as Record<NameKind, number>;

/**
 * What is seen of a candidate: its own shape, the units and words around it, and the classes of those units.
 *
 * @param out - receives 32-bit hashes
 * @returns how many
 */
export function nameFeatures(text: string, candidate: NameCandidate, words: WordKinds, out: Int32Array): number {
  return widerFeatures(text, candidate, words, out, nearFeatures(text, candidate, out));
}

/** Its kind, and whether it is of one character. */
export function shapeOf({ kind, start, end }: NameCandidate): number {
  return KIND_NUMBER[kind] + (end - start === 1 ? 16 : 0);
}

/** The first part of `nameFeatures`: the candidate itself and two units on either side, which mostly decide. */
export function nearFeatures(text: string, candidate: NameCandidate, out: Int32Array): number {
  const { kind, start, end, border, surname, given, traits } = candidate;
  let count = 0;
  const shape = shapeOf(candidate);
  const margin = bucket(surname);
  const givenMargin = bucket(given);
  out[count++] = mix(1, shape);
  out[count++] = mix(2, shape * 64 + margin);
  out[count++] = mix(3, shape * 64 + givenMargin);
  out[count++] = mix(4, shape * 4096 + margin * 64 + givenMargin);
  out[count++] = mix(5, shape * 64 + traits);
  out[count++] = mix(6, shape * 4096 + traits * 64 + margin);
  out[count++] = mix(7, shape * 256 + (border - start) * 16 + (end - border));
  let surface = mix(8, 0);
  for (let at = start; at < end; at++) surface = mix(surface, unitIn(text, at));
  out[count++] = surface;

  // Inside: how it begins and ends, and in kana every pair, as foreign names are in no list.
  const [i1, i2] = [unitAt(text, start), unitAt(text, start + 1)];
  const [e1, e2] = [unitAt(text, end - 1), unitAt(text, end - 2)];
  out[count++] = mix(mix(61, shape), e1);
  out[count++] = mix(mix(mix(62, shape), e1), e2);
  out[count++] = mix(mix(63, shape), i1);
  out[count++] = mix(mix(mix(64, shape), i1), i2);
  if (border > start && border < end) {
    out[count++] = mix(mix(65, shape), unitAt(text, border - 1));
    out[count++] = mix(mix(66, shape), unitAt(text, border));
    out[count++] = mix(mix(mix(67, shape), unitAt(text, border)), e1);
  }
  if (kind === 'katakana') {
    let parts = 1;
    const inside = Math.min(end, start + MOST_INSIDE);
    for (let at = start; at + 1 < inside; at++) {
      if (unitIn(text, at) === MIDDLE_DOT) parts++;
      out[count++] = mix(mix(68, unitIn(text, at)), unitIn(text, at + 1));
    }
    out[count++] = mix(69, parts * 32 + Math.min(31, end - start));
    out[count++] = mix(mix(70, parts), unitAt(text, end));
  } else if (kind === 'latin') count = latinFeatures(text, start, end, out, count);
  else if (kind === 'unlisted') {
    const [first, last] = [likeFirst(i1), likeLast(unitAt(text, border - 1))];
    out[count++] = mix(71, (first * 16 + last) * 8 + Math.min(7, end - border));
    out[count++] = mix(72, Math.min(first, last) * 16 + (border - start));
    out[count++] = mix(73, first + last);
  }

  const [l1, l2, r1, r2] = [unitAt(text, start - 1), unitAt(text, start - 2), unitAt(text, end), unitAt(text, end + 1)];
  const [c1, c2, d1, d2] = [classOf(l1), classOf(l2), classOf(r1), classOf(r2)];
  out[count++] = mix(mix(13, l1), r1);
  out[count++] = mix(mix(mix(14, l1), r1), r2);
  out[count++] = mix(mix(mix(15, l2), l1), r1);
  out[count++] = mix(mix(mix(mix(16, l2), l1), r1), r2);
  const classes = c1 * 16 + d1;
  out[count++] = mix(17, classes * 64 + shape);
  out[count++] = mix(18, (classes * 16 + d2) * 64 + shape);
  out[count++] = mix(19, (classes * 16 + c2) * 64 + shape);
  out[count++] = mix(20, classes * 64 + margin);
  out[count++] = mix(mix(21, c1 * 64 + shape), r1);
  out[count++] = mix(mix(mix(22, c1 * 64 + margin), r1), r2);
  out[count++] = mix(mix(23, d1 * 64 + shape), l1);
  out[count++] = mix(mix(mix(24, d1 * 64 + margin), l1), l2);
  if (kind !== 'katakana' && kind !== 'latin' && isKnownPlace(text, start, end)) {
    out[count++] = mix(25, shape);
    out[count++] = mix(mix(26, d1), r1);
    out[count++] = mix(mix(mix(27, d1), r1), r2);
    out[count++] = mix(mix(28, c1), l1);
    out[count++] = mix(mix(mix(29, c1), l1), l2);
    out[count++] = mix(30, classes);
  }
  return count;
}

/**
 * The rest of what is seen of a candidate: longer stretches on either side, and the words that stand there.
 *
 * @param count - how many `nearFeatures` gave
 */
export function widerFeatures(
  text: string,
  candidate: NameCandidate,
  words: WordKinds,
  out: Int32Array,
  count: number,
): number {
  const { start, end } = candidate;
  const shape = shapeOf(candidate);
  const [l1, r1] = [unitAt(text, start - 1), unitAt(text, end)];

  // Left: n-grams that end at the start.
  let left = mix(11, 0);
  for (let length = 1; length <= NEAR; length++) {
    const at = start - length;
    left = mix(left, unitAt(text, at));
    out[count++] = left;
    if (length <= 3) out[count++] = mix(left, shape + 1000);
    if (at < 0) break;
  }
  let right = mix(12, 0);
  for (let length = 1; length <= NEAR; length++) {
    const at = end + length - 1;
    right = mix(right, unitAt(text, at));
    out[count++] = right;
    if (length <= 3) out[count++] = mix(right, shape + 1000);
    if (at >= text.length) break;
  }
  // Words of the dictionary: itself, across its borders, and beside it.
  const own = words.of(text, start, end);
  const { crossing, before, after, second, beforeThat } = wordsBeside(text, start, end, words);
  out[count++] = mix(41, shape * 256 + own);
  out[count++] = mix(43, crossing * 64 + shape);
  out[count++] = mix(44, before * 64 + shape);
  out[count++] = mix(45, after * 64 + shape);
  out[count++] = mix(46, (before * 256 + after) * 64 + shape);
  out[count++] = mix(mix(49, before * 64 + shape), r1);
  out[count++] = mix(mix(50, after * 64 + shape), l1);
  const runs = runBefore(text, start) * 8 + runBehind(text, end);
  out[count++] = mix(51, runs * 64 + shape);
  out[count++] = mix(52, (after * 256 + second) * 64 + shape);
  out[count++] = mix(53, runs * 256 + own);
  // What stands beside it in a list, and between places: 三木と小野は, 明石、加古川、姫路.
  const place = candidate.traits & PLACE_TRAITS;
  out[count++] = mix(54, (before * 256 + beforeThat) * 64 + shape);
  out[count++] = mix(55, (beforeThat * 256 + second) * 8 + place);
  out[count++] = mix(mix(56, second * 8 + place), r1);
  out[count++] = mix(mix(57, beforeThat * 8 + place), l1);
  out[count++] = mix(mix(mix(58, place), r1), unitAt(text, end + 1));
  out[count++] = mix(mix(mix(59, place), l1), unitAt(text, start - 2));

  // Around: pairs of units anywhere near, by side.
  const lowest = Math.max(0, start - AROUND);
  let next = unitIn(text, start - 1);
  for (let at = start - 2; at >= lowest; at--) {
    const unit = unitIn(text, at);
    out[count++] = mix(mix(31, unit), next);
    next = unit;
  }
  const highest = Math.min(text.length, end + AROUND);
  let unit = unitIn(text, end);
  for (let at = end + 1; at < highest; at++) {
    next = unitIn(text, at);
    out[count++] = mix(mix(32, unit), next);
    unit = next;
  }
  count = wordFeatures(text, start, end, shape, words, out, count);
  sameElsewhere(text, start, end, elsewhere);
  const { times, seen } = elsewhere;
  out[count++] = mix(mix(151, times * 4 + (seen >> 3)), shape);
  out[count++] = mix(mix(152, Math.min(1, times) * 64 + seen), shape);
  out[count++] = mix(mix(153, seen), bucket(candidate.surname));
  const { common, known, rare, words: ordinary, others } = companionsOf(text, start, end, words);
  const listed = (common * 4 + known) * 4 + rare;
  const unlisted = ordinary * 4 + others;
  if (listed + unlisted > 0) {
    out[count++] = mix(mix(161, listed), shape);
    out[count++] = mix(mix(162, unlisted), shape);
    out[count++] = mix(163, listed * 16 + unlisted);
    out[count++] = mix(mix(164, Math.min(3, common + known) * 16 + unlisted), shape * 8 + place);
  }
  return count;
}

const elsewhere: Elsewhere = { times: 0, seen: 0 };

function bucket(margin: number): number {
  return Math.max(0, Math.min(24, Math.floor((margin + 6000) / 500)));
}

const LONGEST_RUN = 7;

function runBefore(text: string, start: number): number {
  let run = 0;
  while (run < LONGEST_RUN && classOf(unitIn(text, start - 1 - run)) === 5) run++;
  return run;
}

function runBehind(text: string, end: number): number {
  let run = 0;
  while (run < LONGEST_RUN && classOf(unitIn(text, end + run)) === 5) run++;
  return run;
}
