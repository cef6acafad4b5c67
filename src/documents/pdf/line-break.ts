import { isVariationSelector } from './typefaces.js';

/** 行頭禁則: never at the start of a line. */
const NOT_AT_START = new Set(
  '、。，．,.・:;：；?!？！‼⁇⁈⁉)]}）〕］｝〉》」』】〙〗〟’”»ヽヾゝゞ々〻ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ゛゜‐゠–〜～%％‰℃°′″…‥',
);
/** 行末禁則: never at the end of a line. */
const NOT_AT_END = new Set('([{（〔［｛〈《「『【〘〖〝‘“«¥￥$＄£＃№〒§');
/** Units that stay with the number before them. */
const COUNTERS = new Set('件個枚年月日時分秒人名回版頁章条項号バ');

/**
 * Breaks `text` into lines no wider than `width`: Japanese between any two characters that 禁則 allows, Latin words
 * and numbers whole, a word longer than a line (a hash) wherever the line is full. Newlines break; spaces at a break
 * are dropped.
 *
 * @param widthOf - width of a string, in the unit of `width`; taken as the sum of its characters
 * @see JIS X 4051:2004 6.1 (行頭禁則・行末禁則・分離禁止)
 */
export function breakLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph([...paragraph], width, widthOf));
}

function breakParagraph(characters: string[], width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < characters.length) {
    const full = lastThatFits(characters, start, width, widthOf);
    const end = full === characters.length ? full : breakBefore(characters, start, full);
    lines.push(characters.slice(start, end).join('').trimEnd());
    start = end;
    while (start < characters.length && characters[start] === ' ') start += 1;
  }
  return lines.length === 0 ? [''] : lines;
}

/** Index after the last character that fits; at least one character is taken so that layout always ends. */
function lastThatFits(characters: string[], start: number, width: number, widthOf: (text: string) => number): number {
  let used = 0;
  let end = start;
  while (end < characters.length) {
    used += widthOf(characters[end]!);
    // Spaces may hang over the edge: they are dropped there.
    if (used > width + 1e-6 && characters[end] !== ' ' && end > start) break;
    end += 1;
  }
  return end;
}

/** The last allowed break in (start, full]; `full` itself when the line holds no allowed one. */
function breakBefore(characters: string[], start: number, full: number): number {
  for (let at = full; at > start; at -= 1) if (mayBreak(characters, at)) return at;
  let forced = full;
  while (forced > start + 1 && clings(characters[forced]!)) forced -= 1;
  return forced;
}

/** Between the characters at `at - 1` and `at`. */
function mayBreak(characters: readonly string[], at: number): boolean {
  const before = characters[at - 1]!;
  const after = characters[at]!;
  if (after === ' ') return false;
  if (clings(after) || NOT_AT_START.has(after)) return false;
  if (before === ' ') return true;
  if (NOT_AT_END.has(before)) return false;
  if (before === after && '―—─'.includes(before)) return false;
  if (/[0-9０-９]/.test(before) && COUNTERS.has(after)) return false;
  // 1,234,567 is one number.
  if (before === ',' && /[0-9]/.test(after)) return false;
  // A path may break after a folder; 2026/11/23 and 1/2 may not.
  if (isWord(before) && isWord(after)) return before === '/' && /[A-Za-z]/.test(characters[at - 2] ?? '');
  return true;
}

function clings(character: string): boolean {
  return isVariationSelector(character.codePointAt(0)!) || /\p{M}/u.test(character);
}

/** Latin letters, digits and what joins them in identifiers, dates and addresses. */
function isWord(character: string): boolean {
  return /[\p{Script=Latin}0-9_\-./:@#&+=~%']/u.test(character);
}
