import { type Candidate, type CueHit, together } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { unitIn } from '../../src/text/unit-in.js';
import { misreadNumbers } from '../numbers/misread.js';
import { internationalNumber } from './abroad.js';
import { besideAnother } from './beside-another.js';
import { brokenOff } from './broken-off.js';
import { cutOtherwise } from './cut-otherwise.js';
import { LAST_FOUR, lastFours } from './last-four.js';
import { AREA_CODE, partsNamed } from './parts-named.js';
import { ASKED, toldOverTurns } from './told-over-turns.js';
import { withoutArea } from './without-area.js';

/** Words at which numbers of a telephone are told in part. */
export const PHONE_CUES: readonly string[] = [...LAST_FOUR, ...AREA_CODE, ...ASKED];
const FIRST_AREA = LAST_FOUR.length;
const FIRST_ASKED = FIRST_AREA + AREA_CODE.length;

/** Numbers of other than the domestic shape: with a country's code, without the area or the 0, broken off, the last four. */
export function unusualNumbers(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { text, groups } = scan;
  const found: Candidate[] = [];
  for (let at = 0; at < groups.length; at++) {
    if (!mayBeOne(text, groups[at]!, groups[at + 1])) continue;
    const one =
      internationalNumber(text, groups, at) ??
      cutOtherwise(text, groups, at) ??
      brokenOff(text, groups, at) ??
      withoutArea(scan, at) ??
      besideAnother(text, groups, at);
    if (one) found.push(one);
  }
  if (hits.length > 0) {
    found.push(
      ...lastFours(
        scan,
        hits.filter(({ cue }) => cue < FIRST_AREA),
      ),
    );
    for (const hit of hits) if (hit.cue >= FIRST_AREA && hit.cue < FIRST_ASKED) found.push(...partsNamed(scan, hit));
    if (groups.length > 1)
      found.push(
        ...toldOverTurns(
          scan,
          hits.filter(({ cue }) => cue >= FIRST_AREA),
        ),
      );
  }
  return together(found, misreadNumbers(scan, 'PHONE_NUMBER'));
}

/** What each of them has: a + before it, a 0 or the code 81 in front, or four digits as its end. Asked first, because few groups have. */
function mayBeOne(text: string, { digits, start }: DigitGroup, next: DigitGroup | undefined): boolean {
  const first = unitIn(digits, 0);
  return (
    first === 0x30 ||
    digits.length === 4 ||
    digits.length >= 9 ||
    next?.digits.length === 4 ||
    (first === 0x38 && unitIn(digits, 1) === 0x31) ||
    isCodeBefore(unitIn(text, start - 1))
  );
}

/** +, the ス of プラス; what stands behind 国番号. */
const isCodeBefore = (unit: number): boolean => unit === 0x2b || unit === 0x30b9 || unit === 0x53f7 || unit === 0x306f;
