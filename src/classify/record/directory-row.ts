import { fieldNamesOf } from '../field-names.js';
import type { TextOfRecord } from '../finding.js';

/** What the fields of a directory entry are about: a place and how to reach it, and nobody. */
const ENTRY_FIELD =
  /(?:施設|機関|庁舎|会場|窓口|図書館|病院|学校)名?(?:称)?$|^(?:名称|no\.?|番号|id|区分|種別|分類|地域|所在地|位置|住所|郵便番号|〒|電話(?:番号)?|tel|fax(?:番号)?|ファクス(?:番号)?|url|ホームページ|.{0,4}(?:休館|開館|休業|定休)日|.{0,4}(?:時間|曜日)|定員|駐車場.{0,4}|交通.{0,4}|最寄り?駅|備考|摘要|緯度|経度|設置.{0,4}|所管.{0,4})$/;
const NAME_FIELD = /(?:施設|機関|庁舎|会場|窓口|図書館|病院|学校)名?(?:称)?$|^名称$/;
/** Ends of the names of public places. */
const PLACE =
  /(?:センター|館|ホール|事務所|[支保]所|[市区]役所|役場|庁舎|学校|高校|大学|公園|緑地|警察署|消防署|税務署|プラザ|診療所|病院|窓口|(?:相談|検[定査]|衛生|投票|避難|測候)所|(?:農業|林業|水産|漁業|畜産|衛生|保健|健康|環境|産業|工業|技術|科学)(?:総合)?研究所|試験場|浄水場|展示場|開発校|専門校|の家|プール|スケートリンク|ハローワーク|献血ルーム|会場|支援拠点|管理棟|キャンプ場)$|^道の駅/;
const FEWEST = 3;

/** Said beside every text of such a record: address and number in it are a public place's. */
export const DIRECTORY_ENTRY: readonly string[] = ['directory entry'];

/** Whether the record is an entry of a directory of public places. One field about anything else, and it is not. */
export function isDirectoryEntry(fields: readonly TextOfRecord[]): boolean {
  if (fields.length < FEWEST) return false;
  let named = false;
  for (const { name, path, text } of fields) {
    if (name === undefined) return false;
    const names = fieldNamesOf({ fieldName: name, path });
    if (!names.matches(ENTRY_FIELD)) return false;
    if (names.matches(NAME_FIELD) && PLACE.test(text.trim())) named = true;
  }
  return named;
}
