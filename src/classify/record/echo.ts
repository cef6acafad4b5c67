import type { Finding } from '../finding.js';
import { CERTAIN } from '../score/confidence.js';

/** Score of a weak candidate that repeats, or begins, a value found for certain elsewhere in the text. */
export const ECHO_SCORE = 0.6;
/** One character is too little to be recognised again, unless all of a certain value is that character. */
const SHORTEST = 2;

/**
 * Of the weak candidates, those that repeat a certain value of their type. Works on the whole text, so its result does
 * not depend on how the text was cut.
 */
export function echoesOf<F extends Finding>(text: string, weak: readonly F[], reported: readonly F[]): F[] {
  if (weak.length === 0) return [];
  const types = new Set(weak.map(({ type }) => type));
  const known = new Set<string>();
  for (const { type, start, end, score } of reported) {
    if (score < CERTAIN || !types.has(type)) continue;
    if (end - start < SHORTEST) known.add(`${type} ${text.slice(start, end)}`);
    for (let length = SHORTEST; length <= end - start; length++)
      known.add(`${type} ${text.slice(start, start + length)}`);
  }
  return weak.filter(({ type, start, end }) => known.has(`${type} ${text.slice(start, end)}`));
}
