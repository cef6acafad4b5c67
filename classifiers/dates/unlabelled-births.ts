import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { isBesideSex } from './beside-sex.js';
import { SPELLED_ABROAD } from './births-abroad.js';
import { isOfPerson } from './births-beside-persons.js';
import { COMPACT, ENGLISH, MARKED, PUNCHED, WRITTEN } from './date-notation.js';
import { endsInGivenName, isKnownName } from './known-name.js';
import { isNobodys } from './nobodys-days.js';
import { isInOtherColumn } from './other-columns.js';
import { isMatterBehind, isOtherDate, isOtherDateBefore, tellsEvent } from './other-dates.js';

/** A whole date at the start of the text given. */
const WHOLE = new RegExp(`^(?:${WRITTEN}|${MARKED}|${COMPACT}|${PUNCHED}|${ENGLISH}|${SPELLED_ABROAD})`);
/** 昭和で360815: the era told, the rest typed in. */
const TYPED_IN =
  /^(?:明治|大正|昭和|平成)[での]{0,2}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9年円件])/;
/** 84/3/22, '03.1.19: a year before those of the papers, or marked as one. */
const SHORT_YEAR =
  /^(?:['’][0-9]{2}|3[2-9]|[4-9][0-9])([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])(?![0-9./-])/;
const ERA_BEFORE = new Closing(
  /(?:明治|大正|昭和|平成|令和|[明大昭平令][ .]?|[MTSHRmtshr]\.?)[ので ]?(?:[二三四五六]?十|元年[の ]?)?$/,
  7,
);
/** 17歳、H20.2.5; H20.2.5(17歳): the age beside. */
const AGE_BEFORE = /(?:^|[^0-9])[0-9]{1,3}[歳才][、,・ ()]{1,3}$/;
const AGE_BEHIND = /^[ 　]?[(、,][ ]?(?:満|当時)?[0-9]{1,3}[歳才]/;
/** 児童①:飯沼 律 R2.12.25: of a child, whose birth lies in this era. */
const CHILD_BEFORE =
  /(?:^|[\n、。,|])[ ・]*(?:児童|対象児|対象児童|園児|本児|子|子ども|お子様|第[一二三四1-4]子|[長次二三四]男|[長次二三四]女|孫)[0-9①-⑨]?[: ]{1,2}[一-龠々ぁ-んァ-ヴー・]{1,8}(?:[ 　][一-龠々ぁ-んァ-ヴー]{1,6})?[ 　、(]{1,2}$/;
/** yukawa_19670305_: in the name of a file, behind a surname. */
const IN_FILE_NAME = /(?:[a-z]{3,12}|[一-龠々]{1,4}[一-龠々ぁ-んァ-ヴー]{1,4})_$/;
const OF = /^ de /;
const YEAR_OF_BIRTH = /^(?:19[2-9]\d|200\d|201[0-9])(?:\d{4})?$/;
/** What happened to papers in these years hardly concerns anybody now; who calls was born then. */
const OLD_YEAR = /^(?:19(?:2[6-9]|[3-9][0-9])|200[0-9])/;
/** Older than what papers of today tell of beside a name. */
const OLD_DAY = /^(?:[大昭]|[TS][.0-9]|19(?:[2-7]|8[0-8]))/;
/** 佐藤さんは昭和50年4月1日: told of them. */
const PROSE = /[はがも][ 、]{0,2}$/;
/** 浴室 S36.4.1 男: a room for one sex, and when it was built. */
const OF_ROOM = new Closing(
  /(?:浴[室場槽]|便所|トイレ|更衣室|脱衣[所室]|シャワー室?|洗面所|宿直室|仮眠室|寮棟?)[^。\n0-9]{0,6}[ :、,(|\t]{1,2}$/,
  16,
);
const CELL_BEFORE = /[\s,;"'=|:>(]/;
const CELL_BEHIND = /[\s,;"'|)<#]/;
/** A person's name with little behind it: 渡邊 亮、 / "大鷲 俊輔"," / OTSUKI HARUKA / 克己さんは. */
const BEHIND_NAME =
  /(?:([一-龠々]{1,4}[ ]?[一-龠々ぁ-んァ-ヴー]{1,5})|([ァ-ヴー]{2,8}[ ・][ァ-ヴー]{2,8})|([ぁ-ん]{2,6}[ ][ぁ-ん]{2,6})|([A-Z][A-Za-z]+ [A-Z][A-Za-z]+)|[一-龠々ぁ-んァ-ヴー](?:氏|さん|様|くん|ちゃん))(?:(?:は|も)|(?:は|も|が)?["」)]?[ 、,。/|\t([\n:;"「]{1,4})$/;
/** 久保寺 岳 , Phạm Gia Hân (: a name of two words or more with nothing but a mark behind it. */
const FULL_NAME_BEFORE = /(?:^|[^一-龠々ぁ-んァ-ヴー])([一-龠々]{1,4} [一-龠々ぁ-んァ-ヴー]{1,5})[、, (/|\t]{1,2}$/;
/** 鬼頭 麗奈さん、 */
const TITLED = /(?:氏|さん|様|くん|ちゃん)$/;
/** はしづめ m h10/9/27: the sex in the cell before, behind a name. */
const SEX_BEFORE = /[一-龠ぁ-んァ-ヴーA-Za-z][ ,、/|\t]{1,2}(?:[男女]性?|[MFmf])[ ,、/|\t]{1,2}$/;
/** (じゅりちゃん、2021.04.26): of a small child, born these years. */
const SMALL_CHILD = new Closing(/(?:ちゃん|くん|君)[、, (:]{1,2}$/, 6);
/** S31.11.3, S43/07/07: letter, year, month and day, as on forms. */
const SHORT_ERA_DATE = /^[TS]\.?[0-9]{1,2}([./・-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])$/;
/** In a list of a family: 妻 S36.11.2 長男 H1.8.30. */
/** 3年, 男, 小4 between a name and its birth. */
const TRAIT_BEFORE =
  /[ 　、,|\t;](?:[0-9]{1,2}(?:年生?|歳|才)|小[1-6]|中[1-3]|年[長中少]|[男女][児性]?)[ 　、,|\t;]{1,3}$/;
const KIN =
  /(?:^|[\s、。,|／/(])(?:本人|妻|夫|[長次二三四]男|[長次二三四]女|父|母|祖父|祖母|孫|義父|義母)[ :、(]{1,2}$/;
/** Dates that stand right behind a name, and dates of 昭和 and before, of which hardly any is not someone's birth. */
export function unlabelledBirths(text: string, groups: Scan['groups']): Candidate[] {
  const found: Candidate[] = [];
  let done = 0;
  for (const group of groups) {
    if (group.start < done || group.digits.length > 8) continue;
    const era = ERA_BEFORE.exec(text, group.start)?.[0] ?? '';
    const ofChild = era === '' && isRecent(group) && SMALL_CHILD.test(text, group.start);
    if (era === '' && !ofChild && !isYear(group) && !isDay(text, group)) {
      const short = shortBirth(text, group);
      if (short) found.push(short);
      continue;
    }
    const start = group.start - era.length;
    if (/[0-9A-Za-z]/.test(text[start - 1] ?? '') && /^[A-Z0-9]/.test(text[start]!)) continue;
    const near = text.slice(start, start + 24);
    const date = WHOLE.exec(near) ?? (group.digits.length === 6 ? TYPED_IN.exec(near) : null);
    if (!date) continue;
    const end = start + date[0].length;
    done = end;
    const whole = text.slice(Math.max(0, start - 28), start);
    const before = whole.replace(TRAIT_BEFORE, ' ').slice(-18);
    if ((isOtherDate(text, start, end, before) || tellsEvent(text, end)) && !isCaller(text, start, end, before))
      continue;
    const old =
      /^(?:明治|大正|昭和?|大)/.test(era) ||
      (/^[TS]/.test(era) && SHORT_ERA_DATE.test(date[0])) ||
      (era === '' && OLD_YEAR.test(date[0]) && (date[0].length > group.digits.length || isCell(text, start, end)));
    const recent = /^(?:令和|令|R)/.test(era);
    // A day of late is another one's as a rule, unless it stands in brackets: 鵜飼 こはる(令和3年6月21日).
    const bracketed = before.endsWith('(') && text[end] === ')';
    const named = recent && !bracketed ? undefined : BEHIND_NAME.exec(before);
    const aged = AGE_BEFORE.test(whole) || AGE_BEHIND.test(text.slice(end, end + 10));
    const filed =
      group.digits.length === 8 && text[end] === '_' && /^(?:19|200)/.test(group.digits) && IN_FILE_NAME.test(before);
    const certain =
      (named && isPerson(named)) ||
      (named !== undefined && KIN.test(before)) ||
      aged ||
      (!recent && isBesideSex(text, start, end)) ||
      (!recent && SEX_BEFORE.test(whole)) ||
      filed ||
      ofChild ||
      (recent && CHILD_BEFORE.test(whole)) ||
      isOfPerson(text, start, end, date[0]);
    if (!certain && OF_ROOM.test(text, start)) continue;
    if ((certain || old) && !isNobodys(text, start, end) && !isInOtherColumn(text, start))
      found.push({
        start,
        end,
        rule: certain ? 'named' : 'old',
        score: certain ? 0.75 : 0.58,
        settled: true,
        because: aged ? 'age' : certain ? 'behind a name' : era === '' ? 'the year' : era,
      });
  }
  return found;
}

/** 久保寺 岳 84/3/22: right behind a full name, where the year is written in two digits. */
function shortBirth(text: string, { start, end, digits }: DigitGroup): Candidate | undefined {
  const unit = unitIn(text, end);
  if (digits.length !== 2 || (unit !== 0x2f && unit !== 0x2e && unit !== 0x2d)) return undefined;
  const from = "'’".includes(text[start - 1] ?? '-') ? start - 1 : start;
  const date = SHORT_YEAR.exec(text.slice(from, from + 12));
  if (!date) return undefined;
  const name = FULL_NAME_BEFORE.exec(text.slice(Math.max(0, from - 18), from))?.[1];
  const to = from + date[0].length;
  // Phạm Gia Hân ('03.1.19)
  const bracketed = from < start && text[from - 1] === '(' && text[to] === ')' && text[from - 2]! >= 'A';
  if (!bracketed && (name === undefined || !isKnownName(name) || !endsInGivenName(name))) return undefined;
  if (isInOtherColumn(text, from)) return undefined;
  if (isOtherDate(text, from, to) && (!isMatterBehind(text, to, true) || isOtherDateBefore(text, from)))
    return undefined;
  return { start: from, end: to, rule: 'named', score: 0.75, settled: true, because: 'behind a name' };
}

/** 1956, 19561115: a year that someone of today may be born in. */
function isYear(group: DigitGroup): boolean {
  return holdsYear(group) && YEAR_OF_BIRTH.test(group.digits);
}

/** ,19930211, input=19930211: eight digits in a row are a date where they are all of a value. */
function isCell(text: string, start: number, end: number): boolean {
  return CELL_BEFORE.test(text[start - 1] ?? ' ') && CELL_BEHIND.test(text[end] ?? ' ');
}

/** 2021, 20210426 */
function isRecent(group: DigitGroup): boolean {
  return holdsYear(group) && group.digits.startsWith('202');
}

function holdsYear({ digits }: DigitGroup): boolean {
  return digits.length === 4 || digits.length === 8;
}

/** 5 May 1990, 3 de febrero de 1994. */
function isDay(text: string, { digits, end }: DigitGroup): boolean {
  if (digits.length > 2 || unitIn(text, end) !== 0x20) return false;
  const next = unitIn(text, end + 1);
  return (next >= 0x41 && next <= 0x5a) || OF.test(text.slice(end, end + 4));
}

/** 佐藤 一郎 S30.5.1 入院中: behind a full name or a relative, and what it is about behind it. */
function isCaller(text: string, start: number, end: number, before: string): boolean {
  const day = text.slice(start, end);
  if (!OLD_DAY.test(day) && !OLD_YEAR.test(day) && !/^[平H]/.test(day)) return false;
  if (!isMatterBehind(text, end, OLD_DAY.test(day)) || isOtherDateBefore(text, start, before)) return false;
  if (KIN.test(before)) return true;
  const named = PROSE.test(before) ? null : BEHIND_NAME.exec(before);
  return named !== null && isPerson(named);
}

function isPerson([whole, kanji, katakana, hiragana, latin]: RegExpExecArray): boolean {
  if (kanji !== undefined) {
    if (TITLED.test(kanji)) return true;
    return isKnownName(kanji);
  }
  return katakana !== undefined || hiragana !== undefined || latin !== undefined || whole !== undefined;
}
