import { mix, mixed, mixedPair, mixedText, unitAt } from '../../../src/classify/learned/feature-hashing.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { OPENING, PAIRS_OF_OPENING, pairs, seesOpening } from '../told/told-features.js';
import { textFeatures, wordsWithin } from '../word-features.js';
import { SECRET_TRAITS, type SecretSentence } from './secret-sentences.js';

/** Groups of cues, and one for what is in none. */
const SECRET_GROUPS = 9;
const AROUND = 120;
/** Sentences are read up to here. */
const LONGEST = 220;

/**
 * What is seen of a sentence that may tell a secret: its pairs of units, those around it, and what the rules say.
 *
 * @param view - of the whole text, by `viewOfText`
 * @param out - receives 32-bit hashes; `MOST_FEATURES` hold them
 * @returns how many
 */
export function secretFeatures(
  scan: { text: string; words: WordKinds },
  sentence: SecretSentence,
  field: number,
  view: number,
  out: Int32Array,
): number {
  const { text } = scan;
  let count = featuresOfSecret(scan, sentence, field, out);
  count = textFeatures(view, OF_SECRET, out, count);
  count = pairsBeside(text, sentence, out, count);
  return seesOpening(sentence) ? pairs(PAIRS_OF_OPENING, text, 0, OPENING, out, count) : count;
}

/** In the place of a type's number, for secrets. */
export const OF_SECRET = 9;

/** The sentence itself. */
export function featuresOfSecret(
  { text, words }: { text: string; words: WordKinds },
  { start, end, traits, score, groups, before, after }: SecretSentence,
  field: number,
  out: Int32Array,
): number {
  let count = 0;
  out[count++] = mixed(101);
  out[count++] = mixed(102, traits);
  for (let bit = 0; bit < SECRET_TRAITS; bit++) {
    const held = (traits >> bit) & 1;
    out[count++] = mixed(103, bit, held);
    for (let other = 0; other < bit; other++) if (held && (traits >> other) & 1) out[count++] = mixed(104, bit, other);
  }
  out[count++] = mixed(131, groups);
  for (let group = 0; group < SECRET_GROUPS; group++) {
    const held = (groups >> group) & 1;
    const beside = ((before | after) >> group) & 1;
    out[count++] = mixed(132, group, held);
    out[count++] = mixed(133, group, beside);
    for (let bit = 0; bit < SECRET_TRAITS; bit++)
      if (held && (traits >> bit) & 1) out[count++] = mixed(134, group, bit);
  }
  out[count++] = mixed(105, Math.round(score * 10));
  out[count++] = mixed(106, Math.floor(Math.log2(end - start + 1) * 2));
  out[count++] = mixed(107, Math.floor(Math.log2(Math.min(1000, text.length) + 1)));
  out[count++] = mixed(108, field);
  for (let length = 1; length <= 5; length++) out[count++] = mix(mixedText(111, text, end - length, end), length);
  out[count++] = mixed(112, unitAt(text, end));
  const last = Math.min(end, start + LONGEST);
  for (let at = start; at < last; at++) {
    const pair = mixedPair(121, unitAt(text, at), unitAt(text, at + 1));
    out[count++] = pair;
    if (at + 2 < last) out[count++] = mix(pair, unitAt(text, at + 2));
  }
  return wordsWithin(123, text, start, last, words, out, count);
}

/** The pairs on either side of the sentence. */
export function pairsBeside(text: string, { start, end }: SecretSentence, out: Int32Array, first: number): number {
  const count = pairs(122, text, Math.max(0, start - AROUND), start, out, first);
  return pairs(122, text, end, Math.min(text.length, end + AROUND), out, count);
}
