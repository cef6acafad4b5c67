import { isFacilityEntry, isOfficeObject } from '../offices/facility-entries.js';
import { officeAsked } from '../offices/office-asked.js';
import { inOfficeList } from '../offices/office-list.js';
import { isOfficePostalCode, publicOffice } from '../offices/public-office.js';
import { isInOfficeSignature } from '../offices/signature.js';

const OFFICE_AFTER =
  /^(?!から|まで)[ 、の]{0,2}[^\s。、/→|]{0,12}(?:府庁|県庁|市庁|役所|役場|庁舎|保健所|税務署|警察署|消防署|図書館|会館|センター|小学校|中学校|高校|公民館|ホール|総合案内|[土木府県税民興務]事務所|[課係室部局](?:あて|宛|御中|まで|行き?))|^の[^\s。、/→|がはをに]{0,12}(?:福祉事務所|美術館|博物館|記念館|体育館|病院|診療所|試験場|相談所|研究所|検[定査]所|衛生所|浄水場|展示場|裁判所|法務局|投票所|開発校|大学校|専門校|プラザ|プール|ハローワーク|献血ルーム|キャンプ場|(?:少年|自然)の家)(?!の(?:裏|隣|前|近|向|横|そば|職員))/;
/** 越前市高瀬2-7-24⏎越前市中央図書館 御中: who lives there stands on the line below. */
const OFFICE_BELOW =
  /^ {0,2}\n {0,4}[^\n。様]{0,14}(?:[市区]役所|役場|庁舎?|図書館|公民館|会館|体育館|[小中高]学校|高校|保健所|[税警消][務察防]署|センター|事務所)[^\n。様]{0,14}(?:御中|宛|行)(?=\s|$)/;
/** 「本館ってどこですか」「…でございます」: the address of an office that someone asks for. */
const WHERE =
  /(?:府庁|県庁|市庁|庁舎|本館|別館|役所|役場|窓口|センター|会場|事務所|保健所|署|図書館|会館|ホール|学校|大学|病院|館|園)(?!:)[^。\n]{0,10}(?:どこ|どちら(?!にお?住)|(?:場所|所在地?|住所)[はをって]|行き方)[^\n]{0,14}\n[^\n]{0,10}$/;
/** Opening hours stand before the address on its line. */
const HOURS =
  /(?:[0-9]{1,2}:[0-9]{2} ?[~-] ?[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}時[~-][0-9]{1,2}時|休館|閉館|[月火水木金土日]休|年中無休|開館|開庁)[^\n。様]{0,24}$/;
/** 府の保健所：池田（池田市…）、茨木（茨木市…）: a list of offices in brackets. */
const LIST =
  /(?:保健所|センター|事務所|窓口|支所|出張所|施設|会場|警察署|税務署|図書館|避難所|拠点|店舗|相談所)(?:一覧)?[は:][^\n。様]*\($/;
const LIST_REACH = 200;
/** 郵送先は事務所 千葉市…, 事務所は岡谷市…: an office that is named by nothing is the writer's. */
const OWN_OFFICE = /(?:^|[はが、。]|(?:自宅|住居|店舗)(?:兼|と))(?:事務所|会社)[はが ]{1,2}$/;
/** Where something is sent to: offices say so before their numbers, people before their address. */
const SENT_TO = '郵送先';
/** 現地説明会:伊那市…、10時 */
const EVENT = /(?:説明会|見学会|相談会|講習会|研修会|講演会|セミナー|教室|試験)(?:会場)?: ?$/;
const EVENT_GOES_ON = /^(?:[、。)\n ](?![^。\n]{0,16}(?:様|さん|氏|宅|方(?![面法])|在住|男性|女性|匿名))|$)/;
/** Somebody lives there, or what stands there is their own. */
const STAYS =
  /^[^。\n]{0,12}(?:隣|向かい|暮ら|住|様|さん|氏|宅|方[、。へにのが)]|在住|本人|匿名|[男女]性|世帯|家|から|より|通報|相談|申出)/;
const POSTAL_CODE = /([0-9]{3}-?[0-9]{4})[ 、\n]{0,2}$/;

/** The name of a place that one visits, with nothing but a bracket between it and the address. */
const VISITED =
  /(?:文化[村館]|文学館|美術館|博物館|県民の[浜森丘]|市民の森|免許センター|少年自然の家)[」』]?(?:\([^()\n様氏]{1,20}\))?(?:は|[ (:、]){0,2}$/;
/** The Prefectural Library, 1-2-10 …; City Hall is at …: with nothing but a bracket or a floor between. */
const IN_LATIN =
  /\b(?:Prefectural|Prefecture|Municipal|City|Ward|Town|Village|Public|Government|National|Tax|Pension|Immigration|Passport|Health|Welfare|Employment)(?: [A-Z][A-Za-z'-]{1,14}){0,3} (?:Office|Library|Museum|Hall|Cent(?:er|re)|Bureau|Counter|Gym(?:nasium)?|Pool|Garden|Station)(?: (?:Annex|Main Building|Building))?(?:,| is(?: located)? at|:| at)? {0,2}\(?(?:[0-9](?:st|nd|rd|th) [Ff]loor, )?$/;
/** The address names the public building itself. */
const PUBLIC_BUILDING =
  /[市府県町村区国都道]立(?=[一-龠ァ-ヶー]{0,14}(?:館|校|園|院|センター|ホール|プール))|公民館|体育館|図書館|博物館|美術館|文化会館|市民会館|庁舎|役所|役場|分室|[市区町村][一-龠ぁ-ん]{0,6}(?:プラザ|ホール|会館)$/;

/** Why an address between `start` and `end` is an office's and nobody's; undefined when it may be someone's. */
export function officeAt(text: string, start: number, end: number): string | undefined {
  const office = publicOffice(text, start);
  const before = text.slice(Math.max(0, start - 60), start);
  if (office !== undefined && office !== SENT_TO && !OWN_OFFICE.test(before)) return office;
  if (isOfficePostalCode(POSTAL_CODE.exec(before)?.[1] ?? '')) return 'postal code of an office';
  if (EVENT.test(before) && EVENT_GOES_ON.test(text.slice(end, end + 24))) return 'event';
  if (IN_LATIN.test(before)) return 'office in Latin letters';
  if (HOURS.test(before)) return 'opening hours';
  if (VISITED.test(before) && !STAYS.test(text.slice(end, end + 24))) return 'place to visit';
  if (
    (text[start - 1] === '(' && LIST.test(text.slice(Math.max(0, start - LIST_REACH), start))) ||
    inOfficeList(text, start) ||
    isFacilityEntry(text, start) ||
    isOfficeObject(text, start)
  )
    return 'list of offices';
  if (isInOfficeSignature(text, start)) return 'signature of an office';
  if (WHERE.test(before) && !STAYS.test(text.slice(end, end + 24))) return 'office asked for';
  if (officeAsked(text, start, end)) return 'office asked for';
  if (PUBLIC_BUILDING.test(text.slice(start, end))) return 'public building';
  const behind = text.slice(end, end + 40);
  return OFFICE_AFTER.test(behind.slice(0, 24)) || OFFICE_BELOW.test(behind) ? 'office' : undefined;
}
