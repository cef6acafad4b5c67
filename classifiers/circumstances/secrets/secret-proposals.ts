import type { LinearModel } from '../../../src/classify/learned/linear-model.js';
import { PUBLISHED_ROW } from '../../../src/classify/record/published-row.js';
import { isTopic } from '../../../src/classify/record/topic-field.js';
import type { Scan } from '../../../src/classify/scan.js';
import { firstWithin, type Range } from '../../../src/text/windows.js';
import { clausesIn } from '../text-clauses.js';
import { SECRET_NUMBER, wordingSum } from '../wording.js';

/** Shorter texts, as most values of columns are, tell no secret without a cue. */
const SHORTEST = 8;
/** From this sum on a clause may tell a secret, whatever its cues. */
const LIKELY = -2.5;
/** The same where the text says within `HUSHED_REACH` that something is not to be known. */
const LIKELY_WHERE_HUSHED = -6;
const HUSHED_REACH = 2000;

/**
 * Clauses that by their wording may tell a secret, in order. Nearly all are set aside by it, so that what follows may
 * look at all that stands around the few left.
 *
 * @param hushes - sentences that say that something is not to be known, in order
 */
export function proposedSecrets(scan: Scan, hushes: readonly Pick<Range, 'start'>[], judge: LinearModel): Range[] {
  const { text } = scan;
  // Rows that an office publishes, and fields that only name a topic, tell of nothing.
  if (text.length < SHORTEST || scan.beside === PUBLISHED_ROW || isTopic(scan)) return NONE;
  return clausesIn(text).filter((clause) => {
    const sum = wordingSum(judge, text, clause, SECRET_NUMBER);
    return sum >= LIKELY || (sum >= LIKELY_WHERE_HUSHED && isHushed(clause, hushes));
  });
}

function isHushed({ start }: Range, hushes: readonly Pick<Range, 'start'>[]): boolean {
  return firstWithin(hushes, start - HUSHED_REACH, start + HUSHED_REACH) !== undefined;
}

const NONE: Range[] = [];
