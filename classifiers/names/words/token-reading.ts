import type { Scan } from '../../../src/classify/scan.js';
import { sentenceWindow } from '../../../src/text/windows.js';

/**
 * How the tokenizer reads a range: `name` only names of people, `part` at least one, `place` a place or organisation,
 * `other` words that are no names, `crossed` a word reaches over its border.
 */
export type TokenReading = 'name' | 'part' | 'place' | 'other' | 'crossed';

/** Units around a candidate that the tokenizer is given; enough for the words next to it. */
const REACH = 10;

export function readTokens(scan: Scan, start: number, end: number): TokenReading {
  const window = sentenceWindow(scan.text, start, end, REACH);
  const tokens = scan.tokenize(scan.text.slice(window.start, window.end));
  let people = 0;
  let places = 0;
  let others = 0;
  for (const token of tokens) {
    const from = window.start + token.start;
    const to = window.start + token.end;
    if (to <= start || from >= end) continue;
    if (from < start || to > end) return 'crossed';
    if (token.detail.startsWith('固有名詞/人名')) people++;
    else if (token.detail.startsWith('固有名詞')) places++;
    else others++;
  }
  if (people > 0) return places + others === 0 ? 'name' : 'part';
  return places > 0 ? 'place' : 'other';
}
