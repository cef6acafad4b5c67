import { isDigit, isLatin } from '../../text/ascii.js';

/** Hash of a feature made of another and one more value. */
export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

const SEED = 0x51ed;

/** Hash of a feature: its kind and up to three values. Without a list of arguments, which would be made each time. */
export function mixed(kind: number, one = 0, two = 0, three = 0): number {
  return mix(mix(mix(mix(SEED, kind), one), two), three);
}

/** The same for the many features that have two values. */
export function mixedPair(kind: number, one: number, two: number): number {
  return mix(mix(mix(SEED, kind), one), two);
}

/** Hash of a piece of the text. */
export function mixedText(kind: number, text: string, start: number, end: number): number {
  let hash = mix(SEED, kind);
  for (let at = start; at < end; at++) hash = mix(hash, unitAt(text, at));
  return hash;
}

/** The unit as context: digits and Latin letters are one each, both sides of the text end alike. */
export function unitAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return 1;
  const unit = text.charCodeAt(at);
  if (unit >= 0x80) return unit;
  if (isDigit(unit)) return 0x30;
  return isLatin(unit) ? 0x41 : unit;
}
