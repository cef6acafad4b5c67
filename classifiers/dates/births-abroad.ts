import type { Candidate } from '../../src/classify/recognizer.js';
import { born } from './labelled-births.js';

/** What a birth is called in the languages in which citizens from abroad write, before its day. From general knowledge. */
const BIRTH: readonly string[] = [
  ...['nacimiento', 'Nacimiento', 'NACIMIENTO', 'Nací ', 'nací ', 'Nació ', 'nació ', 'nacid'],
  ...['nascimento', 'Nascimento', 'NASCIMENTO', 'Nasci ', 'nasci ', 'nasceu ', 'nascid'],
  ...['naissance', 'Naissance', 'né le', 'née le'],
  ...['gày sinh', 'GÀY SINH', 'inh ngày', 'anggal lahir', 'anggal Lahir', 'kapanganakan', 'ipinanganak'],
  ...['생년월일', '생일', '生日', '出生于', '出生於', '生于'],
  ...['जन्म मिति', 'วันเกิด', 'рождения'],
];
/** Behind its day: 2021년 9월 27일생, 27일에 태어났습니다. */
const BORN: readonly string[] = ['일생', '일 생', '태어'];
export const CUES_ABROAD: readonly string[] = [...BIRTH, ...BORN];

const MONTHS =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|se[pt]tiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|pebrero|marso|hunyo|hulyo|setyembre|oktubre|nobyembre|disyembre';
const ANY_MONTH = `(?:${MONTHS}|${MONTHS.replace(/(?<=^|[|])[a-z]/g, (first) => first.toUpperCase())})`;
const CENTURY = '(?:19|20)\\d{2}';
const IN_KOREAN = `${CENTURY} ?년 ?\\d{1,2} ?월 ?\\d{1,2} ?일`;
/** 3 de febrero de 1994, 14 juillet 1985, ngày 4 tháng 9 năm 1995, 2021년 9월 27일: the month as a word. */
export const SPELLED_ABROAD = `(?:(?<!\\d)\\d{1,2}(?:º|er)? (?:de )?${ANY_MONTH},? (?:del? )?${CENTURY}(?!\\d)|(?:ngày )?\\d{1,2} (?:tháng|thg) \\d{1,2},? năm ${CENTURY}(?!\\d)|${IN_KOREAN})`;
const DATE_ABROAD = `(?:${SPELLED_ABROAD}|\\d{1,2}[./-]\\d{1,2}[./-]${CENTURY}(?!\\d)|${CENTURY}[./-]\\d{1,2}[./-]\\d{1,2}(?!\\d)|${CENTURY}年\\d{1,2}月\\d{1,2}日)`;
const AT_LABEL = new RegExp(`^[^0-9\\n;。|]{0,14}?(${DATE_ABROAD})`);
const BEFORE_BORN = new RegExp(`(${IN_KOREAN})(?:에? ?)$`);
/** 発生日, 誕生日, 出生日: words of Japanese, which have labels of their own. */
const IN_JAPANESE = /[一-龠々]$/;
const REACH = 44;

/** Dates that a label in another language says to be births, or 생 and the like behind them. */
export function birthsAbroad(text: string, start: number, end: number, cue: string): Candidate[] {
  if (BORN.includes(cue)) {
    // 일생: the day itself ends in the cue.
    const to = cue.startsWith('일') ? start + 1 : start;
    const date = BEFORE_BORN.exec(text.slice(Math.max(0, to - REACH), to));
    return date ? [born(to - date[0].length, to - date[0].length + date[1]!.length, 'born', 0.93, cue)] : [];
  }
  if (cue.startsWith('生') && IN_JAPANESE.test(text.slice(Math.max(0, start - 1), start)) && text[start - 1] !== '的')
    return [];
  const date = AT_LABEL.exec(text.slice(end, end + REACH));
  if (!date) return [];
  const to = end + date[0].length;
  return [born(to - date[1]!.length, to, 'labelled', 0.9, cue)];
}
