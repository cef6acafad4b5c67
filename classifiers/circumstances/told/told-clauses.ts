import type { CueHit } from '../../../src/classify/recognizer.js';
import { type Clause, clauseAround, withTerms } from '../clause.js';
import type { ToldRule } from '../rules/told-rule.js';
import type { Told } from './told-candidates.js';

/** The clause of each term in `told`; terms of one clause share the same object. */
export function clausesOfTold(
  text: string,
  told: readonly Told[],
  hits: readonly CueHit[],
  rule: ToldRule,
): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (const { start, end } of told) {
    const range = clauseAround(text, start, end);
    const last = clauses.at(-1);
    if (last?.start === range.start && last.end === range.end) {
      clauses.push(last);
      continue;
    }
    while (from < hits.length && hits[from]!.end < range.start - REACH) from++;
    clauses.push(withTerms(range, hits, from, rule));
  }
  return clauses;
}

/** No hit that begins before a clause and counts as beside it ends farther off. */
const REACH = 60;
