import type { Candidate } from '../../src/classify/recognizer.js';
import { PatternAt } from '../../src/text/pattern-at.js';
import { DIGIT } from './counted.js';

const NAME =
  '(?:[一-龠々]{1,3}[-・][一二三四五六七八九十ぁ-んァ-ヴ]|[一-龠々]{1,4}[ぁ-ん]?|[ぁ-ん]{1,3}|[ァ-ヴ]{1,3}|[A-Za-z]{1,3})';
const FIGURES = `${DIGIT}{1,8}(?:[-・の]${DIGIT}{1,6})?`;
/** 記5番12号, 記1番2列, 記 1 番 2 町: an address, a seat, the order of the day. */
const NO_NUMBER = '(?! ?[0-9:年月日時分地号列町丁番席])';
/** 記 and 番 as people note them: 記12-34番567, 記:甲府 番:0718(枝:01), 記[甲府]番71. What touches 記 is no word: 記事, 記録. */
const APART = `記(?![事録入載名念述号者])(?:(${FIGURES})|[ :「[【]{1,2}(?!${DIGIT}{1,8}番地)((?:${NAME}[ ・-]?)?${FIGURES}|${NAME})|(${NAME})(?=[・/、 ]番))[」\\]】 ・/、,]{0,2}番[ :「[【]{0,2}(${FIGURES})${NO_NUMBER}(?:[」\\]】 ・/、,(]{0,2}枝番?[ :)]{0,2}([0-9]{2})(?![0-9]))?`;
/** 記番:12-345, 記番 公立・40917, 記番号は12-345, 記番号→ 吹23・1195. */
const BOTH = `記番号?(?:[ :は→]{1,3}|(?=[一-龠]))((?:${NAME}[ ・]?)?${FIGURES}(?:[ -]${DIGIT}{1,7})?)(?![0-9:年月日時分])`;
/** 記12ノ7: both under the label of one. */
const ONE = `記[ :]?(${DIGIT}{1,8}ノ${DIGIT}{1,7})(?![0-9〇零一二三四五六七八九ァ-ヴ])`;
const SHORT = new PatternAt(new RegExp(`(?<![一-龠々])(?:${APART}|${BOTH}|${ONE})`));
/** MK-3(記)/00981(番), 京北12(記号)・34567(番号): each label in brackets behind its value. */
const BRACKETED =
  /(?<![0-9A-Za-z一-龠-])([0-9A-Za-z一-龠ぁ-ん・-]{1,10}) ?[(]記号?[)][ /・、]{0,2}([0-9]{1,8}) ?[(]番号?[)]/dg;

const BANK = /ゆうちょ|口座|通帳|振込|貯金|還付/;
const AROUND = 60;
const INSURED = /保険|健保|国保|社保|保番|共済|組合|資格確認|後期|扶養|枝/;
const PERSON = /様|さん|氏名|本人|夫|妻|父|母|[長次二三][男女]|家族|生年月日|生まれ/;

/** 記号 and 番号 of an insured person under labels of one kanji each, where words of insurance or a person are near. */
export function inShort(text: string): Candidate[] {
  const found: Candidate[] = inBrackets(text);
  for (let match = SHORT.next(text); match; match = SHORT.next(text, match.index + match[0].length)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - AROUND), start);
    if (BANK.test(before)) continue;
    const around = before + text.slice(start, end + AROUND);
    const insured = INSURED.test(around);
    // 記甲、番3 and 記12ノ7 need more than a person, and banknotes have a 記番号.
    if (
      !insured &&
      (match[3] !== undefined || match[7] !== undefined || text[start + 2] === '号' || !PERSON.test(around))
    )
      continue;
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

function inBrackets(text: string): Candidate[] {
  if (!text.includes('(記')) return [];
  return [...text.matchAll(BRACKETED)].flatMap(({ indices }) =>
    indices!.slice(1).map((at) => ({
      start: at![0],
      end: at![1],
      rule: 'short',
      score: 0.85,
      settled: true,
      because: '記・番',
    })),
  );
}
