import { UnitSet } from '../../src/text/unit-set.js';
import type { Range } from '../../src/text/windows.js';

const MARKS = new UnitSet().add('、。!?！？\n\r');
/** What may stand around a clause without being part of it. */
const EDGES = new UnitSet().add(' \u3000\t・※>「」『』()（）【】');
const BLANK = 0x20;
/** Longer ones, as in speech that was written down without marks, are parted by blanks too, or simply cut. */
const LONGEST = 40;
/** Shorter ones tell nothing. */
const SHORTEST = 4;

/** All clauses of a text: what stands between two marks, without brackets and blanks around it. */
export function clausesIn(text: string): Range[] {
  const clauses: Range[] = [];
  for (let at = 0; at < text.length; at++) {
    let end = at;
    while (end < text.length && !MARKS.has(text.charCodeAt(end))) end++;
    if (end - at <= LONGEST) addClause(text, at, end, clauses);
    else addParts(text, at, end, clauses);
    at = end;
  }
  return clauses;
}

function addParts(text: string, start: number, end: number, clauses: Range[]): void {
  let from = start;
  for (let at = start; at < end; at++) {
    const blank = text.charCodeAt(at) === BLANK;
    if (!blank && at - from < LONGEST) continue;
    addClause(text, from, at, clauses);
    from = blank ? at + 1 : at;
  }
  addClause(text, from, end, clauses);
}

function addClause(text: string, from: number, to: number, clauses: Range[]): void {
  let [start, end] = [from, to];
  while (start < end && EDGES.has(text.charCodeAt(start))) start++;
  while (end > start && EDGES.has(text.charCodeAt(end - 1))) end--;
  if (end - start >= SHORTEST) clauses.push({ start, end });
}
