import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import { inPiece, once, type Scan, wholeOf } from '../../src/classify/scan.js';
import type { WholeText } from '../../src/classify/whole-text.js';
import { besideBorn } from '../dates/beside-born.js';
import { AFTER, IDENTIFIED, isInLatinWord, isListItem, LABELS } from '../dates/birth-labels.js';
import { birthsAbroad, CUES_ABROAD } from '../dates/births-abroad.js';
import { birthsInColumn, isHead } from '../dates/births-in-columns.js';
import { birthsInLists } from '../dates/births-in-lists.js';
import { birthsInParts } from '../dates/births-in-parts.js';
import { birthsInSameColumn } from '../dates/births-in-same-column.js';
import { birthsOnPapers } from '../dates/births-on-papers.js';
import { birthsOverTurns, dateBefore } from '../dates/births-over-turns.js';
import { isByEraAlone, tellsOfAnybody } from '../dates/born-in-record.js';
import { dateInCell } from '../dates/date-in-cell.js';
import { DATE, YEAR_ONLY } from '../dates/date-notation.js';
import { born, identifiedBirth, labelledBirths } from '../dates/labelled-births.js';
import { birthsBrokenOff, LATER_ERAS, OLD_ERAS, oldBirthsTold } from '../dates/old-births-told.js';
import { inSameYear, saidAgain } from '../dates/said-again.js';
import { unlabelledBirths } from '../dates/unlabelled-births.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';

const FIRST = new RegExp(`${DATE}`);
/** 昭和15年, where the day stands in a field of its own. */
const YEAR_ALONE = new RegExp(`^${YEAR_ONLY}$`);
const FIELD =
  /生年|せいねんがっぴ|セイネンガッピ|seinengappi|生まれ|うまれ|umare|誕生日|たんじょう|tanjo|出生|birth|d\.?o\.?b|^bd$/;
/** Of a birth something else than its day. */
const NO_DAY_FIELD = /番号|届|受理|体重|場所|number|[_ ](?:no|id)$|place|weight/;
const OTHER_DAY_FIELD = /[^/](?:年月日|日付)$|^日付$/;
/** 子の年月日, 対象者の日付: the field of somebody, whose day may be a birth. */
const OF_SOMEBODY = /[子児人者父母夫妻親孫祖兄弟姉妹様氏]|家族|世帯/;
const SAYS_BORN = /生|誕|birth|born/i;
const LONGEST_FIELD = 40;
/** The turn of the one who says 生まれ ends within so many units. */
const SOON = 24;

/** 植樹年月日, 記入日: a field of another day, and of nothing else. */
const isOtherDay = ({ text, fields }: Scan): boolean =>
  text.length < LONGEST_FIELD &&
  fields.matches(OTHER_DAY_FIELD) &&
  !fields.matches(FIELD) &&
  !fields.matches(OF_SOMEBODY) &&
  !SAYS_BORN.test(text);

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { fields, groups } = scan;
  if (isOtherDay(scan)) return NO_CANDIDATES;
  return hits.length > 0 ||
    groups.length > 1 ||
    fields.matches(FIELD) ||
    groups.some(({ digits }) => digits.length === 8 || digits.length === 6)
    ? dates(scan, hits)
    : NO_CANDIDATES;
}

/** A table is read from its head, and may be longer than a piece. */
const inParts = ({ text }: WholeText): readonly Candidate[] => birthsInParts(text);

