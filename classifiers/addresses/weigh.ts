import { isEvent, passing } from './in-passing.js';
import { ASKED, HOME_BEFORE, LABEL, LIVES, LIVES_HERE } from './labels.js';
import type { ParsedAddress } from './parse-address.js';

const REACH_BEFORE = 60;
const REACH_AFTER = 40;

export interface Weight {
  rule: string;
  score: number;
  because: string;
}

/** 長野県道407号, 国道26号, 第2区: numbers of roads and districts. */
const ROAD =
  /^.{0,12}(?:国道|[都道府県市]道(?=[0-9]|[^0-9。、]{0,10}線)|号線|第[0-9一二三四五六七八九十]+[区回号期次](?![0-9]))/;
/** 2番出口, 3番のりば; 地内 is where something is built. */
const PLACE_OF_STATION =
  /^(?:の?(?:交差点|停留所|バス停|信号)|地内|地先|出口|のりば|乗り?場|ホーム|コース|会場|レーン|系統)/;
/** No town is called so: 大阪府庁本館5, 神奈川県警第7, 東京都大学リーグ1. */
const NO_TOWN =
  /^(?:(?:丁目|番地?|号)$|[庁警立議知民内長]$|庁|警察|警第|議会|知事|長[室宛公]|職税|民|立[一-龠々]{0,8}(?:館|校|院|園|大学?|高|小|中|学)$|道路|条例|大学|都市|交通)|[庁署]$|地内$|(?:[会本新別旧分号]|公民|図書|体育|武道|水族|博物|美術|資料|記念|文学|文化|科学|交流|映画)館$|[部局][一-龠]{1,8}[室課]$|学校|役所|役場|本館|会館|リーグ|選挙|計画|ステップ|大会|委員|様式|別紙|別表|資料|指令|告示|規則|[東西南北中]部$|全域$|各地$|協会|(?<!流通)センター|フリー|ダイヤル|番号|電話|携帯|受付|伝票|年度|[0-9一二三四五六七八九十](?:年|月(?=[0-9一二三四五六七八九十末上中下]|$))|[0-9一二三四五六七八九十]日$/;

/** 昭和九丁目 is a town, 昭和9 a year. */
const ERA = /^(?:令和|平成|昭和|大正|明治)$/;

/** Something else is numbered so: 受理番号は布施24-1183, 最寄り駅は谷町四丁目. */
const OTHER_BEFORE = /(?:番号|No\.?|型番|受付|整理|管理|伝票|路線|系統|最寄り?(?:の?駅)?|駅名?)[はが:]?[^\s。]{0,3}$/;
/** 大阪市○○区△△町1丁目: how to fill in a form. Beside a full address it is a mark: ×天美東2-3 ○天美東2-4. */
const SAMPLE = /[○◯△□×●■*]/;
/** 東大阪市 布施 え 4533: a number plate. */
const PLATE_AFTER = /^ [ぁ-ん] ?[0-9・-]{2}/;
/** 大阪市生野区⏎巽東2-14-3 */
const NEXT_LINE = /^\n {0,4}[一-龠々ァ-ヶの]{2,8}[0-9一二三四五六七八九十]{1,3}(?:丁目|[-の番])/;

/**
 * How surely this is someone's address. A city in passing has neither block nor town nor cue.
 *
 * @param near - another address stands shortly before
 */
export function weigh(text: string, parsed: ParsedAddress, inField: boolean, near: boolean): Weight | undefined {
  const full = parsed.municipalities > 0 && parsed.townKnown && parsed.block > 1;
  if (
    (!full && SAMPLE.test(text.slice(Math.max(0, parsed.start - 3), parsed.start))) ||
    SAMPLE.test(text.slice(parsed.end, parsed.end + (full ? 0 : 1)))
  )
    return undefined;
  if (NO_TOWN.test(parsed.town) || ROAD.test(text.slice(parsed.start, parsed.end))) return undefined;
  if (ERA.test(parsed.town) && !parsed.blockUnit) return undefined;
  const before = text.slice(Math.max(0, parsed.start - REACH_BEFORE), parsed.start);
  const labelled = inField || LABEL.test(before) || ASKED.test(before);
  const after = text.slice(parsed.end, parsed.end + REACH_AFTER);
  if (parsed.block === 0 && PLATE_AFTER.test(after)) return undefined;
  if (parsed.block === 0) return withoutBlock(parsed, before, after, labelled, inField, near);
  const isStation = parsed.municipalities === 0 && (OTHER_BEFORE.test(before) || after.startsWith('駅'));
  return isStation || PLACE_OF_STATION.test(after) ? undefined : withBlock(parsed, before, after, labelled, near);
}

