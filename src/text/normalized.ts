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
const HYPHEN = 0x2d;
const PROLONGED = 0x30fc;

/**
 * Folds `original` in one pass. `text.length === original.length` always holds, lone surrogates included.
 *
 * The prolonged sound mark ー stands for a hyphen only between two digits (`０９０ー１２３４`): elsewhere it is a letter.
 */
export function normalize(original: string): Normalized {
  const length = original.length;
  let first = 0;
  while (first < length && !isFolded(original.charCodeAt(first))) first++;
  if (first === length) return { original, text: original };

  const short = length <= SHORT.length;
  const units = short ? SHORT : new Uint16Array(length);
  for (let at = 0; at < first; at++) units[at] = original.charCodeAt(at);
  for (let at = first; at < length; at++) {
    const unit = original.charCodeAt(at);
    let to = folded(unit);
    if (to === PROLONGED) {
      const before = at > 0 ? folded(original.charCodeAt(at - 1)) : 0;
      const after = at + 1 < length ? folded(original.charCodeAt(at + 1)) : 0;
      if (isNumeral(before) && isNumeral(after)) to = HYPHEN;
    }
    units[at] = to;
  }
  // A call with many arguments is quick for short texts only; a buffer of UTF-16 is little-endian on every host of ours.
  const text = short
    ? String.fromCharCode.apply(null, SHORT.subarray(0, length) as unknown as number[])
    : Buffer.from(units.buffer, units.byteOffset, length * 2).toString('utf16le');
  return { original, text };
}

const KANJI_DIGITS = new Set('〇零一二三四五六七八九'.split('').map((digit) => digit.charCodeAt(0)));

function isNumeral(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || KANJI_DIGITS.has(unit);
}
