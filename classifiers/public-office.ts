const REACH = 44;
const OFFICE =
  /(?:府庁|県庁|都庁|道庁|役所|役場|市民局|担当課|[^\s。、]課|[^\s。、関]係|[部局]|室|センター|窓口|代表(?:電話|番号)?|ダイヤル|ホットライン|事務所|支所|出張所|保健所|税務署|年金事務所|警察署|消防署|図書館|公民館|会館|ホール|公社|機構|協議会|協会|ハローワーク|法務局|裁判所|問い?合わ?せ先|申込先|提出先|照会先)/g;
const PERSONAL = /自宅|私|本人|携帯|様|さん|氏名|申出者|申請者|相談者|通報者|世帯主|父|母|夫|妻|息子|娘|実家|折り?返し/;

/**
 * Whether what stands at `offset` is said to be a public office's: an office is named before it on the same line, and no
 * person is between them.
 *
 * @returns the kind of office by its last word, or undefined
 */
export function publicOffice(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('。')) + 1);
  let office: RegExpMatchArray | undefined;
  for (const match of line.matchAll(OFFICE)) office = match;
  if (!office || PERSONAL.test(line.slice((office.index ?? 0) + office[0].length))) return undefined;
  return office[0].slice(-3);
}
