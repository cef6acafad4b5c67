const REACH = 60;
const OFFICE =
  /(?:府庁|県庁|都庁|道庁|役所|役場|市民局|担当課|[^\s。、]課|[^\s。、関]係|[部局]|室|センター|窓口|代表(?:電話|番号)?|ダイヤル|ホットライン|事務所|支所|出張所|保健所|税務署|年金事務所|警察署|消防署|図書館|公民館|会館|ホール|公社|機構|協議会|協会|組合|財団|事務局|プラザ|病院|診療所|小学校|中学校|高校|高等学校|大学|交番|博物館|美術館|体育館|公園|ハローワーク|法務局|裁判所|問い?合わ?せ先|申込先|提出先|照会先)/g;
const PERSONAL = /自宅|私|本人|携帯|様|さん|氏名|申出者|申請者|相談者|通報者|世帯主|父|母|夫|妻|息子|娘|実家|折り?返し/;

/** Between an office and its number: labels and sub-units, no sentence. */
const ONLY_LABELS =
  /^(?:[()[\]:・/ \-~、,\t]|電話|番号|直通|代表|内線|TEL|Tel|tel|FAX|Fax|℡|☎|は|の|へ|まで|あて|宛|所在地|住所|郵便|〒|[0-9]|ダイヤル|本庁|本館|[一-龠ァ-ヴー]{1,10}(?:課|係|室|部|局|班|グループ|担当|支所|センター|窓口))*$/;
const ONLY_LABEL = /^[ \t(・※■●◆]*(?:電話|TEL|Tel|tel|℡|☎|FAX|Fax|電話番号|電話・FAX|所在地|住所|〒)[ :：)]*$/;

const breakBefore = (text: string): number => Math.max(text.lastIndexOf('\n'), text.lastIndexOf('。'));

/**
 * Whether what stands at `offset` is said to be a public office's: an office is named before it on the same line, and no
 * person is between them.
 *
 * @returns the kind of office by its last word, or undefined
 */
export function publicOffice(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  const own = before.slice(breakBefore(before) + 1);
  // A line that holds only the label belongs to the line above it: 環境管理室⏎電話 06-….
  const line = ONLY_LABEL.test(own) ? before.slice(breakBefore(before.slice(0, -own.length - 1)) + 1) : own;
  let office: RegExpMatchArray | undefined;
  for (const match of line.matchAll(OFFICE)) office = match;
  if (!office) return undefined;
  const between = line.slice((office.index ?? 0) + office[0].length);
  if (PERSONAL.test(between) || !ONLY_LABELS.test(between)) return undefined;
  return office[0].slice(-3);
}
