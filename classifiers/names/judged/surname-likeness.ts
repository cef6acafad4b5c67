import { readLexicon } from '../../../src/classify/lexicon.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { NAME_LEXICONS } from '../words/name-lexicon.js';
import { CANDIDATE_LEXICONS } from '../words/name-tries.js';

/** Likeness is 0 to this. */
const MOST_LIKE = 15;

interface Places {
  /** How many surnames begin, and end, with each unit: whole steps of the binary logarithm. */
  first: Uint8Array;
  last: Uint8Array;
}

let places: Places | undefined;

/** How usual a unit is as the first of a surname: 0 for none to `MOST_LIKE`. */
export function likeFirst(unit: number): number {
  places ??= load();
  return places.first[unit]!;
}

/** How usual a unit is as the last of a surname. */
export function likeLast(unit: number): number {
  places ??= load();
  return places.last[unit]!;
}

function load(): Places {
  const first = new Uint32Array(0x10000);
  const last = new Uint32Array(0x10000);
  for (const list of [...NAME_LEXICONS, ...CANDIDATE_LEXICONS].filter((name) => name.startsWith('surnames')))
    for (const [surface] of readLexicon(list).rows) {
      if (surface!.length < 2) continue;
      first[unitIn(surface!, 0)]!++;
      last[unitIn(surface!, surface!.length - 1)]!++;
    }
  return { first: steps(first), last: steps(last) };
}

function steps(counts: Uint32Array): Uint8Array {
  return Uint8Array.from(counts, (count) => Math.min(MOST_LIKE, Math.floor(Math.log2(count + 1))));
}
