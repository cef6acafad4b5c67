import { readModel } from '../../src/classify/linear-model.js';
import type { Judge } from '../../src/classify/recognizer.js';
import type { Range } from '../../src/text/windows.js';
import { type Around, aroundDigits, isOpen } from './around.js';
import { DIGIT_KINDS } from './digit-kinds.js';
import { lettersBefore, lettersBehind } from './letters-beside.js';
import { PlaceSums } from './place-sums.js';
import { ruledOut } from './ruled-out.js';

export const NUMBER_WEIGHTS = 'number-weights';

/** Sum from which a place is rather a number of a person than none. */
export const LEAST = -1;
const LOWEST_SCORE = 0.5;
const HIGHEST_SCORE = 0.75;
const SURE = 4;

let sums: PlaceSums | undefined;

/** Places of digits that no rule knows what to make of: all around each is weighed, as the trained model says. */
export const judgeDigits: Judge = (scan, seen, positions, take) => {
  const open = aroundDigits(scan, seen, positions);
  if (!open) return;
  sums ??= new PlaceSums(readModel(NUMBER_WEIGHTS));
  for (const judged of numbersAmong(open.around, sums)) {
    const { kind, sum, digits } = judged;
    take(positions.get(DIGIT_KINDS[kind]!)!, {
      ...withLetters(scan.text, judged),
      digits,
      rule: 'judged',
      score: LOWEST_SCORE + ((HIGHEST_SCORE - LOWEST_SCORE) * Math.min(SURE, sum - LEAST)) / SURE,
      settled: true,
      because: 'all around it',
    });
  }
};

interface JudgedNumber extends Range {
  kind: number;
  sum: number;
  digits: string;
}

function numbersAmong(around: Around, by: PlaceSums): JudgedNumber[] {
  const { text } = around.scan;
  const judged: JudgedNumber[] = [];
  for (const [at, place] of around.places.entries()) {
    if (!isOpen(place)) continue;
    const { kind, sum } = by.best(around, at);
    if (kind < 0 || sum < LEAST || ruledOut(around.scan, place, kind)) continue;
    const last = judged.at(-1);
    if (last?.kind === PLATE && kind === PLATE && PLATE_GAP.test(text.slice(last.end, place.start))) {
      last.end = place.end;
      last.digits += place.digits;
      last.sum = Math.max(last.sum, sum);
    } else judged.push({ start: place.start, end: place.end, digits: place.digits, kind, sum });
  }
  return judged;
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
