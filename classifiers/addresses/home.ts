import { buildingAlone } from './building.js';

/** Kinds of houses that people live in; with a name and a room they are someone's home without a town as well. */
export const HOMES = ['ハイツ', 'コーポ', 'マンション', 'アパート', 'メゾン', 'ハイム', '団地', '住宅', '荘'] as const;
const REACH_BACK = 12;
const REACH = 40;
const NAME = /[一-龠々ァ-ヶー゛゜A-Za-z0-9]/;
const ROOM = /(?:[0-9]{3,4}|[一二三四五六七八九〇]{3}|[0-9一二三四五六七八九十]{1,3}号?棟).{0,12}$/;
/** A house of no name; 府営上野東住宅 has one. */
const PLAIN = /^(?:[都道府県市町村](?!営(?!住宅|団地)[一-龠ァ-ヶー0-9]{2})|公|の|隣|同じ|うち|当|この)/;

/**
 * The house around the cue at `cue`, with a room: グリーンコーポ二〇四.
 *
 * @param inField - the field is for it, so it needs no room
 */
export function homeAt(
  text: string,
  cue: number,
  lowest: number,
  inField: boolean,
): { start: number; end: number } | undefined {
  let start = cue;
  while (start > lowest && cue - start < REACH_BACK && NAME.test(text[start - 1]!)) start--;
  for (const from of start === cue ? [start] : [withHiragana(text, start, lowest), start]) {
    const length = buildingAlone(text.slice(from, from + REACH), start - from);
    if (length === 0) continue;
    const value = text.slice(from, from + length);
    if (!inField && (!ROOM.test(value) || PLAIN.test(value))) return undefined;
    return from + length > cue ? { start: from, end: from + length } : undefined;
  }
  return undefined;
}

/** ひばりが丘団地: hiragana that begins the name after a の, a mark or at the beginning. */
function withHiragana(text: string, start: number, lowest: number): number {
  const before = /(?:^|[のはが、。 「\n])([ぁ-ん]{2,5})$/.exec(text.slice(Math.max(lowest, start - 6), start));
  return before && !/^(?:から|まで|より|です|する|した|この|その)/.test(before[1]!) ? start - before[1]!.length : start;
}
