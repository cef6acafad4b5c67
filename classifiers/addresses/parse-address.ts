import { UnitSet } from '../../src/text/unit-set.js';
import { buildingEnd } from './building.js';
import { isMunicipality, PREFECTURES, placeNames } from './place-lexicon.js';

/** What an address consists of, as far as it was found; offsets are of normalised text. */
export interface ParsedAddress {
  start: number;
  end: number;
  prefecture: boolean;
  /** 市, 区, 町, 村, 郡 that exist. */
  municipalities: number;
  /** The last of these is a 町 or 村 within a city or ward: as deep as a town. */
  townWithin: boolean;
  /** Units of the town's name before the block number. */
  town: number;
  /** The town is one that a lexicon knows, or ends as towns do. */
  townKnown: boolean;
  /** Numbers of the block: 1 in 3丁目, 3 in 1-2-3. */
  block: number;
  /** 丁目, 番地, 番 or 号 stands with them. */
  blockUnit: boolean;
  building: boolean;
}

const SUFFIX = new UnitSet(/[市区町村郡]/);
/** What the name of a municipality consists of. */
const NAME_UNIT = new UnitSet(/[一-龠々ヶケノァ-ヴーぁ-ん]/);
const HIRAGANA = new UnitSet(/[ぁ-ん]/);
const KANJI_NUMERAL = new UnitSet(/[一二三四五六七八九十]/);
const LONGEST_MUNICIPALITY = 8;
const LONGEST_TOWN = 24;
const TOWN_UNIT = new UnitSet(/[一-龠々ヶァ-ヴーノツ\ud840-\udfff]/);
const TOWN_END =
  /(?:町|丁|条|台|丘|野|原|通|筋|新田|本町|字|郷|里|浜|島|山|川|谷|沢|崎|橋|堀|江|北|南|東|西|中|上|下|上る|下る|入る?|ル)$/;
const NUMBER = '(?:[0-9]{1,5}|[一二三四五六七八九十百〇]{1,5})';
const BLOCK = new RegExp(
  `^${NUMBER}(?: ?(?:丁目|丁|番地|番|号|条|線)(?:[のノ、 ]{0,2}(?=${NUMBER}))?(?:-(?=${NUMBER}))?| ?[-のノ之、/] ?(?=${NUMBER}))?` +
    `(?:${NUMBER}(?: ?(?:丁目|番地|番|号)(?![室棟館])(?:[のノ、 ]{0,2}(?=${NUMBER}))?(?:-(?=${NUMBER}))?| ?[-のノ之] ?(?=${NUMBER}))?){0,4}`,
);

/** Reads the address that begins at `start`: prefecture, municipalities, town, block, building, each where there is one. */
export function parseAddress(text: string, start: number): ParsedAddress {
  const prefecture = prefectureAt(text, start);
  let at = start + (prefecture?.length ?? 0);
  let municipalities = 0;
  for (; municipalities < 4; municipalities++) {
    const from = text[at] === ' ' ? at + 1 : at;
    const end = municipalityEnd(text, from, municipalities > 0 || prefecture !== undefined);
    if (end === undefined) break;
    at = end;
  }
  const townFrom = text[at] === ' ' && (municipalities > 0 || prefecture) ? at + 1 : at;
  const townTo = townEnd(text, townFrom);
  const town = text.slice(townFrom, townTo);
  if (town !== '') at = townTo;
  const block = blockAt(text, at);
  const parsed: ParsedAddress = {
    start,
    end: at,
    prefecture: prefecture !== undefined,
    municipalities,
    townWithin: municipalities > 1 && /[町村]/.test(text[townFrom - 1]!),
    town: town.length,
    townKnown: town !== '' && (TOWN_END.test(town) || endsWithPlace(town)),
    block: 0,
    blockUnit: false,
    building: false,
  };
  if (!block) return parsed;
  const end = buildingEnd(text, block.end);
  return { ...parsed, end, block: block.numbers, blockUnit: block.unit, building: end > block.end };
}

