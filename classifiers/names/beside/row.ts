import type { Scan } from '../../../src/classify/scan.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import type { Range } from '../../../src/text/windows.js';
import { KANJI, scriptOf } from '../words/unit-traits.js';
import { pieceEnd, titleBefore, titleEnd } from './piece.js';

/** What stands between the names of a row: 谷、関; 堀/牧; 糸と白. A space parts a name from anything (誤 渡辺 正 渡邊). */
const MARKS = UnitSet.of('[、・/と&]');
const SPACE = 0x20;
const TO = 'と'.charCodeAt(0);
/** Names on either side of one that are looked at, and the units of a piece. */
const MOST = 12;
const LONGEST = 5;
const MOST_SPACES = 2;
/** Particles behind which a row may begin: 残りは岐と井. */
const BEGINS = UnitSet.of('[はがをにのもで]');
const KANA = UnitSet.of('[ぁ-んァ-ヶー]');
/** What is told of the last of a row, and not of what the row lists: 谷さん、舞は; only 糸と白は. */
const NEW_TOPIC = UnitSet.of('[はの]');

/** Names that are known for certain, by their starts and by their ends. */
export interface Known {
  byStart: ReadonlyMap<number, Range>;
  byEnd: ReadonlyMap<number, Range>;
}

/** A row of names. */
export interface Row {
  /** How many of them are known for certain. */
  known: number;
  /** What stands among them as they do. */
  others: Range[];
  /** Some are parted by と, so that two are enough. */
  isPair: boolean;
}

/** The row that a name known for certain stands in. */
export function rowAround(scan: Scan, name: Range, known: Known): Row {
  const row: Row = { known: 1, others: [], isPair: false };
  toRight(scan, name, known, row);
  toLeft(scan, name, known, row);
  return row;
}

/** The mark behind a name, or before it, and where its neighbour begins or ends; 0 where there is none. */
function gap(text: string, from: number, step: 1 | -1): { mark: number; at: number } {
  const unit = (at: number) => unitIn(text, step > 0 ? at : at - 1);
  let at = from;
  for (let spaces = 0; spaces < MOST_SPACES && unit(at) === SPACE; spaces++) at += step;
  const mark = unit(at);
  if (!MARKS.has(mark)) return { mark: 0, at };
  at += step;
  for (let spaces = 0; spaces < MOST_SPACES && unit(at) === SPACE; spaces++) at += step;
  return { mark, at };
}

/** 木 保坂/金 竹下: behind the space the row goes on in another way. */
function isParted(text: string, end: number, step: 1 | -1): boolean {
  return (
    unitIn(text, step > 0 ? end : end - 1) === SPACE && scriptOf(unitIn(text, step > 0 ? end + 1 : end - 2)) === KANJI
  );
}

function toRight(scan: Scan, name: Range, { byStart }: Known, row: Row): void {
  const { text } = scan;
  let end = titleEnd(text, name.end);
  for (let count = 0; count < MOST; count++) {
    const { mark, at } = gap(text, end, 1);
    if (mark === 0) return;
    const certain = byStart.get(at);
    const other = certain ?? { start: at, end: pieceEnd(scan, at) };
    if (other.end === at) return;
    if (!certain) {
      if (mark !== TO && NEW_TOPIC.has(unitIn(text, other.end))) return;
      if (isParted(text, other.end, 1)) return;
      row.others.push(other);
    } else row.known++;
    row.isPair ||= mark === TO;
    end = titleEnd(text, other.end);
  }
}

function toLeft(scan: Scan, name: Range, { byEnd }: Known, row: Row): void {
  const { text } = scan;
  let start = name.start;
  for (let count = 0; count < MOST; count++) {
    const { mark, at } = gap(text, start, -1);
    if (mark === 0) return;
    const end = titleBefore(text, at);
    const certain = byEnd.get(end);
    const from = certain?.start ?? pieceStart(scan, end);
    if (from === end) return;
    if (!certain) {
      if (isParted(text, from, -1)) return;
      row.others.push({ start: from, end });
    } else row.known++;
    row.isPair ||= mark === TO;
    start = from;
  }
}

function pieceStart(scan: Scan, end: number): number {
  const { text } = scan;
  let start = end;
  while (end - start < LONGEST && scriptOf(unitIn(text, start - 1)) === KANJI) start--;
  if (start === end || end - start === LONGEST) return end;
  const before = unitIn(text, start - 1);
  if (KANA.has(before) && !BEGINS.has(before)) return end;
  return pieceEnd(scan, start) === end ? start : end;
}
