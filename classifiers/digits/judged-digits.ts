import type { InformationType } from '../../src/classify/finding.js';
import { readModel } from '../../src/classify/learned/linear-model.js';
import type { Judge } from '../../src/classify/recognizer.js';
import { firstFrom, type Range } from '../../src/text/windows.js';
import { type Around, aroundDigits, BEFORE, isOpen } from './around.js';
import { DIGIT_KINDS } from './digit-kinds.js';
import { lettersBefore, lettersBehind } from './letters-beside.js';
import { PlaceSums } from './place-sums.js';
import { ruledOut } from './ruled-out.js';

const USUAL_LEAST = -0.75;
const LEAST_OF: Partial<Record<InformationType, number>> = {
  BASIC_PENSION_NUMBER: -1.25,
  CARE_INSURANCE_NUMBER: -1,
  CORPORATE_NUMBER: -0.5,
  CREDIT_CARD_NUMBER: -1,
  DATE_OF_BIRTH: -0.5,
  DRIVERS_LICENSE_NUMBER: -1.25,
  EMPLOYMENT_INSURANCE_NUMBER: -1.25,
  MY_NUMBER: -1,
  PASSPORT_NUMBER: -1.25,
  PHONE_NUMBER: -1,
  RESIDENCE_CARD_NUMBER: -0.25,
  RESIDENT_RECORD_CODE: -1,
};

export const NUMBER_WEIGHTS = 'number-weights';

/**
 * Sum from which a place is rather a number than none, by its likeliest kind: below it, cross-validation by file finds
 * more that are false than right, or more records that rise to level 3 wrongly than rightly.
 */
export const LEAST: readonly number[] = DIGIT_KINDS.map((type) => LEAST_OF[type] ?? USUAL_LEAST);
const LOWEST_SCORE = 0.5;
const HIGHEST_SCORE = 0.75;
const SURE = 4;

let sums: PlaceSums | undefined;

/** Places of digits that no rule knows what to make of: all around each is weighed, as the trained model says. */
export const judgeDigits: Judge = (scan, seen, positions, take) => {
  if (scan.groups.length === 0) return;
  const open = aroundDigits(scan, seen, positions);
  if (!open) return;
  sums ??= new PlaceSums(readModel(NUMBER_WEIGHTS));
  for (const judged of numbersAmong(open.around, sums)) {
    const { kind, sum, digits } = judged;
    const position = positions.get(DIGIT_KINDS[kind]!);
    // Of a kind that nobody looks for it is still no other kind.
    if (position === undefined) continue;
    take(position, {
      ...withLetters(scan.text, judged),
      digits,
      rule: 'judged',
      score: LOWEST_SCORE + ((HIGHEST_SCORE - LOWEST_SCORE) * Math.min(SURE, sum - LEAST[kind]!)) / SURE,
      settled: true,
      because: 'all around it',
    });
  }
};

/** A number that was judged, at one place or more. */
export interface JudgedNumber extends Range {
  /** Position of its first place. */
  at: number;
  kind: number;
  sum: number;
  digits: string;
}

/**
 * The numbers among the places that no finding holds, in order: what is judged when all is seen for the first time is a
 * neighbour when the others are seen again.
 */
export function numbersAmong(around: Around, by: PlaceSums): JudgedNumber[] {
  const judged: (JudgedNumber | undefined)[] = around.places.map((_, at) => judgedAt(around, by, at));
  const neighbours = judged.filter((one) => one !== undefined);
  if (neighbours.length > 0 && around.places.length > 1) seeAgain(around, by, judged, neighbours);
  return withPlatesJoined(
    around.scan.text,
    judged.filter((one) => one !== undefined),
  );
}

function judgedAt(around: Around, by: PlaceSums, at: number): JudgedNumber | undefined {
  const place = around.places[at]!;
  if (!isOpen(place)) return undefined;
  const { kind, sum } = by.best(around, at);
  if (kind < 0 || sum < LEAST[kind]! || ruledOut(around.scan, place, kind)) return undefined;
  return { at, start: place.start, end: place.end, digits: place.digits, kind, sum };
}

/** Judges again what has a neighbour that was judged. */
function seeAgain(
  around: Around,
  by: PlaceSums,
  judged: (JudgedNumber | undefined)[],
  neighbours: readonly JudgedNumber[],
): void {
  const again = withNeighbours(around, neighbours);
  for (const [at, place] of around.places.entries())
    if (isOpen(place) && hasNeighbour(neighbours, at, place)) judged[at] = judgedAt(again, by, at);
}

function hasNeighbour(neighbours: readonly JudgedNumber[], own: number, { start, end }: Range): boolean {
  for (let at = firstFrom(neighbours, start - BEFORE); at < neighbours.length; at++) {
    const one = neighbours[at]!;
    if (one.start >= end + BEFORE) return false;
    if (one.at !== own) return true;
  }
  return false;
}

/** What is around when `neighbours` are taken for numbers too. */
export function withNeighbours(
  around: Around,
  neighbours: readonly Pick<JudgedNumber, 'start' | 'end' | 'kind' | 'digits'>[],
): Around {
  const found = [
    ...around.found,
    ...neighbours.map(({ start, end, kind, digits }) => ({ start, end, kind, digits, isJudged: true })),
  ].sort((one, other) => one.start - other.start);
  return { ...around, found };
}

/** 301 れ 77-20 is one plate. */
function withPlatesJoined(text: string, numbers: readonly JudgedNumber[]): JudgedNumber[] {
  const joined: JudgedNumber[] = [];
  for (const one of numbers) {
    const last = joined.at(-1);
    if (last?.kind === PLATE && one.kind === PLATE && PLATE_GAP.test(text.slice(last.end, one.start))) {
      last.end = one.end;
      last.digits += one.digits;
      last.sum = Math.max(last.sum, one.sum);
    } else joined.push(one);
  }
  return joined;
}

const PLATE = DIGIT_KINDS.indexOf('VEHICLE_PLATE');
/** 301 れ 77-20: the kana of a plate. */
const PLATE_GAP = /^(?:の| )?[ぁ-ん](?:の| )?$/;
const LETTERS_BEFORE = new Set(['PASSPORT_NUMBER', 'RESIDENCE_CARD_NUMBER']);
const LETTERS_BEHIND = 'RESIDENCE_CARD_NUMBER';

/** The number with the letters that are a part of it. */
function withLetters(text: string, { start, end, kind }: JudgedNumber): Range {
  const type = DIGIT_KINDS[kind]!;
  return {
    start: LETTERS_BEFORE.has(type) ? start - lettersBefore(text, start) : start,
    end: type === LETTERS_BEHIND ? end + lettersBehind(text, end) : end,
  };
}