function withBlock(
  parsed: ParsedAddress,
  before: string,
  after: string,
  labelled: boolean,
  near: boolean,
): Weight | undefined {
  // 井口堂三丁目 is an area as well: works and events there are nobody's home.
  const isArea = parsed.block === 1 && parsed.blockUnit && !parsed.building && !labelled;
  if (isArea && (isEvent(before) || /^(?:ほか|他[、)の]|など)/.test(after))) return undefined;
  if (!labelled && isSection(before, after)) return undefined;
  const places = parsed.municipalities + (parsed.prefecture ? 1 : 0);
  const town = parsed.town.length;
  if (parsed.municipalities === 0 && parsed.prefecture && !parsed.townKnown) return undefined;
  if (places > 0 && (town > 0 || parsed.blockUnit || (labelled && parsed.municipalities > 0))) {
    const score = labelled ? 0.98 : parsed.block > 1 || parsed.building ? 0.93 : 0.8;
    return { rule: 'whole', score, because: 'municipality, block' };
  }
  // 直島町1122の1: a town that is a municipality of its own has none within it.
  if (parsed.loose && town === 0 && parsed.block > 1)
    return { rule: 'whole', score: labelled ? 0.9 : 0.7, because: 'municipality, block' };
  if (town < 2) return undefined;
  const strong = parsed.blockUnit || parsed.block > 2;
  if (labelled) return { rule: 'town', score: parsed.townKnown ? 0.93 : 0.75, because: 'label' };
  // 大字飯塚1408の2, 同村大字鹿塩364番地: 大字 and 字 begin a place and nothing else.
  if (/^(?:同?[村町市])?(?:大字|字(?=[一-龠]{2}))/.test(parsed.town))
    return { rule: 'town', score: parsed.block > 1 || parsed.blockUnit ? 0.75 : 0.6, because: '字' };
  if (!parsed.townKnown) return undefined;
  if (parsed.block > 1) return { rule: 'town', score: strong ? 0.82 : 0.6, because: 'town, block' };
  if (parsed.blockUnit && LIVES.test(after)) return { rule: 'town', score: 0.8, because: 'town, lives there' };
  if (parsed.blockUnit && parsed.building) return { rule: 'town', score: 0.75, because: 'town, building' };
  if (near && parsed.blockUnit) return { rule: 'town', score: 0.7, because: 'town, near another' };
  return parsed.blockUnit ? { rule: 'town', score: 0.45, because: 'town' } : undefined;
}

/** 1番地先から88番地先まで: where a section of a road begins and ends. */
const SECTION_AFTER = /^先(?:から|まで|より|～|〜)/;
const ITS_END = /^先(?:から|より|～|〜)[^\n。]{0,30}[番地号0-9]先/;
const ITS_BEGIN = /先(?:から|より|～|〜)[^\n。]{0,30}$/;
const OF_ROADS = /区間|道路|路線|工事|通行/;

/** 和泉市府中町123番地先まで訪問 is as far as somebody's house. */
function isSection(before: string, after: string): boolean {
  if (!SECTION_AFTER.test(after)) return false;
  return OF_ROADS.test(before) || ITS_END.test(after) || (after.startsWith('先まで') && ITS_BEGIN.test(before));
}

/** 守口市大久保町: a municipality and a town without a number. */
function withoutBlock(
  parsed: ParsedAddress,
  before: string,
  after: string,
  labelled: boolean,
  inField: boolean,
  near: boolean,
): Weight | undefined {
  const rule = 'no-block';
  if (parsed.loose && parsed.town === '' && HOME_BEFORE.test(before) && /^(?:で|や|です|に住|の|。|、|$)/.test(after))
    return { rule, score: 0.7, because: 'home' };
  if (parsed.municipalities === 0) return undefined;
  // 能勢町宿野: the 町 is a municipality of its own or part of a city; the town behind it tells.
  if (parsed.loose && !(parsed.townKnown && parsed.town.length > 1 && (labelled || LIVES_HERE.test(after))))
    return undefined;
  if (parsed.town.length < 2 || !parsed.townKnown) {
    if (inField || NEXT_LINE.test(after)) return { rule, score: 0.7, because: 'field, next line' };
    if (!labelled || !/^[\s。、」)]|^で[すご]|^$/.test(after)) return undefined;
    // 神戸市垂水区: half an address when it was asked for; 堺市 alone is none.
    return parsed.municipalities > 1 || parsed.town.length > 1 ? { rule, score: 0.8, because: 'label' } : undefined;
  }
  if (labelled || LIVES_HERE.test(after))
    return { rule, score: labelled ? 0.9 : 0.85, because: labelled ? 'label' : 'lives there' };
  if (parsed.building) return { rule, score: 0.8, because: 'building' };
  const way = passing(before, after, near);
  return way === undefined ? { rule, score: 0.8, because: 'town of someone' } : undefined;
}
