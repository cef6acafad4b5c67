import { mix, mixedPair, unitAt } from '../../src/classify/learned/feature-hashing.js';
import { unitIn } from '../../src/text/unit-in.js';
import { firstFrom } from '../../src/text/windows.js';
import { TEXT_TRAITS } from '../circumstances/text-view.js';
import { allSame, isMyNumber, passesLuhn } from '../numbers/check-digits.js';
import { isSubscriberNumber } from '../phone/subscriber-number.js';
import { type Around, BEFORE, BEHIND, LONGEST_SEEN, near } from './around.js';
import type { DigitPlace } from './digit-places.js';
import { againOf, placesNear, rowAround } from './digit-row.js';
import { kindFeatures } from './kind-features.js';
import { type KindFeatures, OF_KIND } from './kind-sheet.js';
import { lettersBefore, lettersBehind } from './letters-beside.js';

/** Units of a turn, and of the turn before it, whose characters are read. */
const OF_TURN = 40;
const OF_ASKED = 36;
const OF_REST = 24;

export const MOST_FEATURES = 512;

/** The features of one place, and what it has to do with each kind. */
export interface PlaceFeatures {
  general: Int32Array;
  count: number;
  kinds: KindFeatures;
}

let out: PlaceFeatures | undefined;
const general = new Int32Array(MOST_FEATURES);

/** Features of the place at `at`, none where it may be no kind; overwritten by the next call. */
export function featuresOf(around: Around, at: number): PlaceFeatures {
  const { scan, places } = around;
  const { text } = scan;
  const place = places[at]!;
  const { start, end, digits, isDate } = place;
  const length = digits.length;

  // Its turn, what is asked before it, the rest.
  let turn = start;
  const lowest = Math.max(0, start - BEFORE);
  while (turn > lowest && unitIn(text, turn - 1) !== 0x0a) turn--;
  let asked = Math.max(lowest, turn - 1);
  while (asked > lowest && unitIn(text, asked - 1) !== 0x0a) asked--;
  let rest = end;
  const highest = Math.min(text.length, end + BEHIND);
  while (rest < highest && unitIn(text, rest) !== 0x0a) rest++;
  const [toldBefore, toldBehind] = rowAround(places, at);
  const kinds = kindFeatures(around, place, turn, asked, rest, toldBefore, toldBehind);
  out ??= { general, count: 0, kinds };
  out.count = 0;
  // Of most places, before all else is looked at.
  if (kinds.mayBe === 0) return out;

  let count = 0;
  const heard = scan.row?.heard ?? scan.groups;

  // The digits themselves.
  let shape = 0;
  let scripts = 0;
  for (let one = place.first; one <= place.last; one++) {
    shape = Math.imul(shape, 23) + heard[one]!.digits.length;
    scripts |= heard[one]!.script === 'ascii' ? 1 : heard[one]!.script === 'kanji' ? 2 : 4;
  }
  const date = isDate ? 1 : 0;
  general[count++] = mixedPair(1, length, date);
  general[count++] = mixedPair(2, shape, date);
  general[count++] = mixedPair(3, scripts, length);
  general[count++] = mixedPair(4, scripts, place.last - place.first);
  general[count++] = mixedPair(5, digits.charCodeAt(0), length);
  general[count++] = mixedPair(6, digits.charCodeAt(0) * 256 + digits.charCodeAt(1), length);
  general[count++] = mixedPair(7, checksOf(digits), length);
  general[count++] = mixedPair(8, separatorsOf(text, place, heard), length);
  const before = lettersBefore(text, start);
  const behind = lettersBehind(text, end);
  general[count++] = mixedPair(9, Math.min(before, 4), length);
  general[count++] = mixedPair(10, Math.min(behind, 4), length);
  general[count++] = mixedPair(11, (before > 0 ? 1 : 0) + (behind > 0 ? 2 : 0), scripts);

  // What touches it.
  for (let size = 1; size <= 5; size++) general[count++] = mixedAround(20 + size, text, start - size, start);
  for (let size = 1; size <= 4; size++) general[count++] = mixedAround(30 + size, text, end, end + size);
  general[count++] = mixedPair(36, mixedAround(36, text, start - 2, start), mixedAround(37, text, end, end + 2));
  general[count++] = mixedPair(37, mixedAround(36, text, end, end + 2), length);

  // Pairs of characters of its turn, of what is asked before it, of the rest.
  count = pairs(text, Math.max(turn, start - OF_TURN), start, 40, count);
  if (asked < turn) count = pairs(text, Math.max(asked, turn - 1 - OF_ASKED), turn - 1, 41, count);
  count = pairs(text, end, Math.min(rest, end + OF_REST), 42, count);
  if (rest < highest) count = pairs(text, rest + 1, Math.min(highest, rest + 1 + OF_REST), 43, count);
  general[count++] = mixedPair(44, start === turn ? 1 : 0, end === rest ? 1 : 0);
  general[count++] = mixedPair(45, turn === 0 ? 0 : 1, rest === text.length ? 0 : 1);

  // The record.
  general[count++] = mixedPair(50, around.field, 0);
  general[count++] = mixedPair(51, around.field, length);
  for (let trait = 0; trait <= TEXT_TRAITS; trait++)
    if (around.view & (1 << trait)) general[count++] = mixedPair(52, trait, 0);
  general[count++] = mixedPair(53, Math.floor(Math.log2(Math.min(text.length, LONGEST_SEEN) + 1)), 0);
  general[count++] = mixedPair(54, placesNear(places, at), 0);
  general[count++] = mixedPair(55, personNear(around, start, end), 0);

  // The digits around it, as they make a row, and the same again.
  const [told, follows] = [toldBefore.length, toldBehind.length];
  general[count++] = mixedPair(60, told, length);
  general[count++] = mixedPair(61, follows, length);
  general[count++] = mixedPair(62, told + length, follows);
  general[count++] = mixedPair(63, told + length + follows, 0);
  const again = againOf(places, at);
  general[count++] = mixedPair(64, again, 0);
  general[count++] = mixedPair(65, again, length);
  const previous = places[at - 1];
  const next = places[at + 1];
  general[count++] = mixedPair(66, previous ? previous.digits.length : -1, previous ? near(start - previous.end) : 0);
  general[count++] = mixedPair(67, next ? next.digits.length : -1, next ? near(next.start - end) : 0);

  if (kinds.label !== 0) {
    general[count++] = mixedPair(70, kinds.label, 0);
    general[count++] = mixedPair(71, kinds.label, length);
  }
  general[count++] = mixedPair(72, kinds.previous, 0);
  general[count++] = mixedPair(73, kinds.next, 0);
  out.count = count;
  return out;
}

