import { Opening } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { ADDRESSED } from '../words/titles.js';

/** Units of its line that are looked at before and behind a cell. */
const REACH = 60;
const LEFT = UnitSet.of(`[\\n\\t ,|/=:;"'(→~⇔、・\\[{●■▲①-⑳-]`);
const RIGHT = UnitSet.of(`[\\n\\r\\t ,|/;"')(→~⇔、・\\]}○×△◎-]`);
/** A title, or what people say of themselves, behind a name. */
export const TITLED = new Opening(new RegExp(`^["']? ?(?:${ADDRESSED}|君|と申|です)`), 8);

/** Said in rows of people, also where these name places. */
export const OF_PEOPLE =
  /氏名|名前|名簿|担当|引き?継|交代|交替|代行|当番|当直|転送|保留|相乗り|送迎|送り|迎え|訪問|案内|巡回|面談|出席|欠席|児童|(?<![園館室校駅])名札|渡し|受け?取り?|電話|かける|連絡|手渡|異動|内示|委任|貸出|返却|様|さん/;

/** Whether a place is all that stands between two separators. */
export function fillsCell(text: string, start: number, end: number): boolean {
  return beginsCell(text, start) && (end === text.length || RIGHT.has(unitIn(text, end)));
}

export function beginsCell(text: string, start: number): boolean {
  return start === 0 || LEFT.has(unitIn(text, start - 1));
}

/** What stands in the same line, at most `REACH` units on either side. */
export function lineAround(text: string, start: number, end: number): { before: string; behind: string } {
  const before = text.slice(Math.max(0, start - REACH), start);
  const behind = text.slice(end, end + REACH);
  const length = behind.indexOf('\n');
  return {
    before: before.slice(before.lastIndexOf('\n') + 1),
    behind: length < 0 ? behind : behind.slice(0, length),
  };
}
