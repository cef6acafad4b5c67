import type { Candidate } from '../../src/classify/recognizer.js';
import { PatternAt } from '../../src/text/pattern-at.js';
import { DIGIT } from './counted.js';

const NAME = '(?:[一-龠々]{1,4}[ぁ-ん]?|[ぁ-ん]{1,3}|[ァ-ヴ]{1,3}|[A-Za-z]{1,3})';
const FIGURES = `${DIGIT}{1,8}(?:[-・の]${DIGIT}{1,6})?`;
/** 記 and 番 as people note them: 記12-34番567, 記:甲府 番:0718(枝:01). What touches 記 is a figure: 記事, 記録. */
const APART = `記(?:(${FIGURES})|[ :「]{1,2}(?!${DIGIT}{1,8}番地)((?:${NAME}[ ・-]?)?${FIGURES}|${NAME})|(${NAME})(?=[・/、 ]番))[」 ・/、,]{0,2}番[ :「]{0,2}(${FIGURES})(?![0-9:年月日時分地])(?:[」 ・/、,(]{0,2}枝番?[ :)]{0,2}([0-9]{2})(?![0-9]))?`;
/** 記番:12-345, 記番 公立・40917. */
const BOTH = `記番(?:[ :は]{1,3}|(?=[一-龠]))((?:${NAME}[ ・]?)?${FIGURES}(?:[ -]${DIGIT}{1,7})?)(?![0-9:年月日時分])`;
const SHORT = new PatternAt(new RegExp(`(?<![一-龠々])(?:${APART}|${BOTH})`));

const BANK = /ゆうちょ|口座|通帳|振込|貯金|還付/;
const AROUND = 60;
const INSURED = /保険|健保|国保|社保|保番|共済|組合|資格確認|後期|扶養|枝/;

/** 記号 and 番号 of an insured person under labels of one kanji each. */
export function inShort(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let match = SHORT.next(text); match; match = SHORT.next(text, match.index + match[0].length)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - AROUND), start);
    if (BANK.test(before)) continue;
    const insured = INSURED.test(before + text.slice(start, end + AROUND));
    // 記事、番3: a name that touches 記 needs more.
    if (match[3] !== undefined && !insured) continue;
    const score = insured ? 0.85 : 0.6;
    let from = start + 1;
    for (const value of match.slice(1)) {
      if (value === undefined) continue;
      from = text.indexOf(value, from);
      found.push({ start: from, end: from + value.length, rule: 'short', score, settled: true, because: '記・番' });
      from += value.length;
    }
  }
  return found;
}
