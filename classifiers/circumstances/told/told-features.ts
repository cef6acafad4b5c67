import { mix, mixed, mixedPair, mixedText, unitAt } from '../../../src/classify/learned/feature-hashing.js';
import { isDigit } from '../../../src/text/ascii.js';
import type { Range } from '../../../src/text/windows.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { type SaidAround, saidAround, saidFeatures } from '../said.js';
import { textFeatures, wordsBeside, wordsWithin } from '../word-features.js';
import type { Told } from './told-candidates.js';

/** No candidate has more. */
export const MOST_FEATURES = 1280;
const LEFT = 6;
const RIGHT = 8;
/** Units on either side whose pairs are looked at by side, and all in all. */
const BESIDE = 30;
const AROUND = 110;
/** The beginning of a text, such as its heading, is looked at from this far. */
const OPENING_SEEN = 300;
export const OPENING = 16;
/** Longer texts are alike, and how long they are is not seen in pieces of them. */
const LONG = 1000;

/** Numbers of the features that `term-sum.ts` weighs for a whole text at once: what is said around, pairs around, its opening. */
export const SAID_OF_TERM = 41;
export const PAIRS_AROUND = 53;
export const PAIRS_OF_OPENING = 54;

/**
 * What is seen of a term: itself, the units around it, its sentence and what the rules say.
 *
 * @param type - number of the type; nearly all is seen both with and without it, as the types are told alike
 * @param field - hash of the field's name
 * @param view - of the whole text, by `viewOfText`
 * @param out - receives 32-bit hashes
 * @returns how many
 */
export function toldFeatures(
  { text, words }: { text: string; words: WordKinds },
  told: Told,
  type: number,
  field: number,
  view: number,
  out: Int32Array,
): number {
  let count = featuresOfTerm(text, told, type, field, out);
  count = saidFeatures(SAID_OF_TERM, saidOfTerm(text, told), type, out, count);
  count = wordsOfTerm(text, told, type, words, out, count);
  count = textFeatures(view, type, out, count);
  count = pairsNear(text, told, out, count);
  const { start, end } = aroundTerm(text, told);
  count = pairs(PAIRS_AROUND, text, start, end, out, count);
  return seesOpening(told) ? pairs(PAIRS_OF_OPENING, text, 0, OPENING, out, count) : count;
}

/** Units whose pairs are seen around a term. */
export function aroundTerm(text: string, { start, end }: Range): Range {
  return { start: Math.max(0, start - AROUND), end: Math.min(text.length - 1, end + AROUND) };
}

export function seesOpening({ start }: Pick<Range, 'start'>): boolean {
  return start < OPENING_SEEN;
}

export function saidOfTerm(text: string, { start, end, from, to }: Told): SaidAround {
  return saidAround(text, Math.max(0, start - AROUND), Math.min(text.length, end + AROUND), from, to);
}

