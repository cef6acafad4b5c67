import type { Candidate } from '../../src/classify/recognizer.js';
import { isOtherWord } from './birth-labels.js';
import { dateAtLabel, spelledAtLabel } from './date-in-cell.js';
import { DATE, SHORT_YEAR, YEAR_ONLY } from './date-notation.js';
import { BOUND, DATE_END } from './labelled-dates.js';
import { isNobodysBirth, isNobodysDay } from './nobodys-days.js';

const REACH = 36;
const REACH_BEHIND = 40;
const LABEL_REACH = 8;
/** 生：24.5.1 缶：24.6.1: goods that are raw, beside what becomes of them. */
const GOODS = /製造(?!業|所|会社)|[入出]荷|搬入|乾[ :][0-9RHS]|缶[ :]|品目|賞味|(?:牛乳|野菜)[ :、,]{0,2}生/;
const AT_START = new RegExp(`^${DATE}`);
const BEFORE_CUE = new RegExp(`(${DATE}|${YEAR_ONLY}|${SHORT_YEAR})[ )）]?(?:の|に)?$`);
/** 生まれ：1972年4月1日, 生) S57.9.23: the word stands before. */
const LABEL_END = /^(?:[):】」=|\t]|は| ?(?=[MTSHR明大昭平令1]|れいわ|へいせい|しょうわ|(?:19|20)[0-9]{2} [0-9])) ?/;
const MARK_END = /^[):】] ?/;
/** 生 S57.9.23, (生 H5/9/26, 「生」欄 3/27/1988: where it is a label by itself. */
const OWN_LABEL_BEFORE = /(?:^|[\s(「【|,、。/:;]|出)$/;
const OWN_LABEL_END = /^(?:(?:」?欄?|は)[ :は|]{1,2}|【)(?=[0-9MTSHR明大昭平令])/;

/** The date right before 生まれ, 生 and the like, and right behind such a word that stands as its label. */
export function besideBorn(text: string, start: number, end: number, cue: string): Candidate[] {
  if (isOtherWord(text, start, end, cue)) return [];
  const found: Candidate[] = [];
  const label =
    (cue === '生' ? MARK_END : LABEL_END).exec(text.slice(end, end + LABEL_REACH)) ??
    (cue === '生' && OWN_LABEL_BEFORE.test(text.slice(Math.max(0, start - 1), start))
      ? OWN_LABEL_END.exec(text.slice(end, end + 5))
      : null);
  if (label && !isNobodysDay(text, start, end) && !(cue === '生' && isOfGoods(text, start, end))) {
    const from = end + label[0].length;
    const behind = text.slice(from, end + REACH_BEHIND);
    const own = AT_START.exec(behind);
    const shape = own ? undefined : (dateAtLabel(text, from) ?? spelledAtLabel(text, from));
    if (shape) found.push({ ...shape, rule: 'labelled', score: 0.75, settled: true, because: cue });
    if (own && !BOUND.test(behind.slice(own[0].length))) {
      found.push({ start: from, end: from + own[0].length, rule: 'labelled', score: 0.9, settled: true, because: cue });
    }
  }
  if (!DATE_END.test(text[start - 1] ?? '')) return found;
  const from = Math.max(0, start - REACH);
  const date = BEFORE_CUE.exec(text.slice(from, start));
  // 昭和30年4月2日〜昭和31年4月1日生まれの方: limits of a rule.
  if (date && !isLimit(text, from + date.index, end) && !isNobodysBirth(text, from + date.index, end)) {
    const at = from + date.index;
    found.push({ start: at, end: at + date[1]!.length, rule: 'born', score: 0.93, settled: true, because: cue });
  }
  return found;
}

function isOfGoods(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const behind = text.slice(end, end + REACH_BEHIND);
  return GOODS.test(`${before.slice(before.lastIndexOf('\n') + 1)}生 ${behind.split('\n', 1)[0]}`);
}

/** 4月2日から…4月1日生まれの方: who was born between two days. */
const DAY_FROM = /(?:月[0-9一二三四五六七八九十]{1,3}日|[./-][0-9]{1,2})(?:生まれ)?(?:から|以降)[、 ]?$/;
const OTHERS_BEHIND = /^の?(?:方|人|者|お?子|児童|生徒|男女|男性|女性)/;

function isLimit(text: string, start: number, end: number): boolean {
  if (text[start - 1] === '~') return true;
  return DAY_FROM.test(text.slice(Math.max(0, start - 12), start)) && OTHERS_BEHIND.test(text.slice(end, end + 3));
}
