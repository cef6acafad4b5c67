import type { Range } from '../../src/text/windows.js';

const MARKS = unitsOf('、。!?！？\n\r');
/** What may stand around a clause without being part of it. */
const EDGES = unitsOf(' \u3000\t・※>「」『』()（）【】');
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
    while (end < text.length && MARKS[text.charCodeAt(end)] === 0) end++;
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
  while (start < end && EDGES[text.charCodeAt(start)] === 1) start++;
  while (end > start && EDGES[text.charCodeAt(end - 1)] === 1) end--;
  if (end - start >= SHORTEST) clauses.push({ start, end });
}

/** A table of all units, as this is asked of each one of every text. */
function unitsOf(marks: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let at = 0; at < marks.length; at++) table[marks.charCodeAt(at)] = 1;
  return table;
}
