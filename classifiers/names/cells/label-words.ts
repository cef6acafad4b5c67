import type { Scan } from '../../../src/classify/scan.js';
import type { NameCandidate } from '../candidates/name-candidate.js';
import { isKnownPlace } from '../words/known-places.js';

/** What a label says that its cells hold. */
export type Sort = 'thing' | 'person';

const LONGEST = 24;

/** Places where nobody works or waits whom the same row could name: 停留所, 交差点. */
const PLACES =
  '停留[所場]|停車場|バス停|観測[所井点]|観測地点|測定[所局]|中継[所局]|基地局|採水[地所]?|配水[池場]|浄水場|雪捨場|のりば|乗り?場|駐[車輪]場|避難所|投票[所区]|交差点|地点|地区|地域|地方|学区|校区|町内|大字|小字|字名|区域|区間|海域|水域|流域|管内|河川|場名|集会所|公民館|消火栓|水門|排水機場|ポンプ場?|路線|(?:受取|返却|所蔵|貸出)館|公園名?|園名|館名|校名|(?:最寄り?|乗車|降車|乗換)?駅名|(?:最寄り?|乗車|降車|乗換)駅|店名|(?:会議|研修|客)室|室名|部屋名|港名|橋名|川名|山名|島名|ダム名?|町名|村名|区名|市名|県名|市区?町村|区市町村|都道府県|府県|発地|着地|発駅|着駅|開催[地場]所?|目的地|旅行先|出発地|到着地|経由地?|出身地?|勤務地|産地|設置[所校駅場先]{1,2}|グループ名|班名|チーム名';
/** Places whose people are as often listed behind them in a row, and which are all that a field or a label holds. */
const VENUES = '会場|行き?先|支店|営業所|拠点|エリア|方面|コース|クラス名';
/** Places whose people are listed behind them: 病院 岩田/平井. */
const OFFICES =
  '避難先|施設|庁舎|場所|支[部所局]|本[部所店局]|分[館校室署]|出張所|事業所|事務所|団地|学校|病院|店舗|納入先|搬入先|届け?先施設|キュー名?|部署名?|所属課|課名|クラス';
/** What is had, sold or ridden. */
const GOODS =
  '品名|品種|品目|機種|銘柄|犬種|猫種|樹種|魚種|鳥種|車種|商品名|製品名|薬剤?名|薬の名(?:前|称)?|列車名|便名|船名|目標物|店舗|施設名?|建物名?|利用室|部屋|(?:動物|犬|猫|ペット|施設|商品|店)の(?:名称|呼び名|愛称)|[犬猫]の名前?|ペットの?名前?';
/** On roads; before a colon too short to be sure of. */
const ROADS = 'IC|PA|SA|JCT';
const THING_HEADER = new RegExp(
  `^(?:[一-龠]{0,4})(?:${PLACES}|${VENUES}|${OFFICES}|${GOODS}|${ROADS})(?:別|名|名称)?$|^(?:発|着|駅|館|園|区|港|局|店|橋|町|村|島|判定|(?:園|校|寺院?|神社|橋)(?:名|名称))$`,
);
const THING_TITLE = new RegExp(
  `^(?:各|全)?(?:${PLACES}|品[名種目]|機種|銘柄|${ROADS})(?:別|割|一覧|名)?$|^(?:各(?:${VENUES}|${OFFICES})|(?:${VENUES}|${OFFICES})別)$`,
);

/** Of people: 担, 届出人, 早番, 校長, 運転手. */
const PERSON_HEADER =
  /(?:者|(?<![延全身体波成特最周])長|(?<!現)役|独居|見守り|(?:運転|選|歌|助|技|騎|話し|聞き|読み|担い)手|運転|乗務|担任|顧問|先生|児童|ドライバー?|ヘルパー?|ケアマネ(?:ジャー)?|ユーザー?|名字|苗字|なまえ|氏|氏名|姓|名前|名義|員|(?<!法|求|無)人|主|様|担当?|児|さん|[医師士]|客|父|母|夫|妻|代表|[早遅日夜当]番|[日宿当]直|[夜日]勤|生徒|学生|宛名?|お名前|相手|オペレーター?|スタッフ|op)(?:名|\([^()]{0,6}\))?$/i;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const THING_WORDS = words(
  'breed species variety facility sta stn station stop busstop loc location area site place spot point dept department pump port office branch shop store line dam gate park school venue facility bldg building city town village pref region zone district queue platform river basin kiosk warehouse eki shisho shiten basho chiku kaijo plant tank well bridge ic product item model sku dev bus train flight terminal shisetsu',
);
const PERSON_WORDS = words(
  'cust customer agent agt op operator usr user pic caller rep staff person last first sei mei shimei family given applicant resident member contact owner reporter author primary backup assignee requester sender guest patient tanto namae employee emp attendee by speaker',
);
/** Tell nothing by themselves: what they belong to does. */
const NEUTRAL_WORDS = words('name nm label title text val value ja jp en kana kanji txt');

