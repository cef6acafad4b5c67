import type { Scan } from '../../src/classify/scan.js';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
import { isNobodys } from '../dates/nobodys-days.js';
import { isInOtherColumn } from '../dates/other-columns.js';
import { isOfEvent } from '../dates/other-dates.js';
import { isDenied } from '../numbers/denied.js';
import { kindAround, kindsNamed } from '../numbers/kinds-named.js';
import { DATE_OF_BIRTH, DIGIT_KINDS } from './digit-kinds.js';
import type { DigitPlace } from './digit-places.js';
import { lettersBefore, lettersBehind } from './letters-beside.js';
import { isInStock, isOfNotice, isOfThing, isUnderKeyOfOther } from './of-things.js';

type Place = Pick<DigitPlace, 'start' | 'end' | 'digits' | 'isDate'>;

/** Words that name a number of no person, asked for or told shortly before. */
const OTHER_NUMBER =
  /(?:受付|受理|整理|申請|申込|到達|追跡|会員|登録|管理|伝票|案件|予約|照会|注文|発注|製造|通知|文書|当選|抽選|通し|事業所|会社|工場|団体|問い?合わ?せ|商品|求人|許可証?|証券|修了証|調査票|台帳|検針|水栓|メーター|機器|機械|端末|区画|荷物|発送|配送|委託者|依頼人|工事|入札|起案|収受|査証|指定|学籍|図書|資産|ロッカー)の?(?:番号|コード|No\.?|№)|セイゾウ(?:バンゴウ|ナンバー)|コンポウバンゴウ|カンリバンゴウ|クーポン|回数(?:券|カード)|予算科目|型番|品番|部品|備品|資材|棚卸|在庫|数量|JAN|ISBN|バーコード|シリアル|ロット/g;
