import { isKnownPlace } from '../names/words/known-places.js';

/** Of offices, schools and halls, by the word for their kind. */
const KIND =
  '(?:事務所|保健所|支所|出張所|センター|窓口|役場|役所|庁舎|支庁|振興局|[小中高]校|学校|大学|図書館|公民館|体育館|美術館|博物館|警察署|消防署|税務署|ハローワーク|病院|診療所|相談所|試験場|公園|公共施設|官公署|機関|担当課|各課)';
/** Of those that a prefecture or a state has several of: a heading that names the kind alone means all of them. */
const SEVERAL =
  '(?:(?:[都道府県市]税|土木|福祉|年金|農林|建設|水道|健康福祉)事務所|保健所|[都道府県市区]立[^\\s。、]{0,6}[校館園]|[都道府県区]民局|振興局|支庁|税務署|警察署|ハローワーク|各[^\\s。、]{0,8}(?:課|所|署|館|校|局|センター|窓口))';
/** What a list of them gives. */
const GIVES = '(?:リスト|問い?合わ?せ先|連絡先|照会先|案内先|電話(?:番号|帳)?|番号|所在地|住所|早見表?|直通)';
const BETWEEN = '(?:[ の:・]{0,2}|\\([^()\\n]{1,10}\\))';
/** 府税事務所 一覧, 県立高校の問い合わせ先(抜粋); not 東小学校連絡先, below which its people stand. */
const HEADING = new RegExp(`${KIND}${BETWEEN}${GIVES}?一覧|${SEVERAL}${BETWEEN}${GIVES}`);
/** Somebody in the list, or a list of people. */
const OF_SOMEBODY =
  /様|さん|[氏姓](?!神)|自宅|携帯|スマホ|名[簿前]|連絡網|緊急|保護者|会員|役員|委員|職員|生徒|児童(?!相談)|部員|当番|担当者|世話人|申[出請込]者|折り?返|勤務先|本人|生年|採用|退職|異動|0[5-9]0[-(の]/;
/** A row of the list: a number of a telephone or of a house, or a postal code. */
const ROW = /[0-9]{2,4}[-(][0-9]{1,4}|[0-9〇一二三四五六七八九十](?:丁目|番地?|号)|0(?:120|570)/;
const SEPARATOR = /[\s/、,・|:;→()[\]「」〒*■●◆-]+/;
/** What stands in a row beside whose it is: labels, numbers, where the office is and when it is open. */
const BESIDE =
  /^(?:電話(?:番号)?|代表?|直通|内線[0-9]*|FAX|TEL|Tel|℡|ファ(?:クス|ックス|クシミリ)|所在地|住所|[0-9]+|[^\s0-9]{1,12}[市区町村郡][^\s0-9]{0,16}[0-9〇一二三四五六七八九十][0-9〇一二三四五六七八九十丁目番地号の]*|[0-9]+(?:番地?|号|階))$/;
/** An entry that is an office by its last word, or by where it is said to be. */
const ENTRY =
  /(?:[府県都道市]税|土木|事務所|保健所|支所|出張所|センター|窓口|役場|役所|庁舎|支庁|振興局|民局|高校|学校|大学|図書館|公民館|体育館|美術館|博物館|警察署|消防署|税務署|ハローワーク|病院|診療所|相談所|試験場|公園|分室|[^\s。]課|分?館)$|^(?:[東西南北]部?|中央|中部|本[庁館所]|第[0-9一二三四五六七八九十]{1,2}|[ぁ-んァ-ヴー]{3,6}[東西南北])$/;
const DIVISION = /(?:[市区町]|[東西南北]部?|中央)$/;
const MOST_ROWS = 10;
const REACH = 480;

/** Whether what stands at `offset` is in a row below a heading that announces offices: 府税事務所 一覧⏎中央 06-…. */
export function inOfficeList(text: string, offset: number): boolean {
  const place = Math.min(offset, REACH);
  const around = text.slice(offset - place, offset + REACH);
  const ownEnd = around.indexOf('\n', place);
  const rows = around.slice(0, ownEnd < 0 ? around.length : ownEnd);
  let lineStart = around.lastIndexOf('\n', place - 1);
  for (let row = 0; row < MOST_ROWS && lineStart > 0; row++) {
    const above = around.lastIndexOf('\n', lineStart - 1);
    const line = around.slice(above + 1, lineStart);
    if (HEADING.test(line))
      return (
        !OF_SOMEBODY.test(rows.slice(above + 1)) &&
        rows
          .slice(lineStart + 1)
          .split('\n')
          .every(isOfOffices)
      );
    if (!ROW.test(line)) return false;
    lineStart = above;
  }
  return false;
}

/** Whether a row names offices and nobody: a surname, a role or a class of a school makes it a list of people. */
function isOfOffices(row: string): boolean {
  const words = row.split(SEPARATOR).filter((word) => word !== '' && !BESIDE.test(word));
  return words.length > 0 && words.every(isOffice);
}

function isOffice(word: string): boolean {
  if (ENTRY.test(word) || isKnownPlace(word, 0, word.length)) return true;
  const division = DIVISION.exec(word);
  return division !== null && isKnownPlace(word, 0, division.index);
}
