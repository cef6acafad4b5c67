import type { Candidate } from '../../../src/classify/recognizer.js';
import { holds, type Scan } from '../../../src/classify/scan.js';
import { toKatakana } from '../../../src/text/kana.js';
import { names } from '../words/name-lexicon.js';
import { isFullName } from './readings.js';

/** Three kana, each by itself: か、な、ざ; さ・さ・が; ナ, カ, ム. */
const APART = /[ぁ-んァ-ヴ](?:[、・,]|[ -](?=[ぁ-んァ-ヴ][ -]))[ぁ-んァ-ヴ][、・, -][ぁ-んァ-ヴ](?![ぁ-んァ-ヴー])/;
const LONGEST = 12;
const ROW = new RegExp(
  `(?<![ぁ-んァ-ヴー一-龠])[ぁ-んァ-ヴ](?:[、・,] ?[ぁ-んァ-ヴー](?![ぁ-んァ-ヴー])){2,${LONGEST - 1}}(?:[、・,] ?[ぁ-んァ-ヴ](?=です|でご|と(?:申|い|言|の|書)|さん|って|だ))?|(?<![ぁ-んァ-ヴー一-龠]|[ぁ-んァ-ヴ] )[ぁ-んァ-ヴ](?: [ぁ-んァ-ヴー]){2,${LONGEST - 1}}(?![ぁ-んァ-ヴー])`,
  'g',
);
const TITLE = /^ ?(?:様|さん|さま|殿)/;
/** め・ぐ・み alone is a shop as well. */
const SAID = /^[、 ]?(?:です|でござ|と申|と[言い]い|って(?:言|い)|だ)/;
const ENDS = /^(?:[、。」』\n]|$)/;
const ASKED = /名前|氏名|名字|苗字|ふりがな|フリガナ|かなで|カナで|復唱|読み方/;
const REACH = 24;

/** Names told kana by kana, as somebody does who was not understood: さ・さ・が・わ, か、な、ざ、わ様. */
export function toldKana(scan: Scan, found: Candidate[]): void {
  if (!holds(scan, APART)) return;
  const { text } = scan;
  const { surnameReadings, givenReadings } = names();
  for (const { index: start, 0: row } of text.matchAll(ROW)) {
    const reading = toKatakana(row.replace(/[、・, ]/g, ''));
    const known = surnameReadings.has(reading) || givenReadings.has(reading) || isFullName(reading);
    const behind = text.slice(start + row.length, start + row.length + 6);
    const titled = TITLE.test(behind);
    if (!titled && !(known && isTold(text, start, row, behind))) continue;
    const score = known ? 0.8 : 0.6;
    found.push({ start, end: start + row.length, rule: 'told-kana', score, settled: true, because: 'kana by kana' });
  }
}

/** Somebody says it or was asked; or it is all that is said, with pauses: ま、す、や、ま、. */
function isTold(text: string, start: number, row: string, behind: string): boolean {
  if (SAID.test(behind) || (ENDS.test(behind) && !/[・, ]/.test(row))) return true;
  return ASKED.test(text.slice(Math.max(0, start - REACH), start));
}
