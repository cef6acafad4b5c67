import { mixedPair } from '../../src/classify/learned/feature-hashing.js';
import type { Around } from './around.js';
import { bareDate, WHOLE_DATE } from './bare-date.js';
import { CHECKS, DATE_OF_BIRTH, TOTALS } from './digit-kinds.js';
import type { DigitPlace } from './digit-places.js';
import { add, type KindFeatures, MOST_KINDS, sheet } from './kind-sheet.js';
import { foundNear, weakAt } from './numbers-near.js';
import { cuesNear, labelsNear, namedNear } from './words-near.js';

/**
 * Looks at labels, cues, numbers found and what rules thought of around a place; overwritten by the next call.
 *
 * @param turn - where the turn of the place begins, `asked` the one before it, and `rest` where the turn ends
 * @param told - digits that are told before it in the same row, and `follows` behind it
 */
export function kindFeatures(
  around: Around,
  place: DigitPlace,
  turn: number,
  asked: number,
  rest: number,
  told: string,
  follows: string,
): KindFeatures {
  sheet.mayBe = 0;
  sheet.counts.fill(0);
  sheet.previous = 0;
  sheet.next = 0;
  sheet.label = labelsNear(around, place, turn, asked, rest);
  cuesNear(around, place, turn, asked);
  namedNear(around, place, turn, asked);
  namedByField(around);
  foundNear(around, place);
  weakAt(around, place);
  lengthsFit(place, told, follows);
  return sheet;
}

/** カード番号の下四桁 as the name of a field. */
function namedByField({ fieldNames }: Around): void {
  if (fieldNames === 0) return;
  sheet.mayBe |= fieldNames;
  for (let kind = 0; kind < MOST_KINDS; kind++)
    if (fieldNames & (1 << kind)) add(kind, mixedPair(119, fieldNames === 1 << kind ? 1 : 0, 0));
}

/** Which kinds have as many digits as the place, or as its row, and whether their check digits hold. */
function lengthsFit({ digits, isDate }: DigitPlace, told: string, follows: string): void {
  const { length } = digits;
  const row = Math.min(31, told.length + length + follows.length);
  let whole: string | undefined;
  for (let kind = 0; kind < MOST_KINDS; kind++) {
    if (isDate !== (kind === DATE_OF_BIRTH)) {
      const date = kind === DATE_OF_BIRTH ? bareDate(digits) : 0;
      if (date === 0) {
        sheet.mayBe &= ~(1 << kind);
        continue;
      }
      if (date >= WHOLE_DATE) sheet.mayBe |= 1 << kind;
      add(kind, mixedPair(117, date, sheet.mayBe & (1 << kind) ? 1 : 0));
    }
    const fits = (TOTALS[kind]! >> length) & 1 ? 1 : (TOTALS[kind]! >> row) & 1 ? 2 : 0;
    if (fits > 0 || isDate) sheet.mayBe |= 1 << kind;
    add(kind, mixedPair(100, fits, sheet.counts[kind]! === 0 ? 0 : 1));
    const check = fits > 0 ? CHECKS[kind] : undefined;
    if (check === undefined) continue;
    if (fits === 2) whole ??= told + digits + follows;
    add(kind, mixedPair(118, fits, check(fits === 2 ? whole! : digits) ? 1 : 0));
  }
}