const PREFECTURE_START = new Set(PREFECTURES.map((name) => name.charCodeAt(0)));

function prefectureAt(text: string, start: number): string | undefined {
  if (!PREFECTURE_START.has(text.charCodeAt(start))) return undefined;
  return PREFECTURES.find((name) => text.startsWith(name, start));
}

/** End of 堺市, 泉北郡, 中央区 … at `from`. Known names win; after a place any short name is taken. */
function municipalityEnd(text: string, from: number, afterPlace: boolean): number | undefined {
  let shortest: number | undefined;
  let known: number | undefined;
  for (let at = from; at < text.length && at - from < LONGEST_MUNICIPALITY; at++) {
    const unit = text.charCodeAt(at);
    if (!NAME_UNIT.has(unit)) break;
    if (at === from || !SUFFIX.has(unit)) continue;
    if (isMunicipality(text, from, at + 1)) known = at + 1;
    else if (shortest === undefined && /^[一-龠々ヶケノ]+$/.test(text.slice(from, at)) && at - from <= 5)
      shortest = at + 1;
  }
  if (known !== undefined) return known;
  return afterPlace && shortest !== undefined && text[shortest - 1] !== '町' ? shortest : undefined;
}

/** End of the town's name: kanji and katakana, hiragana only inside a name that a lexicon knows. */
export function townEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < LONGEST_TOWN) {
    const unit = text[at]!;
    if (
      at > from &&
      KANJI_NUMERAL.has(text.charCodeAt(at)) &&
      /^[一二三四五六七八九十百〇]{1,4} ?(?:丁目|番|号)/.test(text.slice(at, at + 8))
    )
      break;
    if (TOWN_UNIT.has(text.charCodeAt(at)) || (unit === 'ケ' && at > from)) at++;
    else if ((unit === '上' || unit === '下' || unit === '入') && text[at + 1] === 'る') at += 2;
    else if (unit === 'る' && /[上下入]/.test(text[at - 1] ?? '')) at++;
    else {
      const end = hiraganaPlaceEnd(text, from, at);
      if (end === undefined) break;
      at = end;
    }
  }
  return at;
}

/** みなとみらい, ひばりが丘, 一の宮: end of the known place that covers the kana at `at`, starting at most three units before. */
function hiraganaPlaceEnd(text: string, from: number, at: number): number | undefined {
  if (!HIRAGANA.has(text.charCodeAt(at))) return undefined;
  const places = placeNames();
  for (let start = Math.max(from, at - 3); start <= at; start++) {
    for (let end = Math.min(text.length, start + 6); end > at && end - start >= 2; end--) {
      if (places.has(text, start, end)) return end;
    }
  }
  return undefined;
}

function endsWithPlace(town: string): boolean {
  const places = placeNames();
  const divided = town.endsWith('町') || town.endsWith('村');
  for (let from = Math.max(0, town.length - 6); from <= town.length - 2; from++) {
    if (places.has(town, from) || (divided && places.has(town, from, town.length - 1))) return true;
  }
  return false;
}

/** The block number at `from`, after at most one space. */
export function blockAt(text: string, from: number): { end: number; numbers: number; unit: boolean } | undefined {
  const start = text[from] === ' ' ? from + 1 : from;
  const match = BLOCK.exec(text.slice(start, start + 40));
  if (!match) return undefined;
  const value = match[0].replace(/[のノ之、/ -]+$/, '');
  const end = start + value.length;
  if (/[0-9.:%]/.test(text[end] ?? '')) return undefined;
  if (
    /^(?:年|月|日|時|分|円|人|件|名|回|歳|階建|か所|カ所|ヶ所|個|つ|台|km|m|%|世帯|度|倍|代|万|千|億|位|期|割|次|級)/.test(
      text.slice(end, end + 3),
    )
  )
    return undefined;
  return {
    end,
    numbers: value.match(/[0-9]+|[一二三四五六七八九十百〇]+/g)!.length,
    unit: /丁目|番地|番|号/.test(value),
  };
}
