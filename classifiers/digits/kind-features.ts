import { mixedPair } from '../../src/classify/feature-hashing.js';
import type { Around } from './around.js';
import { bareDate, WHOLE_DATE } from './bare-date.js';
import { DATE_OF_BIRTH, TOTALS } from './digit-kinds.js';
import type { DigitPlace } from './digit-places.js';
import { add, type KindFeatures, MOST_KINDS, sheet } from './kind-sheet.js';
import { foundNear, weakAt } from './numbers-near.js';
import { cuesNear, labelsNear, namedNear } from './words-near.js';

/**
 * Looks at labels, cues, numbers found and what rules thought of around a place; overwritten by the next call.
 *
 * @param turn - where the turn of the place begins, `asked` the one before it, and `rest` where the turn ends
 * @param row - digits of the whole row in which the place is told
 */
export function kindFeatures(
  around: Around,
  place: DigitPlace,
  turn: number,
  asked: number,
  rest: number,
  row: number,
): KindFeatures {
  sheet.mayBe = 0;
  sheet.counts.fill(0);
  sheet.previous = 0;
  sheet.next = 0;
  sheet.label = labelsNear(around, place, turn, asked, rest);
  cuesNear(around, place, turn, asked);
  namedNear(around, place, turn, asked);
  foundNear(around, place);
  weakAt(around, place);
  lengthsFit(place, row);
  return sheet;
}

/** Which kinds have as many digits as the place, or as its row. */
function lengthsFit({ digits, isDate }: DigitPlace, row: number): void {
  const { length } = digits;
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
    const fits = (TOTALS[kind]! >> length) & 1 ? 1 : (TOTALS[kind]! >> Math.min(31, row)) & 1 ? 2 : 0;
    if (fits > 0 || isDate) sheet.mayBe |= 1 << kind;
    add(kind, mixedPair(100, fits, sheet.counts[kind]! === 0 ? 0 : 1));
  }
}
