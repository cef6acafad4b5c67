import type { Candidate } from '../../src/classify/recognizer.js';
import type { Range } from '../../src/text/windows.js';
import { dateInCell } from './date-in-cell.js';

const SEPARATORS = ['\t', '|', ',', ';'] as const;
/** A row of a table has at least this many separators. */
const FEWEST = 2;
const MOST_ROWS = 60;
const LONGEST_ROW = 400;
/** A day of which only its era says that it is a birth tells nothing of its column. */
const SURE = 0.7;

/** 1980/4/1生: written so that it tells of itself, and nothing of a cell without the word. */
const TELLS_ITSELF = /生/;
/** Of these years a day is rather what was done than who was born, unless the birth known is as late. */
const LATE = /^(?:20(?:2[4-9]|[3-9])|(?:令和|[令R])\.? ?(?:[6-9]|[1-9][0-9]))/;
/** A list of what was done on which day. */
const OF_DEALINGS = /受付[年月]?日/;

/** Dates above and below a birth in the same column of a table that has no head: rows of as many cells each. */
export function birthsInSameColumn(text: string, found: readonly Candidate[]): Candidate[] {
  const more: Candidate[] = [];
  const known = new Set(found.map(({ start }) => start));
  const barred = new Set<number>();
  const sources = found.filter(({ score, rule }) => score >= SURE && rule !== 'column');
  for (const { start } of sources.sort((a, b) => a.start - b.start)) {
    const row = lineAt(text, start);
    const separator = row && SEPARATORS.find((mark) => countOf(text, row, mark) >= FEWEST);
    if (!row || separator === undefined) continue;
    const cells = countOf(text, row, separator);
    const column = countOf(text, { start: row.start, end: start }, separator);
    const own = cellOf(text, row, separator, column);
    if (TELLS_ITSELF.test(text.slice(own.start, own.end))) continue;
    const late = LATE.test(text.slice(start, own.end));
    const beside: Range[] = [];
    let dealings = OF_DEALINGS.test(text.slice(row.start, row.end));
    for (const step of [-1, 1])
      for (
        let rows = 0, line = next(text, row, step);
        rows < MOST_ROWS && line;
        rows++, line = next(text, line, step)
      ) {
        if (countOf(text, line, separator) !== cells) break;
        dealings ||= OF_DEALINGS.test(text.slice(line.start, line.end));
        const cell = cellOf(text, line, separator, column);
        const value = text.slice(cell.start, cell.end);
        const date = dateInCell(value);
        // What is found there has told of its own column, or will.
        if (date && known.has(cell.start + date.start)) {
          dealings ||= barred.has(cell.start + date.start);
          break;
        }
        if (!date || date.end - date.start !== value.length) continue;
        if (LATE.test(value) && !late) break;
        beside.push(cell);
      }
    if (dealings) barred.add(start);
    else
      for (const cell of beside) {
        known.add(cell.start);
        more.push({ ...cell, rule: 'same-column', score: SURE, settled: true, because: 'a birth in the same column' });
      }
  }
  return more;
}

function lineAt(text: string, at: number): Range | undefined {
  const lowest = Math.max(0, at - LONGEST_ROW);
  const before = text.slice(lowest, at).lastIndexOf('\n');
  const start = lowest + before + 1;
  if (before < 0 && lowest > 0) return undefined;
  const length = text.slice(start, start + LONGEST_ROW).indexOf('\n');
  return { start, end: length < 0 ? Math.min(text.length, start + LONGEST_ROW) : start + length };
}

function next(text: string, { start, end }: Range, step: number): Range | undefined {
  const at = step < 0 ? start - 1 : end + 1;
  return at <= 0 || at >= text.length ? undefined : lineAt(text, at);
}

function countOf(text: string, { start, end }: Range, separator: string): number {
  return text.slice(start, end).split(separator).length - 1;
}

/** A cell of a row, without the blanks and quotes around it. */
function cellOf(text: string, row: Range, separator: string, column: number): Range {
  const cells = text.slice(row.start, row.end).split(separator);
  const from = row.start + cells.slice(0, column).reduce((sum, cell) => sum + cell.length + 1, 0);
  const cell = cells[column]!;
  const value = cell.replace(/^[ "']+|[ "'\r]+$/g, '');
  const start = from + (value === '' ? 0 : cell.indexOf(value));
  return { start, end: start + value.length };
}
