import { officeAt } from '../addresses/office-address.js';
import { isOfficePostalCode, publicOffice } from './public-office.js';

/** What stands behind a code: the address it belongs to, up to the last number of its block. */
const ADDRESS =
  /^["']?[,、 \t\n]{0,3}(?:"(?:addr|address|所在地|住所)" ?: ?")?(?:(?:住所|所在地)[: ]{0,2})?([一-龠][^\s、。,()"'0-9]{1,24}(?:[0-9〇一二三四五六七八九十][0-9〇一二三四五六七八九十]{0,4}(?:丁目|番地?の?|号|-|の)?){1,4})/;
/** 〒602-8570 京都府庁: the office itself, with no address; but 市役所前町, 市役所の裏, 県庁職員宿舎, 役場 山口様. */
const OF_HALL =
  /^ {0,2}[一-龠]{1,6}(?:[都道府県]庁|[市区]役所|[町村]役場)(?![前南北東西通町裏横隣近]|[にへ]|から|の(?!あて|代表|窓口|[^\s。、]{0,10}課)|(?:本?庁舎?)?の?[前裏横隣近]|本庁舎[前裏横隣近]|[^\s。、]{0,4}(?:宿舎|住宅|官舎|勤[務め]|退職|OB)| [一-龠々]{1,6}(?: ?[一-龠々ぁ-ん]{1,4})?(?:様|さん))/;
/** 郵送先 〒793-0030: where something is sent to may be anybody's. */
const SENT_TO = /(?:送付?|届け?|宛)先[^。\n]{0,3}$/;
/** A code without an address beside it is looked at where no doubt is what it is. */
const WRITTEN = /^[0-9]{3}-[0-9]{4}$/;
/** Units behind a code in which its address stands. */
const REACH = 64;

/**
 * Whether the code from `start` to `end` is an office's: one that only offices have, or that of the town around it where
 * its address is an office's. It shares the fate of the address it belongs to.
 */
export function isOfOffice(text: string, start: number, end: number, digits: string): boolean {
  if (isOfficePostalCode(digits)) return true;
  if (OF_HALL.test(text.slice(end, end + 16))) return true;
  if (SENT_TO.test(text.slice(Math.max(0, start - 8), start))) return false;
  const behind = ADDRESS.exec(text.slice(end, end + REACH));
  if (!behind) return WRITTEN.test(text.slice(start, end)) && publicOffice(text, start) !== undefined;
  const to = end + behind[0].length;
  return officeAt(text, to - behind[1]!.length, to) !== undefined;
}
