import type { Scan } from '../src/classify/scan.js';

/** Fields that say what a record is about in a few words. */
const TOPIC =
  /(?:^|\/)(?:[大中小]?分類名?|(?:大|中|小)?カテゴリー?|(?:sub_?)?category|subject|title|件名|題名|表題|タイトル|案件名?|分野|(?:相談|問合せ?|問い合わせ)?種別|topics?|tags?|タグ|キーワード|keywords?)$/;
const LONGEST = 24;

/** Whether the text is the heading of a record, as a category or a subject: 感染症, 生活保護の車の保有. */
export function isTopic({ text, fields }: Pick<Scan, 'text' | 'fields'>): boolean {
  return text.length <= LONGEST && fields.matches(TOPIC) && !/[。!?、\n]/.test(text);
}

/** What is called so is a place and nothing else. */
const PLACE_LABEL =
  '(?:市区?町村名?|区市町村|都道府県名?|府県名?|地区名?|路線名?|(?:最寄り?|乗車|降車|乗換)?駅名?|停留所名?|河川名?|観測所|観測地点|校区|海域|水域|流域|管内|会場名?|開催地|開催場所|行き?先|目的地|旅行先|出発地|到着地|経由地?|出身地?|勤務地|産地|地域名?|エリア|方面|地方|支店名?|営業所名?|拠点|コース名?|グループ名|班名|公園名|橋名|山名|ダム名|会議室名?|研修室名?|客室名?|列車名|船名|クラス名|チーム名)';
/** Fields that hold a place, a kind of thing or what a thing is called, and nothing else. */
const OF_THING = new RegExp(
  `(?:${PLACE_LABEL}|(?:最寄り?|乗車|降車|乗換)|目標物|店名|店舗名?|施設名?|建物名?|利用室|部屋名?|室名|館名|犬種|猫種|樹種|魚種|鳥種|車種|品種名?|品目|品名|商品名|製品名|銘柄|薬剤?名|薬の名(?:前|称)?|列車名?|便名|船名|(?:動物|犬|猫|ペット|施設|商品|店)の(?:名称|呼び名|愛称))$|(?:^|[/_ -])(?:station|bus_?stop|venue|breed|species|variety|product|facility)$`,
);

/** Whether the text is the name of a place or a thing, as its field says. */
export function isThingField({ text, fields }: Pick<Scan, 'text' | 'fields'>): boolean {
  return text.length <= LONGEST && fields.matches(OF_THING);
}

/** Whether what stands below this header of a column is called so: 学校名. */
export function isThingHeader(header: string): boolean {
  return header.length <= LONGEST && (OF_THING.test(header) || SCHOOLS.test(header));
}

const SCHOOLS = /^(?:学校|園|病院|校|寺院?|神社|橋|団地|避難所|公園)(?:名|名称)$/;

/** 代表校は武生、高志: schools by their bare names. */
const SCHOOL_LABEL = '(?:出場|代表|参加|対戦|進出|統合|優勝)校';

/** 会場:福岡、行き先→金沢・富山: what stands behind such a label in the same line, itself or in a row. */
const BEHIND_PLACE_LABEL = new RegExp(
  `(?:(?<![一-龠])${PLACE_LABEL}(?: ?[:=→|\\]】)] ?|\\t)|${SCHOOL_LABEL}(?:は|: ?))(?:[^\\s、・,/→~:;。()0-9様氏]{1,8}(?:[、・,/→~]| [/→~] ))*$`,
);

/** Whether what stands before a word names it as a place. @param before - of the same text; 40 units are enough */
export function isCalledPlace(before: string): boolean {
  return BEHIND_PLACE_LABEL.test(before);
}
