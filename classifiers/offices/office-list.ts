/** Of offices, schools and halls, by the word for their kind. */
const KIND =
  '(?:事務所|保健所|支所|出張所|センター|窓口|役場|役所|庁舎|支庁|振興局|[小中高]校|学校|大学|図書館|公民館|体育館|美術館|博物館|警察署|消防署|税務署|ハローワーク|病院|診療所|相談所|試験場|公園|公共施設|官公署|機関|担当課|各課)';
/** What a list of them gives. */
const GIVES = '(?:一覧|リスト|問い?合わ?せ先|連絡先|照会先|案内先|電話(?:番号|帳)?|番号|所在地|住所|早見表?|直通)';
/** 府税事務所 一覧, 県立高校の問い合わせ先(抜粋); 地域により番号が違います. */
const HEADING = new RegExp(
  `${KIND}(?:[ の:・]{0,2}|\\([^()\\n]{1,10}\\))${GIVES}|(?:地域|地区|市町村?|校区|お住まい|管轄)[^。\\n]{0,10}(?:番号|窓口|電話|連絡先|担当)[^。\\n]{0,8}(?:違|異な|分か|変わ)`,
);
/** Somebody in the list, or a list of people. */
const OF_SOMEBODY =
  /様|さん|[氏姓](?!神)|自宅|携帯|スマホ|名[簿前]|連絡網|緊急|保護者|会員|役員|委員|職員|生徒|児童(?!相談)|部員|当番|担当者|申[出請込]者|折り?返|勤務先|本人|生年|採用|退職|異動|0[5-9]0[-(の]/;
/** A row of the list: a number of a telephone or of a house, or a postal code. */
const ROW = /[0-9]{2,4}[-(][0-9]{1,4}|[0-9〇一二三四五六七八九十](?:丁目|番地?|号)|0(?:120|570)/;
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
    if (HEADING.test(line)) return !OF_SOMEBODY.test(rows.slice(above + 1));
    if (!ROW.test(line)) return false;
    lineStart = above;
  }
  return false;
}