/** All features of a place as one of a kind, into `into`; how many. */
export function featuresAs(features: PlaceFeatures, kind: number, into: Int32Array): number {
  let count = 0;
  for (let at = 0; at < features.count; at++) {
    const feature = features.general[at]!;
    into[count++] = feature;
    into[count++] = mix(feature, kind + 1);
  }
  const from = kind * OF_KIND;
  for (let at = 0; at < features.kinds.counts[kind]!; at++) {
    const feature = features.kinds.features[from + at]!;
    into[count++] = feature;
    into[count++] = mix(feature, kind + 1);
  }
  into[count++] = mixedPair(99, kind, 0);
  return count;
}
export const MOST_FEATURES_AS = MOST_FEATURES * 2 + OF_KIND * 2 + 1;

function mixedAround(kind: number, text: string, from: number, to: number): number {
  let hash = mixedPair(kind, to - from, 0);
  for (let at = from; at < to; at++) hash = mix(hash, unitAt(text, at));
  return hash;
}

/** Every two characters that stand beside each other, but hiragana. */
function pairs(text: string, from: number, to: number, kind: number, count: number): number {
  let at = count;
  for (let place = from; place + 1 < to; place++) {
    const one = unitAt(text, place);
    const other = unitAt(text, place + 1);
    if (one === 0x30 || other === 0x30) continue;
    general[at++] = mixedPair(kind, one, other);
  }
  return at;
}

function checksOf(digits: string): number {
  const { length } = digits;
  let bits = 0;
  if (length >= 14 && length <= 16 && passesLuhn(digits)) bits |= 1;
  if (length === 12 && isMyNumber(digits)) bits |= 2;
  if ((length === 10 || length === 11) && digits.startsWith('0') && isSubscriberNumber(digits)) bits |= 4;
  if ((length === 6 || length === 8) && passesLuhn(digits)) bits |= 8;
  if (length === 8 && /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/.test(digits)) bits |= 16;
  if (length === 4 && /^(?:19|20)[0-9]{2}$/.test(digits)) bits |= 32;
  if (length >= 12 && /^20[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])/.test(digits)) bits |= 64;
  if (allSame(digits)) bits |= 128;
  // 260417000872: what begins with the day on which it was given.
  if (length >= 10 && /^[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])/.test(digits)) bits |= 256;
  return bits;
}

function separatorsOf(text: string, place: DigitPlace, heard: readonly { start: number; end: number }[]): number {
  let bits = 0;
  for (let one = place.first; one < place.last; one++) {
    const unit = unitIn(text, heard[one]!.end);
    bits |= unit === 0x2d ? 1 : unit === 0x20 ? 2 : unit === 0x306e ? 4 : unit === 0x3001 ? 8 : 16;
  }
  return bits;
}

function personNear({ persons }: Around, start: number, end: number): number {
  let closest = BEFORE;
  for (let at = firstFrom(persons, start - BEFORE); at < persons.length; at++) {
    const { start: from, end: to } = persons[at]!;
    if (from - end > BEFORE) break;
    const distance = Math.max(start - to, from - end);
    if (distance < closest) closest = distance;
  }
  return closest === BEFORE ? 9 : near(closest);
}
