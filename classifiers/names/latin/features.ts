import { mix } from '../../../src/classify/learned/feature-hashing.js';
import { isCapital } from '../../../src/text/ascii.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { LATIN, scriptOf } from '../words/unit-traits.js';

/** Units of a name whose letters are looked at. */
const MOST_INSIDE = 32;
/** Units on either side in which the words beside it lie. */
const REACH = 16;
const EDGE = 2;
const LOWER = 0x20;

/** What the letters of a name in Latin letters are, and the words beside it. What else is seen knows a letter only as a letter. */
export function latinFeatures(text: string, start: number, end: number, out: Int32Array, count: number): number {
  let words = 0;
  let capitals = 0;
  let before = EDGE;
  let beforeThat = EDGE;
  let word = 0;
  const inside = Math.min(end, start + MOST_INSIDE);
  for (let at = start; at <= inside; at++) {
    const unit = at < inside && scriptOf(unitIn(text, at)) === LATIN ? lowered(unitIn(text, at)) : EDGE;
    if (unit === EDGE && before === EDGE) continue;
    if (before === EDGE) {
      words++;
      word = 0;
      if (at + 1 < inside && isCapital(unitIn(text, at + 1))) capitals++;
    }
    out[count++] = mix(mix(mix(71, beforeThat), before), unit);
    if (unit === EDGE) out[count++] = mix(word, 72);
    word = mix(word, unit);
    beforeThat = before;
    before = unit;
  }
  out[count++] = mix(73, words * 8 + Math.min(7, capitals));
  out[count++] = mix(mix(74, words), unitIn(text, end));
  const left = wordBefore(text, start);
  out[count++] = mix(left, 75);
  out[count++] = mix(mix(left, 76), words);
  out[count++] = mix(wordBefore(text, seam), 77);
  const right = wordBehind(text, end);
  out[count++] = mix(right, 78);
  out[count++] = mix(mix(right, 79), words);
  out[count++] = mix(mix(left, right), 80);
  return count;
}

/** Where the word that was read last begins. */
let seam = 0;

/** The word in Latin letters before a place, and what parts them; a mark alone where there is none. */
function wordBefore(text: string, start: number): number {
  const lowest = Math.max(0, start - REACH);
  let at = start;
  while (at > lowest && start - at < 2 && scriptOf(unitIn(text, at - 1)) !== LATIN) at--;
  let hash = mix(81, start === 0 ? EDGE : unitIn(text, start - 1));
  for (; at > lowest && scriptOf(unitIn(text, at - 1)) === LATIN; at--) hash = mix(hash, lowered(unitIn(text, at - 1)));
  seam = at;
  return hash;
}

function wordBehind(text: string, end: number): number {
  const highest = Math.min(text.length, end + REACH);
  let at = end;
  while (at < highest && at - end < 2 && scriptOf(unitIn(text, at)) !== LATIN) at++;
  let hash = mix(82, end >= text.length ? EDGE : unitIn(text, end));
  for (; at < highest && scriptOf(unitIn(text, at)) === LATIN; at++) hash = mix(hash, lowered(unitIn(text, at)));
  return hash;
}

function lowered(unit: number): number {
  return isCapital(unit) ? unit + LOWER : unit;
}
