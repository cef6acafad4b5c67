import { folded, isFolded } from './fold.js';

/**
 * Text as the recognizers see it: full-width ASCII, hyphen-likes and the like folded one UTF-16 code unit to one, so
 * an offset in `text` is the same offset in `original`.
 */
export interface Normalized {
  original: string;
  text: string;
}

/** Work space for short texts; never kept beyond the call. */
const SHORT = new Uint16Array(2048);
const SHORT_BYTES = Buffer.from(SHORT.buffer);
const HYPHEN = 0x2d;
const PROLONGED = 0x30fc;
const CIRCLE = 0x25cb;
const ZERO = 0x3007;

/**
 * Folds `original` in one pass. `text.length === original.length` always holds, lone surrogates included.
 *
 * The prolonged sound mark ー stands for a hyphen only between two digits (`０９０ー１２３４`): elsewhere it is a letter.
 * So does a circle for a zero only among kanji digits (`○二六五の四○一九`): elsewhere it hides a digit, or is a mark.
 */
export function normalize(original: string): Normalized {
  const length = original.length;
  let first = 0;
  while (first < length && !isFolded(original.charCodeAt(first))) first++;
  if (first === length) return { original, text: original };

  const short = length <= SHORT.length;
  const units = short ? SHORT : new Uint16Array(length);
  let changed = false;
  for (let at = 0; at < first; at++) units[at] = original.charCodeAt(at);
  for (let at = first; at < length; at++) {
    const unit = original.charCodeAt(at);
    let to = folded(unit);
    if (to === PROLONGED) {
      const before = at > 0 ? folded(original.charCodeAt(at - 1)) : 0;
      if (isNumeral(before) && at + 1 < length && isNumeral(folded(original.charCodeAt(at + 1)))) to = HYPHEN;
    }
    if (unit === CIRCLE && isZeroAmong(original, at)) to = ZERO;
    if (to !== unit) changed = true;
    units[at] = to;
  }
  // Most texts with ー, which alone asks for this path, stay as they are.
  if (!changed) return { original, text: original };
  // A buffer of UTF-16 is little-endian on every host of ours.
  const bytes = short ? SHORT_BYTES : Buffer.from(units.buffer);
  return { original, text: bytes.toString('utf16le', 0, length * 2) };
}

/** The digits of a value as it was written, whatever parts them. */
export function writtenDigits(original: string): string {
  return normalize(original).text.replace(/[^0-9]/g, '');
}

const NUMERALS = new Uint8Array(0x10000);
for (const digit of '0123456789〇零一二三四五六七八九') NUMERALS[digit.charCodeAt(0)] = 1;

function isNumeral(unit: number): boolean {
  return NUMERALS[unit] === 1;
}

/** Whether two kanji digits stand right behind a circle, two before it, or one on either side. */
function isZeroAmong(text: string, at: number): boolean {
  const before = isKanjiDigit(text.charCodeAt(at - 1));
  const behind = isKanjiDigit(text.charCodeAt(at + 1));
  if (before && behind) return true;
  return (behind && isKanjiDigit(text.charCodeAt(at + 2))) || (before && isKanjiDigit(text.charCodeAt(at - 2)));
}

const isKanjiDigit = (unit: number): boolean => unit > 0x3000 && NUMERALS[unit] === 1;
