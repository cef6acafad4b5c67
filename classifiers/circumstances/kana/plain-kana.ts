import { once, type Scan, wholeOf } from '../../../src/classify/scan.js';
import type { WholeText } from '../../../src/classify/whole-text.js';
import { toHiragana } from '../../../src/text/kana.js';
import type { Range } from '../../../src/text/windows.js';

/** A text that was written without kanji, as hiragana without gaps: however it was typed, it is judged as the same. */
export interface PlainKana {
  text: string;
  /** For each of its units where that begins and ends in the text that was written. */
  starts: readonly number[];
  ends: readonly number[];
}

/** Texts with less kana than this are values of another kind: ア, テスト. */
const FEWEST = 6;
const YES = 1;
const NO = 2;

/** Whether the whole text is written in kana: half-width as old machines do, or hiragana as children and learners do. */
export function isInKana(scan: Scan): boolean {
  return once(wholeOf(scan), kanaOnly) === YES;
}

function kanaOnly({ text }: WholeText): number {
  return holdsKanaOnly(text) ? YES : NO;
}

/** Whether a text has kana enough, more of it than of anything else, and no kanji. */
export function holdsKanaOnly(text: string): boolean {
  let kana = 0;
  let other = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if ((unit >= 0x4e00 && unit <= 0x9fff) || unit === 0x3005) return false;
    if (isKana(unit)) kana++;
    else if (unit > 0x20) other++;
  }
  return kana >= FEWEST && kana > other;
}

/** Sound marks that half-width text has behind a letter. */
const DAKUTEN = 0x309b;
const HANDAKUTEN = 0x309c;

/** Letters, sound marks by themselves, and ・, which parts words of a name as a blank does. */
function isKana(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x309c) || (unit >= 0x30a1 && unit <= 0x30fc);
}

/** @param text - normalised */
export function plainKana(text: string): PlainKana {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const written = toHiragana(text);
  for (let at = 0; at < written.length; at++) {
    const unit = written.charCodeAt(at);
    if (unit === BLANK && isBetweenKana(written, at)) continue;
    if (unit === DAKUTEN || unit === HANDAKUTEN) {
      const joined = `${units.at(-1) ?? ''}${unit === DAKUTEN ? '\u3099' : '\u309a'}`.normalize('NFC');
      if (joined.length === 1 && ends.at(-1) === at) {
        units[units.length - 1] = joined;
        ends[ends.length - 1] = at + 1;
        continue;
      }
    }
    units.push(written[at]!);
    starts.push(at);
    ends.push(at + 1);
  }
  return { text: units.join(''), starts, ends };
}

/** Others are folded to it. */
const BLANK = 0x20;

/** Words are parted by blanks or are not, as their writer likes; beside anything else a blank is a mark. */
function isBetweenKana(text: string, at: number): boolean {
  let [before, after] = [at - 1, at + 1];
  while (text.charCodeAt(before) === BLANK) before--;
  while (text.charCodeAt(after) === BLANK) after++;
  const next = text.charCodeAt(after);
  return isKana(text.charCodeAt(before)) && isKana(next) && next !== DAKUTEN && next !== HANDAKUTEN;
}

/** A range of the plain text, in the text that was written. Never empty. */
export function inWritten({ starts, ends }: PlainKana, { start, end }: Range): Range {
  const first = starts[start] ?? ends.at(-1) ?? 0;
  return { start: first, end: end > start ? ends[end - 1]! : first };
}

/** A range of the text that was written, in the plain one. */
export function inPlain({ starts, ends }: PlainKana, { start, end }: Range): Range {
  return { start: ends.filter((one) => one <= start).length, end: starts.filter((one) => one < end).length };
}
