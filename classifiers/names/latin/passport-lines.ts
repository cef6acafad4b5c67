import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { unitIn } from '../../../src/text/unit-in.js';

/** Cue for the lines of a passport that machines read (ICAO Doc 9303-4): what separates surname and given names. */
export const FILLER = '<<';

const LESS_THAN = 0x3c;
/** A line has 44 characters. */
const LONGEST = 44;
const SURNAME = /P[A-Z<][A-Z]{3}([A-Z]{2,}(?:<[A-Z]{2,}){0,3})$/;
const GIVEN = /^[A-Z]{2,}(?:<[A-Z]{2,}){0,3}(?![A-Z])/;

/** P<JPNYAMADA<<TARO: surname and given names, each one finding. */
export function passportNames({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (const { start, end } of hits) {
    if (unitIn(text, start) !== LESS_THAN) continue;
    const surname = SURNAME.exec(text.slice(Math.max(0, start - LONGEST), start))?.[1];
    if (surname === undefined) continue;
    const rest = { rule: 'passport-line', score: 0.95, settled: true, because: 'passport' };
    found.push({ start: start - surname.length, end: start, ...rest });
    const given = GIVEN.exec(text.slice(end, end + LONGEST))?.[0];
    if (given !== undefined) found.push({ start: end, end: end + given.length, ...rest });
  }
}
