import { buildingAlone } from './building.js';

/** Kinds of houses that people live in; with a name and a room they are someone's home without a town as well. */
export const HOMES = [
  'ハイツ',
  'コーポ',
  'マンション',
  'アパート',
  'メゾン',
  'ハイム',
  '団地',
  '住宅',
  '荘',
  'ヒルズ',
  'パレス',
  'レジデンス',
  'ヴィラ',
  'ライオンズ',
  'サンライズ',
  'ロイヤル',
  'パークサイド',
] as const;
const REACH_BACK = 12;
const REACH = 40;
const NAME = /[一-龠々ァ-ヶー゛゜A-Za-z0-9]/;
const ROOM = /(?:[0-9]{3,4}|[一二三四五六七八九〇]{3}|[0-9一二三四五六七八九十]{1,3}号?棟).{0,12}$/;
/** A house of no name; 府営上野東住宅 has one. */
const PLAIN = /^(?:団地[A-Z] |[都道府県市町村](?!営(?!住宅|団地)[一-龠ァ-ヶー0-9]{2})|公|の|隣|同じ|うち|当|この)/;

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
  for (const from of [withHiragana(text, start, lowest), start]) {
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

/** A house that says by its name of katakana what it is, before the number of a room: ルミエール鮎川 503号室. */
const HOUSE_AND_ROOM =
  /(?:^|[^ァ-ヴー一-龠々A-Za-z0-9])((?:[一-龠々]{0,4}[ァ-ヴー・]{3,14}[一-龠々]{0,5}|[ァ-ヴー・]{2,14}[一-龠々]{1,5})(?:第?[0-9一二三](?:番館)?|[IVX]{1,3})?[ の、]{0,2}[A-Z]?-?(?:[0-9]{2,4}|[一二三四五六七八九〇]{3,4}))$/;
const NO_HOUSE =
  /^(?:マンション|アパート|ハイツ|コーポ|メゾン|ハイム)[ の、0-9-]|ルーム|ホール|センター|スタジオ|ホテル|セミナー|クリニック|プラザ|オフィス|フロア|ビル|病|会議|研修|教室|試験|審査/;
const REACH_OF_HOUSE = 30;

/** The house and room that end with `cue`, 号室. */
export function houseBefore(
  text: string,
  cue: { start: number; end: number },
  lowest: number,
): { start: number; end: number } | undefined {
  const value = HOUSE_AND_ROOM.exec(text.slice(Math.max(lowest, cue.start - REACH_OF_HOUSE), cue.start))?.[1];
  if (value === undefined || NO_HOUSE.test(value)) return undefined;
  return { start: cue.start - value.length, end: cue.end };
}

/** 県営千早 4-307, 市営中原の 3棟の402: housing of a prefecture or town with house and room. */
const PUBLIC_HOUSING =
  /^[都道府県市区町村]営[一-龠々ァ-ヶー]{1,10}(?:[0-9]団地)?[ の、]{0,2}(?:[A-Z]?[0-9]{1,3}号?[棟館][ の、-]{0,2}[0-9]{3,4}(?:号室?)?|[A-Z]?[0-9]{1,3}-[0-9]{3,4}(?:号室?)?)(?![0-9年月日円-])/;
/** 県営住宅 3-405 has no name, 市営バス 12-304 no rooms. */
const NO_HOUSING = /^.営(?:(?:住宅|団地|アパート)[ の、]|[^ 0-9]{0,8}(?:バス|地下鉄|線|プール|球場|駐車場|霊園|墓地))/;

/** Where the housing and room end that begin at `cue`, 県営; undefined where none do. */
export function publicHousing(text: string, cue: number): number | undefined {
  if (cue > 0 && NAME.test(text[cue - 1]!)) return undefined;
  const value = PUBLIC_HOUSING.exec(text.slice(cue, cue + REACH))?.[0];
  return value === undefined || NO_HOUSING.test(value) ? undefined : cue + value.length;
}
