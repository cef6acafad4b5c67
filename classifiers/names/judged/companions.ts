import { unitIn } from '../../../src/text/unit-in.js';
import { UnitTrie } from '../../../src/text/unit-trie.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { COMMON, nameTries, RARE, traitsOf } from '../words/name-tries.js';
import { is, KANJI, scriptOf, trait } from '../words/unit-traits.js';

/** What stands between the parts of a list: 勝亦、芹澤、一杉. */
const BETWEEN = trait('、,・/→ &=|\n');
/** Parts looked at on either side, and their longest. */
const PARTS = 3;
const LONGEST = 4;
const MOST = 3;

/** What stands beside a candidate in a list, on both sides together, each at most `MOST`. */
export interface Companions {
  /** Everyday surnames, other listed surnames, and those that only the longer list has. */
  common: number;
  known: number;
  rare: number;
  /** Kanji that are no surname: words of the dictionary, and what it lacks. */
  words: number;
  others: number;
}

const seen: Companions = { common: 0, known: 0, rare: 0, words: 0, others: 0 };

/** The parts of the list that a candidate stands in. What it gives is good until the next call. */
export function companionsOf(text: string, start: number, end: number, words: WordKinds): Companions {
  seen.common = seen.known = seen.rare = seen.words = seen.others = 0;
  for (let part = 0, at = end; part < PARTS && is(unitIn(text, at), BETWEEN); part++) {
    const from = at + 1;
    at = from;
    while (at - from <= LONGEST && scriptOf(unitIn(text, at)) === KANJI) at++;
    if (!note(text, from, at, words)) break;
  }
  for (let part = 0, at = start; part < PARTS && is(unitIn(text, at - 1), BETWEEN); part++) {
    const to = at - 1;
    at = to;
    while (to - at <= LONGEST && scriptOf(unitIn(text, at - 1)) === KANJI) at--;
    if (!note(text, at, to, words)) break;
  }
  return seen;
}

/** False where it is no part. */
function note(text: string, from: number, to: number, words: WordKinds): boolean {
  if (to === from || to - from > LONGEST) return false;
  const found = nameTries().surnames.find(text, from, to);
  const traits = traitsOf(found);
  if (found === UnitTrie.NONE) {
    if (words.of(text, from, to) === 0) seen.others = Math.min(MOST, seen.others + 1);
    else seen.words = Math.min(MOST, seen.words + 1);
  } else if ((traits & COMMON) !== 0) seen.common = Math.min(MOST, seen.common + 1);
  else if ((traits & RARE) !== 0) seen.rare = Math.min(MOST, seen.rare + 1);
  else seen.known = Math.min(MOST, seen.known + 1);
  return true;
}
