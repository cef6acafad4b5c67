import type { Candidate } from '../../src/classify/recognizer.js';
import { holds, type Scan } from '../../src/classify/scan.js';
import { names } from './name-lexicon.js';
import { isFullName } from './readings.js';
import { toKatakana } from './runs.js';

/** Three kana, each by itself: か、な、ざ; さ・さ・が; ナ, カ, ム. */
const APART = /[ぁ-んァ-ヴ](?:[、・,]|[ -](?=[ぁ-んァ-ヴ][ -]))[ぁ-んァ-ヴ][、・, -][ぁ-んァ-ヴ](?![ぁ-んァ-ヴー])/;
const LONGEST = 12;
const ROW = new RegExp(
  `(?<![ぁ-んァ-ヴー一-龠])[ぁ-んァ-ヴ](?:[、・,] ?[ぁ-んァ-ヴー](?![ぁ-んァ-ヴー])){2,${LONGEST - 1}}(?:[、・,] ?[ぁ-んァ-ヴ](?=です|でご|と(?:申|い|言|の|書)|さん|って|だ))?|(?<![ぁ-んァ-ヴー一-龠]|[ぁ-んァ-ヴ] )[ぁ-んァ-ヴ](?: [ぁ-んァ-ヴー]){2,${LONGEST - 1}}(?![ぁ-んァ-ヴー])`,
  'g',
);
const TITLE = /^ ?(?:様|さん|さま|殿)/;

/** Names told kana by kana, as somebody does who was not understood: さ・さ・が・わ, か、な、ざ、わ様. */
export function toldKana(scan: Scan, found: Candidate[]): void {
  if (!holds(scan, APART)) return;
  const { text } = scan;
  const { surnameReadings, givenReadings } = names();
  for (const { index: start, 0: row } of text.matchAll(ROW)) {
    const reading = toKatakana(row.replace(/[、・, ]/g, ''));
    const known = surnameReadings.has(reading) || givenReadings.has(reading) || isFullName(reading);
    const titled = TITLE.test(text.slice(start + row.length, start + row.length + 4));
    if (!known && !titled) continue;
    const score = known ? 0.8 : 0.6;
    found.push({ start, end: start + row.length, rule: 'told-kana', score, settled: true, because: 'kana by kana' });
  }
}
