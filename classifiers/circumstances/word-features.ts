import { mix, mixed, mixedPair, mixedText } from '../../src/classify/learned/feature-hashing.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { TEXT_TRAITS } from './text-view.js';

/** Units before a term that a word may begin in. */
const WORD_BEFORE = 5;

/** What words of the dictionary stand beside a phrase, and which they are. At most 20. */
export function wordsBeside(
  text: string,
  start: number,
  end: number,
  own: number,
  words: WordKinds,
  out: Int32Array,
  first: number,
): number {
  let count = first;
  const one = words.longest(text, end);
  const afterOne = Math.max(end + 1, words.end);
  const two = words.longest(text, afterOne);
  const afterTwo = Math.max(afterOne + 1, words.end);
  const three = words.longest(text, afterTwo);
  const afterThree = Math.max(afterTwo + 1, words.end);
  out[count++] = mixed(71, one, own);
  out[count++] = mixed(72, one, two);
  out[count++] = mixed(73, one, two, own);
  out[count++] = mixed(74, one, two, three);
  const wordOne = mixedText(75, text, end, afterOne);
  const wordTwo = mixedText(76, text, afterOne, afterTwo);
  out[count++] = wordTwo;
  out[count++] = mix(wordTwo, own);
  out[count++] = mix(wordOne, wordTwo);
  out[count++] = mix(wordOne, two);
  out[count++] = mixedText(77, text, afterTwo, afterThree);
  out[count++] = mix(mix(wordTwo, 5), three);

  const before = words.before(text, start, WORD_BEFORE);
  const startOne = Math.min(start - 1, words.start);
  const beforeThat = words.before(text, startOne, WORD_BEFORE);
  const startTwo = Math.min(startOne - 1, words.start);
  out[count++] = mixed(78, before, own);
  out[count++] = mixed(79, before, beforeThat);
  const wordBack = mixedText(80, text, Math.max(0, startTwo), startOne);
  out[count++] = wordBack;
  out[count++] = mix(wordBack, own);
  out[count++] = mix(wordBack, mixedText(81, text, startOne, start));
  out[count++] = mixed(82, before, one);
  return count;
}

/** Each word of `[from, to)`, read greedily from the left. */
export function wordsWithin(
  kind: number,
  text: string,
  from: number,
  to: number,
  words: WordKinds,
  out: Int32Array,
  first: number,
): number {
  let count = first;
  for (let at = from; at < to; ) {
    words.longest(text, at);
    const end = Math.max(at + 1, words.end);
    if (end - at > 1) out[count++] = mixedText(kind, text, at, end);
    at = end;
  }
  return count;
}

/** Hashes of what was seen of texts of one kind, by type; there are at most some thousand kinds. */
const known = new Map<number, Int32Array>();

/** What kind of text it is, seen for all types and for one. */
export function textFeatures(view: number, own: number, out: Int32Array, first: number): number {
  const key = view * 16 + own;
  let hashes = known.get(key);
  if (!hashes) {
    hashes = Int32Array.from(hashesOf(view, own));
    known.set(key, hashes);
  }
  out.set(hashes, first);
  return first + hashes.length;
}

function* hashesOf(view: number, own: number): Generator<number> {
  yield mixedPair(91, view, 0);
  for (let bit = 0; bit <= TEXT_TRAITS; bit++) {
    const held = (view >> bit) & 1;
    yield mixed(92, bit, held);
    yield mixed(93, bit, held, own);
    for (let other = 0; other < bit; other++) yield mixed(94, bit * 16 + other, held * 2 + ((view >> other) & 1));
  }
}