const BEFORE = 100;
const BEHIND = 40;
const CORPORATE = DIGIT_KINDS.indexOf('CORPORATE_NUMBER');
const HEALTH = DIGIT_KINDS.indexOf('HEALTH_INSURANCE_NUMBER');
const PLATE = DIGIT_KINDS.indexOf('VEHICLE_PLATE');
const OF_NOBODY = /宝くじ|くじの|当選番号|通し番号/;
/** 下4桁: as many as are told. */
const COUNTED = new Closing(/(?:下|しも|末尾の?)([1-9])(?:桁|けた|ケタ)[^0-9\n]{0,6}$/, 14);
/** What a date is followed by that is no day of birth. */
const NO_BIRTH = new Opening(
  /^ ?(?:に(?![生産う])|以降|以後|以前|から|より|まで|現在|付|時点|〜|~|の(?:調査|会議|時点)|改|施行|開始|生まれ変|生まれの(?:方|人|児|子))/,
  8,
);
/** What of a date stands before the digits that are judged: 昭和四十 of 昭和四十八年, 平成三十年 of 平成三十年三月. */
const HEAD_OF_DATE = new Closing(
  /(?:明治|大正|昭和|平成|令和)の?(?:[一二三四五六七八九十元]{1,3}年(?:[一二三四五六七八九十]{1,2}月)?)?(?:[二三四五六]?十)?$/,
  12,
);
/** 国保 番地の 3456, 保険証 裏の 345, 約款ア 123: of a place or paper, and no insured person's. */
const OF_PAPER = new Closing(
  /(?:(?:番地|条|条文|条項|[裏表]|裏面|表面|写し|約款|様式|別[表紙]|規約)の|(?:約款|様式|別[表紙]|規約)[ァ-ヴ]?) ?$/,
  6,
);
/** …の図面, (廃番／後継品あり), ←前の型の部品番号: what the digits are of, said behind them before anything else. */
const OF_THING_BEHIND = new Opening(
  /^[^。\n0-9]{0,16}(?:図面|部品|備品|物品|商品|製品|廃番|後継品|在庫|品番|型番|クーポン|乗車券|入場券|縮尺|(?:文書)?管理コード|(?:メーター|注文|工事|案件|お?荷物)(?:の|管理)?番号)/,
  28,
);
/** 9/30, 20/03/31: a day, whatever number it stands beside. */
const SLASHED = /^[0-9]{1,4}\/[0-9]{1,2}(?:\/[0-9]{1,2})?$/;
/** 97-3-1: a day or an address; a plate has one hyphen. */
const IN_THREE_PARTS = /^[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}$/;
/** 31日: nothing but a day. */
const DAY_BEHIND = new Opening(/^ ?日(?!本)/, 3);
/** 品目 ほうれん草 生 2024/5/1: the day of goods. */
const GOODS_BEFORE = new Closing(/(?:品[目名]|商品名?|銘柄|食材|原材料)[^。\n]{0,20}$/, 24);
const RANGE = new Closing(/(?:〜|~|から)$/, 2);
/** The number of a row of a table. */
const ROW_BEFORE = new Closing(/(?:^|\n)"?$/, 2);
const ROW_BEHIND = new Opening(/^"?[,\t|]/, 2);
const LONGEST_ROW_NUMBER = 5;
/** ポイントカードの下4桁は: units in which the last word says that it is another number, and kinds it may be said of. */
const CLOSE = 16;
const OF_OTHERS = new Set(
  ['PHONE_NUMBER', 'VEHICLE_PLATE', 'CORPORATE_NUMBER', 'POSTAL_CODE'].map((type) => DIGIT_KINDS.indexOf(type)),
);
const LATIN = /[A-Za-z]/;
/** Names of fields that say what is in them. */
const TELLING = /^(?!(?:番号|number|no\.?|コード|code|値|value|内容|本文|text|body)$)./;
/** Whatever a text says besides the digits. */
const WORDS = /[ぁ-んァ-ヴ一-龠]|[A-Za-z]{3}/;

/** Whether what surely stands around it says that a place is no number of a person, whatever a model says. */
export function ruledOut(scan: Scan, place: Place, kind: number): boolean {
  const { text } = scan;
  const { start, end } = place;
  const from = start - lettersBefore(text, start);
  if (isBare(scan, place) || isOfThing(text, from) || isOfNotice(text, from, end)) return true;
  if (OF_THING_BEHIND.test(text, end) && kindsNamed(text.slice(Math.max(0, start - CLOSE), start)).length === 0)
    return true;
  if (isUnderKeyOfOther(scan, place) || isInStock(text, place)) return true;
  if (isDenied(scan, place, DIGIT_KINDS[kind]!)) return true;
  if (kind === PLATE && IN_THREE_PARTS.test(text.slice(start, end))) return true;
  if (kind === HEALTH && OF_PAPER.test(text, start)) return true;
  if (kind === DATE_OF_BIRTH) {
    if (isOfEvent(text, start - (HEAD_OF_DATE.exec(text, start)?.[0].length ?? 0), end) || isInOtherColumn(text, start))
      return true;
    if (GOODS_BEFORE.test(text, start)) return true;
    if (place.isDate) return NO_BIRTH.test(text, end) || RANGE.test(text, start) || isNobodys(text, start, end);
  }
  if (kind !== DATE_OF_BIRTH && (DAY_BEHIND.test(text, end) || isSlashed(text, place))) return true;
  if (LATIN.test(text[start - 1] ?? '') && lettersBefore(text, start) === 0) return true;
  if (LATIN.test(text[end] ?? '') && lettersBehind(text, end) === 0) return true;
  const counted = COUNTED.exec(text, start)?.[1];
  if (counted !== undefined && Number(counted) !== place.digits.length && kind !== PLATE) return true;
  if (place.digits.length <= LONGEST_ROW_NUMBER && ROW_BEFORE.test(text, start) && ROW_BEHIND.test(text, end))
    return true;
  if (!OF_OTHERS.has(kind) && kindAround(text, start, end, CLOSE, 0) === 'OTHER') return true;
  return namesOther(text, start, end, kind);
}

function isSlashed(text: string, { start, end }: Place): boolean {
  return end - start <= 10 && SLASHED.test(text.slice(start, end));
}

/** Digits alone, or in a field that says no more: they may be anything. */
function isBare({ text, fields, beside }: Scan, { start, end }: Place): boolean {
  return (
    fields.matches(TELLING) === false &&
    beside.length === 0 &&
    text.length < end - start + 12 &&
    !WORDS.test(text.slice(0, start) + text.slice(end))
  );
}

/** Whether the last that is named before it is a number of nobody's. */
function namesOther(text: string, start: number, end: number, kind: number): boolean {
  if (OF_NOBODY.test(text.slice(end, end + BEHIND))) return true;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  let last = -1;
  for (const match of before.matchAll(OTHER_NUMBER))
    if (kind !== CORPORATE || !match[0].startsWith('会社')) last = match.index + match[0].length;
  return last >= 0 && !kindsNamed(before.slice(last)).some((named) => named !== 'OTHER');
}
