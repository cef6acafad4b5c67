import type { Candidate } from '../../src/classify/recognizer.js';

/** @の前がumi.07、後ろがmail.example: what stands before the sign and behind it, each named. */
const BOTH_SIDES =
  /^(?:の部分)?[がは][ :「『"]{0,2}([A-Za-z0-9][A-Za-z0-9._%+-]{1,31})[」』"]?[で、。, ]{1,2}[^A-Za-z0-9\n]{0,8}(?:後ろ?|うしろ|あと)[がは][ :「『"]{0,2}([A-Za-z0-9-]{1,32}(?:\.[A-Za-z0-9-]{1,24}){1,4})/d;
const REACH_OF_SIDES = 120;

/** Both parts of an address; `from` is where the words for what stands before the sign end. */
export function bothSides(text: string, from: number, cue: string): Candidate[] | undefined {
  if (!cue.endsWith('の前')) return undefined;
  const sides = BOTH_SIDES.exec(text.slice(from, from + REACH_OF_SIDES))?.indices;
  if (!sides) return undefined;
  return [sides[1]!, sides[2]!].map(([start, end]) => ({
    start: from + start,
    end: from + end,
    rule: 'in-pieces',
    score: 0.8,
    settled: true,
    because: 'both sides named',
  }));
}