function dates(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const { text, fields, groups } = scan;
  const found: Candidate[] = [];
  if (fields.matches(FIELD)) {
    const date = FIRST.exec(text.slice(0, 64));
    const year = YEAR_ALONE.exec(text);
    const whole =
      text.length < LONGEST_FIELD && !fields.matches(NO_DAY_FIELD) && !text.includes('\n')
        ? dateInCell(text)
        : undefined;
    if (date) found.push(born(date.index, date.index + date[0].length, 'field', 0.97, 'field'));
    else if (year) found.push(born(0, year[0].length, 'field', 0.97, 'field'));
    else if (whole) found.push(born(whole.start, whole.end, 'field', 0.97, 'field'));
  }
  // One by one: a long table holds more of them than a call takes arguments.
  for (const one of unlabelledBirths(text, groups)) found.push(one);
  for (const one of birthsInLists(text)) found.push(one);
  for (const one of birthsOnPapers(text, groups)) found.push(one);
  for (const one of inPiece(scan, once(wholeOf(scan), inParts))) found.push(one);
  for (const { start, end } of hits) {
    const cue = text.slice(start, end);
    if (OLD_ERAS.includes(cue)) {
      found.push(...oldBirthsTold(text, start, cue), ...birthsBrokenOff(text, start, cue));
      continue;
    }
    if (LATER_ERAS.includes(cue)) {
      found.push(...birthsBrokenOff(text, start, cue));
      continue;
    }
    if (CUES_ABROAD.includes(cue)) {
      found.push(...birthsAbroad(text, start, end, cue));
      continue;
    }
    if (cue === '生年' && text[end] === '月') continue;
    if (isInLatinWord(text, start, end) || isListItem(text, start, end)) continue;
    if (cue === '生' && isHead(text, start, end)) {
      const below = birthsInColumn(text, start, end, cue) ?? [];
      found.push(...below);
      if (below.length > 0) continue;
    }
    if (AFTER.includes(cue)) {
      const own = besideBorn(text, start, end, cue);
      found.push(...own);
      // 大正十四年十二月二日のお生まれですね。⏎ちがう、大正15年: read back and put right.
      const known = own.length > 0 && text.slice(end, end + SOON).includes('\n') ? dateBefore(text, start) : undefined;
      if (known) found.push(...birthsOverTurns(text, end, cue, known));
      continue;
    }
    if (IDENTIFIED.includes(cue)) {
      found.push(...identifiedBirth(text, end, cue));
      continue;
    }
    found.push(...labelledBirths(text, start, end, cue));
  }
  return found.length === 0
    ? found
    : [...found, ...birthsInSameColumn(text, found), ...saidAgain(text, found), ...inSameYear(text, found)];
}

