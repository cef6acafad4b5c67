import type { InformationType } from '../../src/classify/finding.js';
import { type Scan, wholeOf } from '../../src/classify/scan.js';
import type { Explanation } from '../../src/classify/score/explanation.js';
import { CIRCUMSTANCES, withoutOverlap } from '../../src/classify/score/overlap.js';
import { firstFrom, type Range } from '../../src/text/windows.js';
import { fieldHash } from '../circumstances/circumstance-model.js';
import { TEXT_TRAITS, viewOfText } from '../circumstances/text-view.js';
import { kindsNamed } from '../numbers/kinds-named.js';
import { DIGIT_KINDS } from './digit-kinds.js';
import { type DigitPlace, digitPlaces } from './digit-places.js';

/** Units before and behind a place that are looked at. */
export const BEFORE = 300;
export const BEHIND = 160;
/** Of a longer text nothing is said as a whole: it may be a piece of a longer one still. */
export const LONGEST_SEEN = 1024;
/** Distances from one class to the next. */
const NEAR = [6, 16, 40, 90, 180];

/** Class of a distance in units. */
export function near(distance: number): number {
  let at = 0;
  while (at < NEAR.length && distance > NEAR[at]!) at++;
  return at;
}

/** What a text holds beside its digits, made once for all its places. */
export interface Around {
  scan: Scan;
  /** Numbers found, in order, with their kinds and digits. */
  found: readonly FoundDigits[];
  /** Names of persons found, in order. */
  persons: readonly Explanation[];
  /** What rules thought of, but too little of, in order. */
  weak: readonly WeakDigits[];
  places: readonly DigitPlace[];
  /** Traits of the whole text, one bit each. */
  view: number;
  /** Hash of the field's name. */
  field: number;
  /** Kinds of number that the field's name names, and what is said beside it in the record, one bit each. */
  fieldNames: number;
  /** Positions of recognizers, by kind. */
  positions: Int32Array;
}

/** How likely a rule thought a kind, and what its check says, as one number. */
export interface WeakDigits extends Range {
  kind: number;
  trait: number;
}

export interface FoundDigits extends Range {
  kind: number;
  digits: string;
  /** Not found by a rule, but judged when all was seen for the first time. */
  isJudged: boolean;
}

/** What is around the places of digits that no finding holds, or undefined where there is no such place. */
export function aroundDigits(
  scan: Scan,
  seen: readonly Explanation[],
  positions: ReadonlyMap<InformationType, number>,
  wantsCovered = false,
): { around: Around; cover: readonly Explanation[] } | undefined {
  // Told circumstances hold numbers, and do not say what they are.
  const cover = withoutOverlap(seen.filter(({ outcome, type }) => outcome === 'reported' && !CIRCUMSTANCES.has(type)));
  const places = digitPlaces(scan, cover);
  if (!places.some((place) => wantsCovered || isOpen(place))) return undefined;
  return {
    cover,
    around: {
      scan,
      places,
      positions: Int32Array.from(DIGIT_KINDS, (type) => positions.get(type) ?? -1),
      found: cover.flatMap(({ type, start, end }) => {
        const kind = DIGIT_KINDS.indexOf(type);
        return kind < 0 ? [] : [{ start, end, kind, digits: digitsIn(places, start, end), isJudged: false }];
      }),
      persons: cover.filter(({ type }) => type === 'PERSON_NAME'),
      weak: seen
        .filter(({ outcome, type }) => outcome === 'weak' && DIGIT_KINDS.includes(type))
        .map(({ type, start, end, score, check }) => ({
          start,
          end,
          kind: DIGIT_KINDS.indexOf(type),
          trait: Math.floor(score * 10) * 4 + (check === 'passed' ? 1 : check === 'failed' ? 2 : 0),
        }))
        .sort(
          (one, other) =>
            one.start - other.start || one.end - other.end || one.kind - other.kind || one.trait - other.trait,
        ),
      view: wholeOf(scan).text.length > LONGEST_SEEN ? 1 << TEXT_TRAITS : viewOfText(scan),
      field: fieldHash(scan.fields.field),
      fieldNames: kindsInField(scan),
    },
  };
}

function kindsInField({ fields, beside }: Scan): number {
  let bits = 0;
  for (const words of fields.field === '' ? beside : [fields.field, ...beside])
    for (const named of kindsNamed(words)) {
      const kind = DIGIT_KINDS.indexOf(named as InformationType);
      if (kind >= 0) bits |= 1 << kind;
    }
  return bits;
}

export const isOpen = ({ covered }: DigitPlace): boolean => covered < 0;

function digitsIn(places: readonly DigitPlace[], start: number, end: number): string {
  let at = firstFrom(places, start);
  // One that begins before it may reach into it.
  if (at > 0 && places[at - 1]!.end > start) at--;
  let digits = '';
  for (; at < places.length && places[at]!.start < end; at++) digits += places[at]!.digits;
  return digits;
}
