import { isListedNamePart } from './known-name.js';

/** S101112 / 女, H2.12.25 男: the sex in the next cell; not a row of counts, nor both to choose from. */
const BEHIND = /^[ ,、/|\t]{1,3}(?:([男女])[児性子]?|[MF])(?![0-9A-Za-z一-龠ぁ-んァ-ヴ]|[ ,、/|\t・]{1,3}[0-9男女])/;
const LINE_BEGINS = /(?:^|\n)["'|│,、 \t]*$/;
const NAME = /(?:^|[\s,、/|("'])([一-龠々]{1,5}|[ぁ-ん]{2,7}|[ァ-ヴー]{2,8})["']?[ ,、/|\t(]{1,3}["']?$/;
/** 発注 H11.2.3 F: digits and letters of a thing. */
const OF_A_THING = /(?:[発受]注|[型品製機]番|型式|サイズ|寸法|規格|改[訂定]|ロット)[^\n]{0,6}$/;
const SEPARATED = /[./・年-]/;
const REACH = 18;

/** Whether the sex stands behind a date that begins a line or stands behind a name. M and F are sizes and types as well. */
export function isBesideSex(text: string, start: number, end: number): boolean {
  const sex = BEHIND.exec(text.slice(end, end + 8));
  if (!sex) return false;
  const before = text.slice(Math.max(0, start - REACH), start);
  if (OF_A_THING.test(before)) return false;
  const name = NAME.exec(before)?.[1];
  if (name !== undefined && isListedNamePart(name)) return true;
  return LINE_BEGINS.test(before) && (sex[1] !== undefined || SEPARATED.test(text.slice(start, end)));
}
