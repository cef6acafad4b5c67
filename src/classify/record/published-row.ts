import { fieldNamesOf } from '../field-names.js';
import type { TextOfRecord } from '../finding.js';
import { DIRECTORY_ENTRY, isDirectoryEntry } from './directory-row.js';

/** Fields of a list of questions as it is published. One field about anything else, and it is not. */
const FAQ_FIELD =
  /^(?:faq.{0,4}|番号|no\.?|id|分類|(?:大|中|小)分類|カテゴリー?|category|キーワード|keywords?|タグ|tags?|質問|問|q|question|回答|答え?|a|answer|(?:最終)?更新日|公開日?|掲載日|url|関連.{0,6}|所管.{0,4}|担当[課部]局?)$/;
const QUESTION = /^(?:質問|問|q|question)$/;
const ANSWER = /^(?:回答|答え?|a|answer)$/;
/** Says that the list is published, not what somebody asked. */
const PUBLISHED = /^(?:faq|(?:最終)?更新日$|公開日?$|掲載日$)/;
/** Fields by which a row of figures could be somebody's. */
const OF_SOMEBODY =
  /名前|氏名|担当|者$|様$|番号|年齢|年令|歳|性別|続柄|家族|世帯|tel|住所|生年|受付|日時|通話|金額|滞納|税額|id$|no\.?$|name|phone|address|date|time/;
const FIGURE = /^[約▲△+-]?[0-9][0-9,.]{0,8}(?:%|件|人|世帯|戸|回|か所|千円|百万円|億円)?$/;
/** What is counted altogether, or how much of it. */
const TOTAL = /(?:合計|総計|総数|件数|割合|構成比)$|^計$/;

/** Said beside every text of such a record: what it names is nobody's. */
export const PUBLISHED_ROW: readonly string[] = ['published row'];

/** What is said beside every text of a record that is an entry of a directory or published; undefined for any other. */
export function rowOf(fields: readonly TextOfRecord[]): readonly string[] | undefined {
  if (isDirectoryEntry(fields)) return DIRECTORY_ENTRY;
  return isQuestion(fields) || isCount(fields) ? PUBLISHED_ROW : undefined;
}

/** A question of a published list. */
function isQuestion(fields: readonly TextOfRecord[]): boolean {
  let [question, answer, published] = [false, false, false];
  for (const { name, path } of fields) {
    if (name === undefined) return false;
    const names = fieldNamesOf({ fieldName: name, path });
    if (!names.matches(FAQ_FIELD)) return false;
    question ||= names.matches(QUESTION);
    answer ||= names.matches(ANSWER);
    published ||= names.matches(PUBLISHED);
  }
  return question && answer && published;
}

/** A row of a table that counts: figures, one of them a total, and short texts that say what is counted: 相談の内容, 件数, 割合. */
function isCount(fields: readonly TextOfRecord[]): boolean {
  let [figures, total] = [0, false];
  for (const { name, path, text } of fields) {
    if (name === undefined) return false;
    const names = fieldNamesOf({ fieldName: name, path });
    if (names.matches(OF_SOMEBODY)) return false;
    if (FIGURE.test(text.trim())) {
      figures++;
      total ||= names.matches(TOTAL);
    } else if (text.length > LONGEST_COUNTED || SENTENCE.test(text)) return false;
  }
  return total && figures * 2 >= fields.length;
}

const LONGEST_COUNTED = 20;
const SENTENCE = /[。!?、\n]/;
