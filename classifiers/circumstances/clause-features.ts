import { mix, mixed, mixedPair, mixedText, unitAt } from '../../src/classify/learned/feature-hashing.js';
import type { Range } from '../../src/text/windows.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import type { Clause } from './clause.js';
import { type SaidAround, saidAround, saidFeatures } from './said.js';
import { OPENING, pairs, seesOpening } from './told/told-features.js';
import { textFeatures, wordsWithin } from './word-features.js';

/** No clause has more. */
export const MOST_CLAUSE_FEATURES = 2048;
/** Units of a clause that are read, and of what is beside it. */
const LONGEST = 100;
const BESIDE = 60;
const AROUND = 110;
const GROUPS = 24;
const LONG = 1000;
/** Numbers of the features that `clause-sum.ts` weighs for a whole text at once: what is said around, and its opening. */
export const SAID_OF_CLAUSE = 231;
export const PAIRS_AT_OPENING = 233;

/**
 * What is seen of a clause in which terms of a type stand: all runs of two, three and four units, its words, and what is
 * beside it. The terms are only among it, since most of what is told is told in words that no list holds.
 *
 * @param type - number of the type
 * @param field - hash of the field's name
 * @param view - of the whole text, by `viewOfText`
 * @param out - receives 32-bit hashes; `MOST_CLAUSE_FEATURES` hold them
 * @returns how many
 */
export function clauseFeatures(
  scan: { text: string; words: WordKinds },
  clause: Clause,
  type: number,
  field: number,
  view: number,
  out: Int32Array,
): number {
  const { text } = scan;
  let count = featuresOfClause(scan, clause, type, field, out);
  count = saidFeatures(SAID_OF_CLAUSE, saidOfClause(text, clause), type + 1, out, count);
  count = textFeatures(view, type + 1, out, count);
  return seesOpening(clause) ? pairs(PAIRS_AT_OPENING, text, 0, openingOf(text), out, count) : count;
}

export function saidOfClause(text: string, { start, end }: Range): SaidAround {
  return saidAround(text, Math.max(0, start - AROUND), Math.min(text.length, end + AROUND), start, end);
}

/** Units at the beginning of the text whose pairs are seen. */
export function openingOf({ length }: string): number {
  return Math.min(OPENING, length);
}

/** The clause itself and what is beside it. */
export function featuresOfClause(
  { text, words }: { text: string; words: WordKinds },
  { start, end, groups, before, after }: Clause,
  type: number,
  field: number,
  out: Int32Array,
): number {
  let count = 0;
  const own = type + 1;
  const last = Math.min(end, start + LONGEST);
  out[count++] = mixed(201, own);
  out[count++] = mixed(202, own, Math.floor(Math.log2(end - start + 1) * 2));
  out[count++] = mixed(203, Math.floor(Math.log2(Math.min(LONG, text.length) + 1) * 2), own);
  out[count++] = mixed(204, field, own);
  for (let group = 0; group < GROUPS; group++) {
    if ((groups >> group) & 1) {
      out[count++] = mixed(211, group, own);
      for (let other = 0; other < group; other++)
        if ((groups >> other) & 1) out[count++] = mixed(212, group, own, other);
    }
    if ((before >> group) & 1) out[count++] = mixed(213, group, own);
    if ((after >> group) & 1) out[count++] = mixed(214, group, own);
  }
  count = runs(text, start, last, own, out, count);
  const wordsFrom = count;
  count = wordsWithin(221, text, start, last, words, out, count);
  for (let at = wordsFrom, wordsTo = count; at < wordsTo; at++) out[count++] = mix(out[at]!, own);
  for (let length = 1; length <= 6; length++) out[count++] = mix(mixedText(222, text, end - length, end), length);
  for (let length = 1; length <= 4; length++) out[count++] = mix(mixedText(223, text, start, start + length), length);
  out[count++] = mixed(224, unitAt(text, end), own);
  out[count++] = mixed(225, unitAt(text, start - 1), own);

  const from = Math.max(0, start - BESIDE);
  const to = Math.min(text.length, end + BESIDE);
  count = pairsBeside(226, text, from, start, own, out, count);
  count = pairsBeside(227, text, end, to, own, out, count);
  count = wordsWithin(228, text, from, start, words, out, count);
  return wordsWithin(229, text, end, to, words, out, count);
}

/** All runs of two to four units in `[from, to)`, with and without the type. */
function runs(text: string, from: number, to: number, own: number, out: Int32Array, first: number): number {
  let count = first;
  for (let at = from; at < to; at++) {
    const two = mixedPair(215, unitAt(text, at), unitAt(text, at + 1));
    out[count++] = two;
    out[count++] = mix(two, own);
    if (at + 2 >= to) continue;
    const three = mix(two, unitAt(text, at + 2));
    out[count++] = three;
    out[count++] = mix(three, own + 32);
    if (at + 3 < to) out[count++] = mix(mix(three, unitAt(text, at + 3)), own + 64);
  }
  return count;
}

function pairsBeside(
  kind: number,
  text: string,
  from: number,
  to: number,
  own: number,
  out: Int32Array,
  first: number,
): number {
  let count = first;
  for (let at = from; at < to; at++) {
    const pair = mixedPair(kind, unitAt(text, at), unitAt(text, at + 1));
    out[count++] = pair;
    out[count++] = mix(pair, own);
  }
  return count;
}
