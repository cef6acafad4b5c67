import { mix, mixedText } from '../../../src/classify/learned/feature-hashing.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';

/** Units on either side of which every word is looked at, and the shortest such word. */
const WORDS_NEAR = 24;
const SHORTEST_WORD = 2;

/** Which words stand beside it, and which others near. */
export function wordFeatures(
  text: string,
  start: number,
  end: number,
  shape: number,
  words: WordKinds,
  out: Int32Array,
  count: number,
): number {
  const firstBefore = wordBefore(text, start, words);
  const secondBefore = wordBefore(text, words.start, words);
  const firstBehind = wordBehind(text, end, words);
  const secondBehind = wordBehind(text, words.end, words);
  const thirdBehind = wordBehind(text, words.end, words);
  out[count++] = mix(firstBefore, 201);
  out[count++] = mix(firstBehind, 202);
  out[count++] = mix(mix(firstBefore, shape), 203);
  out[count++] = mix(mix(firstBehind, shape), 204);
  out[count++] = mix(mix(secondBefore, firstBefore), 205);
  out[count++] = mix(mix(firstBehind, secondBehind), 206);
  out[count++] = mix(secondBehind, 207);
  out[count++] = mix(secondBefore, 208);
  out[count++] = mix(mix(firstBefore, firstBehind), 209);
  out[count++] = mix(mix(mix(secondBefore, firstBefore), firstBehind), 210);
  out[count++] = mix(mix(mix(firstBefore, firstBehind), secondBehind), 211);
  out[count++] = mix(thirdBehind, 212);
  out[count++] = mix(mix(mix(firstBehind, secondBehind), thirdBehind), 213);
  for (let at = Math.max(0, start - WORDS_NEAR); at < start; ) {
    const next = words.longest(text, at) !== 0 && words.end <= start ? words.end : at + 1;
    if (next - at >= SHORTEST_WORD) out[count++] = mixedText(131, text, at, next);
    at = next;
  }
  const highest = Math.min(text.length, end + WORDS_NEAR);
  for (let at = end; at < highest; ) {
    const next = words.longest(text, at) !== 0 ? words.end : at + 1;
    if (next - at >= SHORTEST_WORD) out[count++] = mixedText(132, text, at, next);
    at = next;
  }
  return count;
}

/** Longest word before a place that is looked at, in units. */
const LONGEST_BEFORE = 6;
const NO_WORD = 1;

/** The word or character that ends at `at`; leaves where it begins in `words.start`. */
function wordBefore(text: string, at: number, words: WordKinds): number {
  if (at <= 0) {
    words.start = 0;
    return NO_WORD;
  }
  if (words.before(text, at, LONGEST_BEFORE) === 0) words.start = at - 1;
  return mixedText(101, text, words.start, at);
}

/** The word or character that begins at `at`; leaves where it ends in `words.end`. */
function wordBehind(text: string, at: number, words: WordKinds): number {
  if (at >= text.length) {
    words.end = text.length;
    return NO_WORD;
  }
  if (words.longest(text, at) === 0) words.end = at + 1;
  return mixedText(101, text, at, words.end);
}

/** Units before a candidate that a word may begin in. */
const WORD_BEFORE = 4;

export interface Beside {
  /** Kinds of the words that lie across its right and its left border, 8 bits each. */
  crossing: number;
  /** Kinds of the longest word that ends where it begins, and begins where it ends. */
  before: number;
  after: number;
  /** Of the word behind that one, and of the one before the word before it. */
  second: number;
  beforeThat: number;
}

const beside: Beside = { crossing: 0, before: 0, after: 0, second: 0, beforeThat: 0 };

/** Kinds of the words at the borders of a candidate. What it gives is good until the next call. */
export function wordsBeside(text: string, start: number, end: number, words: WordKinds): Beside {
  let right = 0;
  for (let at = start; at < end && right === 0; at++) {
    const kinds = words.longest(text, at);
    if (words.end > end) right = kinds;
  }
  let left = 0;
  for (let at = start - 1; at >= 0 && at >= start - WORD_BEFORE; at--) {
    const kinds = words.longest(text, at);
    if (words.end > start) left = kinds;
  }
  beside.before = words.before(text, start, WORD_BEFORE);
  beside.beforeThat = beside.before !== 0 ? words.before(text, words.start, WORD_BEFORE) : 0;
  beside.after = words.longest(text, end);
  beside.second = words.end > end ? words.longest(text, words.end) : 0;
  beside.crossing = right * 256 + left;
  return beside;
}