/** The term itself, the units beside it and how its sentence begins and ends. */
export function featuresOfTerm(text: string, told: Told, type: number, field: number, out: Int32Array): number {
  const { start, end, hitStart, hitEnd, group, from, to, traits, score } = told;
  let count = 0;
  const own = ownOf(type, group);
  out[count++] = mixed(1, type);
  out[count++] = mixed(2, own);
  out[count++] = mix(mixedText(3, text, hitStart, hitEnd), type);
  // A term that was never seen has its units in common with others: 足ーわるくして, 足わるうて.
  count = pairsOfTerm(text, start, end, type, out, count);
  out[count++] = mixed(4, own, Math.min(7, end - start));
  const step = Math.max(0, Math.min(12, Math.round(score * 10)));
  out[count++] = mixed(5, type, step);
  out[count++] = mixed(6, own, step);
  out[count++] = mixed(7, traits);
  for (let bit = 1; bit <= 512; bit <<= 1) {
    const held = traits & bit ? bit : 0;
    out[count++] = mixed(9, bit, held);
    out[count++] = mixed(10, own, bit, held);
  }
  out[count++] = mixed(12, field, type);
  out[count++] = mixed(13, Math.floor(Math.log2(Math.min(LONG, text.length) + 1) * 2));

  let left = mixed(21);
  for (let length = 1; length <= LEFT; length++) {
    left = mix(left, unitAt(text, start - length));
    out[count++] = left;
    if (length <= 3) out[count++] = mix(left, own + 1000);
    if (start - length < 0) break;
  }
  let right = mixed(22);
  for (let length = 1; length <= RIGHT; length++) {
    right = mix(right, unitAt(text, end + length - 1));
    out[count++] = right;
    if (length <= 4) out[count++] = mix(right, own + 1000);
    if (end + length > text.length) break;
  }
  out[count++] = mixed(23, unitAt(text, start - 1), unitAt(text, end));
  out[count++] = mixed(
    24,
    mixedPair(24, unitAt(text, start - 2), unitAt(text, start - 1)),
    unitAt(text, end),
    unitAt(text, end + 1),
  );

  // How the sentence ends, and those beside it.
  for (let length = 1; length <= 5; length++) out[count++] = mix(mixedText(31, text, to - length, to), length);
  out[count++] = mixed(32, unitAt(text, to));
  out[count++] = mixedText(33, text, to - 2, to + 1);
  out[count++] = mixedText(34, text, from, from + 2);
  out[count++] = mixedText(35, text, from, from + 3);
  out[count++] = mixedText(36, text, from - 4, from - 1);

  count = shapes(61, text, end, Math.min(to, end + BESIDE), 1, own, out, count);
  return shapes(62, text, start - 1, Math.max(from, start - BESIDE) - 1, -1, own, out, count);
}

const LONGEST_TERM = 24;

function pairsOfTerm(text: string, start: number, end: number, type: number, out: Int32Array, first: number): number {
  const last = Math.min(end, start + LONGEST_TERM);
  const count = pairs(55, text, start, last - 1, out, first);
  for (let at = first; at < count; at++) out[at] = mix(out[at]!, type);
  return count;
}

const ownOf = (type: number, group: number): number => type * 64 + group;

/** The words of its sentence. */
export function wordsOfTerm(
  text: string,
  { start, end, group, from, to }: Told,
  type: number,
  words: WordKinds,
  out: Int32Array,
  first: number,
): number {
  let count = wordsBeside(text, start, end, ownOf(type, group), words, out, first);
  count = wordsWithin(83, text, from, start, words, out, count);
  return wordsWithin(84, text, end, to, words, out, count);
}

/** The pairs of its sentence on either side. */
export function pairsNear(text: string, { start, end, from, to }: Told, out: Int32Array, first: number): number {
  const count = pairs(51, text, Math.max(from, start - BESIDE), start, out, first);
  return pairs(52, text, end, Math.min(to, end + BESIDE), out, count);
}

const SHAPES = 6;

/** What is written around, with a run of kanji, of katakana or of digits seen as one: をK中, は9K. */
function shapes(
  kind: number,
  text: string,
  start: number,
  end: number,
  step: number,
  own: number,
  out: Int32Array,
  first: number,
): number {
  let count = first;
  let shape = mixed(kind);
  let last = 0;
  for (let at = start, seen = 0; at !== end && seen < SHAPES; at += step) {
    const unit = shapeOf(unitAt(text, at));
    if (unit === last && unit < 32) continue;
    last = unit;
    seen++;
    shape = mix(shape, unit);
    out[count++] = shape;
    if (seen <= 3) out[count++] = mix(shape, own + 1000);
  }
  out[count++] = mix(shape, 7);
  return count;
}

function shapeOf(unit: number): number {
  if (unit >= 0x4e00 && unit <= 0x9fff) return 5;
  if (unit >= 0x30a1 && unit <= 0x30fc) return 2;
  if (isDigit(unit)) return 3;
  return unit < 0x80 && unit > 0x40 ? 4 : unit;
}

/** A feature for each pair of units that begins in a range. */
export function pairs(kind: number, text: string, start: number, end: number, out: Int32Array, first: number): number {
  let count = first;
  let unit = unitAt(text, start);
  for (let at = start; at < end; at++) {
    const next = unitAt(text, at + 1);
    out[count++] = mixedPair(kind, unit, next);
    unit = next;
  }
  return count;
}