/** Fields that hold a place, a kind of thing or what a thing is called, and nothing else. */
const THING_FIELD = new RegExp(
  `(?:(?:${PLACES}|${VENUES}|${GOODS})名?|最寄り?|乗車|降車|乗換)$|(?:^|[/_ -])(?:${[...THING_WORDS].join('|')})$`,
);
/** Schools by their bare names behind 代表校は. */
const SCHOOL_LABEL = '(?:出場|代表|参加|対戦|進出|統合|優勝)校';
/** 会場:福岡、行き先→金沢・富山: what stands behind such a label in the same line, itself or in a row. */
const BEHIND_PLACE_LABEL = new RegExp(
  `(?:(?<![一-龠])(?:${PLACES}|${VENUES}|列車名|船名)名?(?: ?[:=→|\\]】)] ?|\\t)|${SCHOOL_LABEL}(?:は|: ?))(?:[^\\s、・,/→~:;。()0-9様氏]{1,8}(?:[、・,/→~]| [/→~] ))*$`,
);

/** Whose place it is: 佐藤 自宅, 田中様, 山本方; not 住宅, 三宅 or 地方. */
const SOMEBODYS = /(?<![住三社民帰])宅|様|(?<![地上下前後左右双両一多])方(?![面向位角])/;

/** Whether the text is the name of a place or a thing, as its field says, and does not say whose it is. */
export function isThingField({ text, fields }: Pick<Scan, 'text' | 'fields'>): boolean {
  return text.length <= LONGEST && fields.matches(THING_FIELD) && !SOMEBODYS.test(text);
}

/** Whether the field says that a candidate names a place or a thing. A surname with a given name is somebody in any field. */
export function isThingByField(scan: Pick<Scan, 'text' | 'fields'>, { kind, start, end }: FieldCandidate): boolean {
  return isThingField(scan) && ((kind !== 'full' && kind !== 'spaced') || isKnownPlace(scan.text, start, end));
}

type FieldCandidate = Pick<NameCandidate, 'kind' | 'start' | 'end'>;

/** Whether what stands before a word names it as a place. @param before - of the same text; 40 units are enough */
export function isCalledPlace(before: string): boolean {
  return BEHIND_PLACE_LABEL.test(before);
}

/** What the header of a column or the key of a value says of it. Undefined where it may be either. */
export function sortOfLabel(raw: string): Sort | undefined {
  const label = raw.trim();
  if (label.length === 0 || label.length > LONGEST) return undefined;
  if (LATIN.test(label)) return sortOfLatin(label);
  if (PERSON_HEADER.test(label)) return 'person';
  return THING_HEADER.test(label) ? 'thing' : undefined;
}

/** What the name of a table says of its rows: with people anywhere in it, they are people. */
export function sortOfTable(name: string): Sort | undefined {
  return partsOf(name).some((part) => PERSON_WORDS.has(part)) ? 'person' : sortOfLabel(name);
}

/** Whether a row or a list begins with a word for what it lists: 消火栓, 避難所別. */
export function isTitleOfThings(word: string): boolean {
  return word.length <= LONGEST && THING_TITLE.test(word);
}

/** Whether a key says only that a name follows, not whose: name, label. */
export function isNeutral(key: string): boolean {
  return NEUTRAL_WORDS.has(key.toLowerCase());
}

const LATIN = /^[A-Za-z][A-Za-z0-9_. -]*$/;

/** The last word that tells: AREA_NM is of an area, site_contact of a person. */
function sortOfLatin(label: string): Sort | undefined {
  for (const part of partsOf(label).reverse()) {
    if (PERSON_WORDS.has(part)) return 'person';
    if (THING_WORDS.has(part)) return 'thing';
  }
  return undefined;
}

/** The words of a label, each in the singular. */
function partsOf(label: string): string[] {
  return label
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[_. -]+/)
    .map((part) => (part.length > 3 ? part.replace(/(?<!s)s$/, '') : part));
}
