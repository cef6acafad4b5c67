import type { Candidate, CueHit } from '../../src/classify/recognizer.js';

/** 記号 as people from abroad write it. */
export const SYMBOLS: readonly string[] = ['symbol', 'Symbol', 'kigou', 'Kigou', 'kigo ', 'Kigo '];
const IS_SYMBOL = new Set(SYMBOLS);

const INSURANCE = /insur|hoken|保険/i;
const AROUND = 80;
const REACH = 64;
const NUMBER = '(?:number|no\\.?|bangou?)';
/** symbol 12-34, number 5678 / symbol: 1234 number: 567. */
const APART = new RegExp(
  `^(?:[:=. ]|is )*([0-9A-Za-z]{1,6}(?:-[0-9]{1,6})?)(?:[,;/ ]|and |the |wa ){1,4}${NUMBER}(?:[:=. ]|is |wa ){1,4}([0-9]{1,8})(?![0-9-])`,
  'd',
);
/** symbol/number 1234-567. */
const BOTH = new RegExp(`^ ?(?:/|and|&|to) ?${NUMBER}(?:[:=. ]|is |wa ){1,4}([0-9]{1,6}-[0-9]{1,7})(?![0-9-])`, 'd');

/** 記号 and 番号 of an insured person under labels in English or romanised Japanese. */
export function symbolsInLatin(text: string, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const label = text.slice(start, end);
    if (!IS_SYMBOL.has(label) || !INSURANCE.test(text.slice(Math.max(0, start - AROUND), end + AROUND))) continue;
    const window = text.slice(label.endsWith(' ') ? end - 1 : end, end + REACH);
    const match = APART.exec(window) ?? BOTH.exec(window);
    const from = end - (label.endsWith(' ') ? 1 : 0);
    for (const value of match?.indices?.slice(1) ?? [])
      if (value)
        found.push({
          start: from + value[0],
          end: from + value[1],
          rule: 'symbol',
          score: 0.8,
          settled: true,
          because: label,
        });
  }
  return found;
}
