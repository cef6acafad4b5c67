/**
 * Lists of public places in which each name has its address beside or below it: ●嶺南保健所⏎〒914-0057 敦賀市….
 * What names such a place has no person in it, and two of them with an address each are no memo that an office heads.
 */

/** Places that people go to and nobody lives in; no desk, as 市民課 heads a memo as well. */
const KIND =
  '(?:保健所|(?:福祉|県民|市民|文化|交通|免許|保健|相談|交流|総合|[男女]性|消費生活|自然|観光|体験|学習|科学)センター|(?:土木|[都道府県市]税|福祉|農林|港湾|水産|建設|健康福祉|年金)事務所|[市区]役所|役場|支庁|振興局|[県区]民局|支所|出張所|警察署|消防署|税務署|図書館|公民館|会館|文化[村館]|文学館|美術館|博物館|資料館|記念館|体育館|武道館|ハローワーク[一-龠]{0,4}|法務局|裁判所|試験場|[小中高]学校|高校|支援学校|県民の[浜森丘]|市民の森|(?:動物|植物|水族|庭)[園館]|少年自然の家)';
/** (和歌山), (ならけんりつ), in quotes. */
const BEHIND_NAME = '(?:\\([^()\\n]{1,20}\\))?[」』]?(?:\\([^()\\n]{1,20}\\))?';
const LABEL = '(?:(?:所在地|住所|場所|郵便番号)[ :]{0,3})?(?:〒? ?[0-9]{3}-[0-9]{4}[ ,、]{0,2})?';
const NUMBER_LINE = '(?:[ \\t]{0,4}(?:電話|TEL|Tel|℡|☎)?[ :]{0,2}0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{4} {0,2}\\n)?';
/** Between the name and its address: nothing but a label, or the end of the name's line. */
const TO_ADDRESS = `${KIND}${BEHIND_NAME}(?:(?:は| {1,2}|[(:、]) ?|[ \\t]{0,2}\\n${NUMBER_LINE}[ \\t・※]{0,4})${LABEL}`;
const BEFORE = new RegExp(`${TO_ADDRESS}$`);
/** The same with the beginning of an address behind. */
const ENTRY = new RegExp(
  `${TO_ADDRESS}(?=(?:[一-龠]{2,3}[都道府県])?[一-龠々ヶァ-ヴーぁ-ん]{1,8}[市区町村郡][^\\s0-9()、。:]{0,14}[0-9一二三四五六七八九十])`,
  'g',
);
const FEWEST = 2;
const REACH_BEFORE = 72;
const REACH = 320;
/** Somebody near: who called, who lives there. */
const OF_SOMEBODY =
  /様|さん|氏名|自宅|携帯|宅[のへに]|在住|住ん|住む|本人|匿名|申[出請込]者|相談者|通報者|折り?返|連絡先は|勤務|生年|家庭|世帯|児童|生徒|訪問|独居|0[5-9]0[-(の]/;

/** Whether the address at `offset` is the second or another of at least two that stand right behind the name of a public place. */
export function isFacilityEntry(text: string, offset: number): boolean {
  if (!BEFORE.test(text.slice(Math.max(0, offset - REACH_BEFORE), offset))) return false;
  const around = text.slice(Math.max(0, offset - REACH), offset + REACH);
  return !OF_SOMEBODY.test(around) && (around.match(ENTRY)?.length ?? 0) >= FEWEST;
}

/** {"name":"南薩地域振興局","zip":"897-0031","addr":"…: an object whose name is that of an office. */
const OBJECT = new RegExp(
  `"(?:name|facility|facility_name|office_name|施設名|名称|庁舎名)" ?: ?"[^"\\n]{0,24}${KIND}"(?: ?, ?"(?:zip|zipcode|postal_?code|tel|phone|fax|kana|id|code|no|url|hours|郵便番号|電話|電話番号|ファクス|カナ|かな|よみ|番号)" ?: ?"[^"\\n様氏]{0,24}"){0,3} ?, ?"(?:addr|address|所在地|住所)" ?: ?"$`,
);
const OBJECT_REACH = 160;
/** Another key of the object that holds somebody. */
const KEY_OF_SOMEBODY =
  /"(?:user|applicant|caller|who|person|customer|contact_name|氏名|申[請込]者|担当者?|代表者?|memo|body|text|content|channel|category|type|kind|subject|status|メモ|内容|本文|種別|件名|区分|用件|対応)"/;

/** Whether the address at `offset` is that of an object which is an office's by its name. */
export function isOfficeObject(text: string, offset: number): boolean {
  if (text[offset - 1] !== '"') return false;
  const before = text.slice(Math.max(0, offset - OBJECT_REACH), offset);
  const behind = text.slice(offset, offset + OBJECT_REACH);
  const object = before.slice(before.lastIndexOf('{') + 1);
  return OBJECT.test(object) && !KEY_OF_SOMEBODY.test(object + behind.split('}', 1)[0]!);
}
