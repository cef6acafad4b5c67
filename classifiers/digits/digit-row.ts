import { BEFORE } from './around.js';
import type { DigitPlace } from './digit-places.js';

const ROW_GAP = 70;
const MOST_IN_ROW = 16;
const FEWEST_AGAIN = 3;
const MOST_PLACES = 8;

/** Digits that are told right before a place and behind it in the same row; what is said again counts once. */
export function rowAround(places: readonly DigitPlace[], at: number): [told: string, follows: string] {
  return [toldBeside(places, at, -1), toldBeside(places, at, 1)];
}

function toldBeside(places: readonly DigitPlace[], own: number, side: -1 | 1): string {
  const { start, end } = places[own]!;
  let told = '';
  let beyond = places[own]!;
  for (let at = own + side; at >= 0 && at < places.length; at += side) {
    const one = places[at]!;
    const [reach, gap] =
      side < 0 ? [start - one.start, beyond.start - one.end] : [one.end - end, one.start - beyond.end];
    if (
      reach > BEFORE ||
      one.isDate ||
      one.covered >= 0 ||
      gap > ROW_GAP ||
      told.length + one.digits.length > MOST_IN_ROW
    )
      break;
    if (one.digits !== beyond.digits) told = side < 0 ? one.digits + told : told + one.digits;
    beyond = one;
  }
  return told;
}

/** How many places of digits are near. */
export function placesNear(places: readonly DigitPlace[], at: number): number {
  const { start } = places[at]!;
  let count = 1;
  for (let from = at - 1; from >= 0 && count < MOST_PLACES && start - places[from]!.start <= BEFORE; from--) count++;
  for (let to = at + 1; to < places.length && count < MOST_PLACES && places[to]!.start - start <= BEFORE; to++) count++;
  return count;
}

/** Whether the same digits stand before or behind, or in a longer number, or hold a shorter one. */
export function againOf(places: readonly DigitPlace[], at: number): number {
  const { digits, start } = places[at]!;
  let bits = 0;
  for (let from = at - 1; from >= 0 && start - places[from]!.start <= BEFORE; from--)
    bits |= sameness(places[from]!.digits, digits);
  for (let to = at + 1; to < places.length && places[to]!.start - start <= BEFORE; to++)
    bits |= sameness(places[to]!.digits, digits) << 3;
  return bits;
}

export function sameness(other: string, digits: string): number {
  if (other.length < FEWEST_AGAIN || digits.length < FEWEST_AGAIN) return 0;
  if (other === digits) return 1;
  if (other.length > digits.length) return other.includes(digits) ? 2 : 0;
  return digits.includes(other) ? 4 : 0;
}
