import type { Judge } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { CERTAIN } from '../../../src/classify/score/confidence.js';
import type { Range } from '../../../src/text/windows.js';
import { isKnownPlace } from '../words/known-places.js';
import { saidAgain, surnameOf } from './again.js';
import { isListed } from './piece.js';
import { type Known, type Row, rowAround } from './row.js';

const PERSON = 'PERSON_NAME';
/** As good as the certain names it rests on: where the record speaks against them, so it does against this. */
const SCORE = 0.55;
const FROM = 0.5;
/** Rule of what its label says to be listed people. */
const ROSTER = 'person-name/roster';
/** Names in a row. */
const SHORTEST = 3;

/** What is a name because of certain ones: what stands in a row with them, and what repeats them. */
export const besideNames: Judge = (scan, seen, positions, take) => {
  const reported = seen.filter(({ type, outcome }) => type === PERSON && outcome === 'reported');
  if (reported.length === 0) return;
  const certain = reported.filter(({ score, rule }) => score >= CERTAIN || rule === ROSTER);
  if (certain.length === 0) return;
  const position = positions.get(PERSON)!;
  const taken = new Set<number>();
  for (const { start, end } of seen.filter(({ score }) => score >= FROM))
    for (let at = start; at < end; at++) taken.add(at);
  const add = (rule: string, { start, end }: Range, because: string) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return;
    for (let at = start; at < end; at++) taken.add(at);
    take(position, { start, end, rule, score: SCORE, settled: true, because });
  };
  const known = knownOf(certain);
  const vouched: Range[] = [];
  for (const name of certain) {
    const row = rowAround(scan, name, known);
    for (const other of row.others) {
      if (row.known < leastKnown(scan, other, row)) continue;
      add('in-row', other, 'in a row with a certain name');
      vouched.push(other);
    }
  }
  const surnames = new Map<string, number>();
  for (const { start, end } of [...certain, ...vouched]) {
    const surname = surnameOf(scan.text.slice(start, end));
    if (surname !== undefined && !surnames.has(surname)) surnames.set(surname, start);
  }
  for (const [surname, near] of surnames)
    for (const place of saidAgain(scan, surname, near)) add('named-again', place, 'a certain surname');
};

/** How many certain names vouch for another in their row. */
function leastKnown({ text }: Scan, { start, end }: Range, row: Row): number {
  const all = row.known + row.others.length;
  if ((all < SHORTEST && !row.isPair) || !isListed(text, start, end)) return Number.POSITIVE_INFINITY;
  if (isKnownPlace(text, start, end)) return 2;
  return 1;
}

function knownOf(certain: readonly Range[]): Known {
  return {
    byStart: new Map(certain.map((one) => [one.start, one])),
    byEnd: new Map(certain.map((one) => [one.end, one])),
  };
}
