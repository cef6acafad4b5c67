import { isLatin as isAscii, isDigit } from '../../../src/text/ascii.js';
import { isKatakana } from './runs.js';

/**
 * All that rules ask of a unit, in one number for each: its script, its class, and a bit for each question that `trait`
 * was asked for. Kanji are spread over 20,000 units, so that in tables of their own every question about one would be
 * read from memory anew.
 */
const TRAITS = new Int32Array(0x10000);

/** What a unit is to a name. */
export const KANJI = 1;
export const HIRAGANA = 2;
export const KATAKANA = 3;
export const SPACE = 4;
export const LATIN = 5;
const SCRIPT = 7;
const CLASS_SHIFT = 3;
const CLASS = 15;
for (let unit = 0; unit < 0x10000; unit++) TRAITS[unit] = ofScript(unit) | (ofClass(unit) << CLASS_SHIFT);
let free = 7;

/** One of the scripts above, 0 for what is of none. */
export function scriptOf(unit: number): number {
  return TRAITS[unit]! & SCRIPT;
}

/** Class of a unit, as what learns of names sees it: what it is, not which; 5 for kanji. */
export function classOf(unit: number): number {
  return (TRAITS[unit]! >>> CLASS_SHIFT) & CLASS;
}

/**
 * A trait that just these units have, to be asked about with `is`.
 *
 * @throws {RangeError} when there are more traits than bits
 */
export function trait(units: Iterable<string>): number {
  if (free === 32) throw new RangeError('no bit is left for a trait of units');
  const bit = 1 << free++;
  for (const unit of units) TRAITS[unit.charCodeAt(0)]! |= bit;
  return bit;
}

/** Whether a unit has the trait, or one of several. */
export function is(unit: number, traits: number): boolean {
  return (TRAITS[unit]! & traits) !== 0;
}

function ofScript(unit: number): number {
  if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xd840 && unit <= 0xdfff) || unit === 0x3005) return KANJI;
  if (unit >= 0x3041 && unit <= 0x3096) return HIRAGANA;
  if (isKatakana(unit)) return KATAKANA;
  if (unit === 0x20) return SPACE;
  return isLatin(unit) ? LATIN : 0;
}

/** Letters with and without marks: Nguyễn, João. */
function isLatin(unit: number): boolean {
  if (unit < 0x80) return isAscii(unit);
  return (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) || (unit >= 0x1e00 && unit <= 0x1eff);
}

function ofClass(unit: number): number {
  if (isDigit(unit)) return 1;
  if (isAscii(unit)) return 2;
  if (unit >= 0x3041 && unit <= 0x3096) return 3;
  if (unit >= 0x30a1 && unit <= 0x30fc) return 4;
  if ((unit >= 0x4e00 && unit <= 0x9fff) || unit === 0x3005) return 5;
  if (unit === 0x0a || unit === 0x0d) return 6;
  if (unit === 0x20 || unit === 0x09) return 7;
  if (unit === 0x3001 || unit === 0x2c) return 8;
  if (unit === 0x3002 || unit === 0x21 || unit === 0x3f) return 9;
  if ('()[]「」『』【】<>'.includes(String.fromCharCode(unit))) return 10;
  if (':/|=-→・;'.includes(String.fromCharCode(unit))) return 11;
  return 12;
}
