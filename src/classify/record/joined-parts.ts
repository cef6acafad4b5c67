import type { InformationType } from '../finding.js';
import type { Explanation } from '../score/explanation.js';

/** Whether two findings of one type, with nothing or a space between them, are the parts of one value. */
export type Joins = (text: string, first: Explanation, second: Explanation) => boolean;

/**
 * Makes one finding of two that were found apart and are one value: 二本柳 キヨ, ガルシア 美佐. The surer one grows, the
 * other is taken away. Of three or more in a row, which are a list, none. Gives back those that have grown.
 *
 * @param all - of one text, in order of start, which they keep; those reported do not overlap
 */
export function joinParts(
  text: string,
  all: Explanation[],
  joins: ReadonlyMap<InformationType, Joins>,
): readonly Explanation[] {
  const grown: Explanation[] = [];
  const parts = all.filter(({ outcome, type }) => outcome === 'reported' && joins.has(type));
  for (let at = 1; at < parts.length; at++) {
    const [first, second] = [parts[at - 1]!, parts[at]!];
    if (!stand(text, first, second) || stand(text, parts[at - 2], first) || stand(text, second, parts[at + 1]))
      continue;
    if (!joins.get(first.type)!(text, first, second)) continue;
    const [start, end] = [first.start, second.end];
    const [kept, other] = second.score > first.score ? [second, first] : [first, second];
    kept.start = start;
    kept.end = end;
    other.outcome = 'overlapped';
    grown.push(kept);
    at++;
  }
  if (grown.length > 0) all.sort((one, other) => one.start - other.start);
  return grown;
}

/** Whether one stands right beside the other. */
function stand(text: string, first: Explanation | undefined, second: Explanation | undefined): boolean {
  if (!first || !second || first.type !== second.type) return false;
  const gap = second.start - first.end;
  return gap === 0 || (gap === 1 && SPACES.has(text[first.end]!));
}

const SPACES: ReadonlySet<string> = new Set([' ', '\u3000']);