/** Dates that are said to be someone's birth; a bare date is none. Western and Japanese years, kanji numerals. */
export const dateOfBirth = defineRecognizer({
  type: 'DATE_OF_BIRTH',
  judge: judgeDigits,
  // Nothing weak is raised: such a date counts or it does not.
  doubt: { beside: 1, hangs: isByEraAlone, tells: tellsOfAnybody },
  lexicons: [NUMBER_WEIGHTS],
  source: 'Era Name Act and its orders; JIS X 0301 date notations',
  cues: [...LABELS, ...AFTER, ...IDENTIFIED, ...OLD_ERAS, ...LATER_ERAS, ...CUES_ABROAD],
  find,
  reads: 'digits',
  examples: {
    hits: [
      '生年月日が四六の八の十二とだけ',
      'お誕生日は五十三の九の六です',
      '昭和三〇年一〇月二〇日生まれの母',
      '生年月日：昭和60年4月1日',
      '本人確認：1989年2月7日、携帯の下4桁0417',
      '生まれは52.9.6（昭和）',
      '生まれ：1972年4月12日',
      '生年 S30/03/05',
      '生年月日 1988(昭和63)年9月13日',
      '生年月日：昭和63年（1988年）9月13日',
      '生年月日 S591120',
      "お誕生日は'46.5.3です",
      '生年月日をお願いします。\n客：昭和の、ろくじゅうねんの、しがつ、ついたち。',
      '生年月日は。\n客：昭和のはちねん、\nOP：昭和8年、\n客：じゅうがつのむいかです。',
      'お誕生日は\n②昭和二十七年の\n①はい\n②しがつ、ここのか',
      '誕生日が8月の20日、年は昭和45年です',
      '昭和生まれで34年の8月12日、と生年月日を確認',
      '生年月日　明・大・昭・平・令　22年 3月 6日',
      'BDAY:19860918',
      'uid=7 bday=880214 lang=ja',
      '区分｜日付\n出生｜平成10年2月3日\n転籍｜令和2年4月5日',
      '生年月日 → ５２（昭）．９．６',
      '在留　生 230796（日月年）',
      '記号なし　林 ゆう 生【H29・3・4】',
      'D.O.B.: 12 March 1987',
      '│生年月日│昭.31.6.3│',
      '曾祖父七兵衛（慶応2年生まれ）',
      '龍（17歳、H20.2.5）',
      '児童①：飯沼　律　R2.12.25',
      '対象児　ラマ・アーユシュ　３年　平成27年11月21日',
      '迫いうもんじゃが、昭和十八年九月三十日じゃ',
      '一宮 カメさん（大十四・九・十一）',
      'お誕生日は\n客：昭和四十一年、丙午の、三月の三日です',
      '../inbox/yukawa_19670305_診断書.PDF',
      '1985年4月1日生まれです',
      '生年月日 S60.4.1',
      '松本花子（1956-11-15）',
      '"大鷲 俊輔","S61.2.8","松原市"',
      '主人は昭和10年1月14日やけど',
      '生）S57.9.23',
      '昭和４４年生れ',
      '大正13年4月生まれの母',
      '2018年4月2日に生まれた息子',
      '75/3/3生まれ',
      '誕生日は平成三年十二月二十四日です',
      '生年月日は1972/11/03',
      '生年月日：19850401',
      '昭和23年5月5日生',
      'DOB: 12/05/1983',
      'dob: 1990-01-15',
      'seinengappi: 1990-01-15',
      'born 1990/07/22',
      '生年月日550214',
      '父S53.4.2、母S55.9.30、長男H20.6.1',
      '娘の美咲（平成22年8月9日）',
      '氏名 木下 茂　生 S33.9.2　交付 R4.10.5',
      '在留 AB12345678CD、1988.7.6。本人',
      'うまれ　れいわ２ねん３がつ１４か',
      '母は昭和九年の師走の二日の生まれで',
      '氏名\t生年月日\t旅券\nKIDO/AYA\t07FEB88\tTK1002003',
      '昭11.2.27',
      '高齢者割引 昭和二十九年十二月十日→該当、同伴の友人も',
      'お誕生日は。しょうわ、さんじゅうさんねんの、くがつの、いつか',
      'Date of birth: May 5, 1990',
      'お生まれはいつですか。昭和二十九年五月です',
      '受給者台帳\nモリタ　トキコ / S110412 / 女 / 世帯主',
      '11:20 みずしま f h11/8/27 奨学金の件',
      '露店の更新 代表 久保田 岳 79/3/22 更新料納付済',
      'お客様　昭和で410815って打ったらええの',
      'I am Sean Miller (b. 21/08/1994).',
      '三浦 恭平（昭和二十九年四月五日）とふさ江（同年十一月二日）の附票',
      '被扶養者 上田 ひなの R5-11-08',
      '生年月日は。\n客：昭和45年の、えー、7月です。\n係：昭和45年7月1日ですね',
    ],
    misses: [
      '生年月日、四六の八の十二番地',
      '生年月日：昭和〇〇年〇月〇日',
      '平成〇年〇月〇日生まれの方が対象です',
      '生年月日は8マスに。第3.1版(2024-05-01)で直した',
      '"birth":null,"note":"test","created_at":"1999-05-09T10:00"',
      '日付を欠く遺言は無効=最判昭54.5.31。',
      '浴室 S36.4.1 男',
      '2026年4月1日から施行',
      '1. (a. 申込) (b. 2024/04/01)',
      '(a) 2024/03/01 (b. 2025/04/01)',
      '令和6年度 (b. 1994/01/01)',
      '令和8年4月1日に生まれ変わります',
      '注射済票 第31号 柴 雌 平成29年4月2日生 鑑札番号の再交付',
      'レッサーパンダの双子「りん」「れん」は令和7年6月2日生まれ',
      '資産番号,品名,取得年月日\n19660412,金庫,S41.4.12\n19881103,応接セット,S63.11.3',
      '区分 R6.4.1 男 12 女 9',
      '昭和25年5月31日法律第226号',
      '昭和30年4月2日〜昭和31年4月1日生まれの方など',
      '昭和56年6月1日以前に建てた家',
      '担当 山田太郎 2026/04/01 受付',
      '先生の誕生日会',
      '娘の結婚式（平成27年5月2日）の写真',
      '市制施行 昭和31年4月1日',
      '名,愛称,誕生日\nかぼちゃ大臣,かぼ,10月31日',
      '勝海舟（1823年3月12日生～1899年1月19日没）',
      'adobe 2024-01-15 更新',
      '高校生は2026年4月1日から',
      '学生：2026年4月1日以降に申請',
      '昭和生まれ：2026年4月1日から適用',
      '平成生まれ 2026年4月1日の調査',
      '体育館（昭和44年6月1日開館）',
      '生年月日が昭和40年4月2日から昭和41年4月1日までの方',
      '平成31年4月1日生まれ変わった庁舎',
      '平成20年4月2日から平成21年4月1日生まれの方が対象',
      '高校の創立記念日は大正12年4月8日、校歌は昭和3年に作られた',
      '登記年月日 昭和61.7.9 床面積 88.2㎡',
      '氏名｜婚姻日｜転入日\n木戸 彩｜S60.4.2｜R3.4.5',
      '学生：平成31年3月に卒業しました',
      '県のキャラクターの誕生日は11月20日、公表は平成22年',
      '更新は誕生日の1か月前から、ハガキには令和8年2月19日とある',
    ],
  },
});
