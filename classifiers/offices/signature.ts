/** Below a line of strokes at the end of a mail stand who writes, where, and their numbers. */

const STROKES = /(?:^|\n)[ \t]*(?:[-=*_~#+]{2,}|[─━―‐ー—–―☆★◇◆■□・]{2,})[ \t]*\n/g;
/** A public office by the end of its name's line, or by the government it is of at its beginning. */
const OFFICE_LINE =
  /(?:(?:農と緑の|[一-龠]{1,6}(?:県民|区民|府民|都民|道民)?)?総合(?:事務所|支所|支庁)|(?:土木|[都道府県市]税|福祉|農林(?:水産)?|港湾|水道|建設|年金|健康福祉)事務所|(?:農林|農業|林業|水産|畜産)(?:振興|普及|技術)?センター|保健所|税務署|警察署|消防署|[市区]役所|役場|[都道府県]庁|[県区府都道]民局|振興局|支庁|ハローワーク[一-龠]{0,4}|教育委員会|教育事務所|法務局|裁判所)(?:[ (][^\n。、]{0,24})?$|^[一-龠]{1,3}(?:[都道府県]|(?<!株式会)[市区町村])(?!民|内の|立?[^\n]{0,12}(?:自治会|町会))[^\n。、0-9]{0,20}(?:[課室係局部]|(?<!事務)所|事務所|センター|窓口|事務局)(?:[ (][^\n。、]{0,24})?$/;
/** Firms, clubs and whoever is paid to act for others, with an office of their own. */
const PRIVATE =
  /株式|有限|合同会社|合資|[㈱㈲]|\((?:株|有|同)\)|法人|NPO|組合|協会|連盟|同好会|クラブ|商店|商会|工務店|建設(?!事務所|部|局|課)|不動産|法律|税理士|会計士|行政書士|司法書士|社労士|弁護士|設計|自治会|町内会|PTA|後援会/;
/** What else stands there: an address, numbers, addresses of the net, hours. */
const DETAIL =
  /^[ \t]*(?:〒|住所|所在地|TEL|Tel|tel|電話|℡|☎|FAX|Fax|ファ[クッ]|直通|代表|内線|[Ee]-?[Mm]ail|メール|URL|https?:|HP|平日|受付|開庁|[(]?0[0-9]{1,4}[-(]|[一-龠]{2,4}[都道府県市区町村郡])/;
const REACH = 240;
const MOST_LINES = 6;

/** Whether what stands at `offset` is below the name of a public office in the signature of a mail. */
export function isInOfficeSignature(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - REACH), offset);
  let from = -1;
  STROKES.lastIndex = 0;
  for (let line = STROKES.exec(before); line; line = STROKES.exec(before)) {
    from = STROKES.lastIndex;
    // The end of one line of strokes is the beginning of the next line.
    STROKES.lastIndex = from - 1;
  }
  if (from < 0) return false;
  const lines = before.slice(from).split('\n');
  const own = lines.pop()!;
  if (lines.length === 0 || lines.length > MOST_LINES || !DETAIL.test(`${own}${text.slice(offset, offset + 8)}`))
    return false;
  const detail = lines.findIndex((line) => DETAIL.test(line) && !OFFICE_LINE.test(line.trim()));
  const heads = detail < 0 ? lines : lines.slice(0, detail);
  return (
    heads.some((line) => OFFICE_LINE.test(line.trim())) && !heads.some((line) => PRIVATE.test(line) || /。/.test(line))
  );
}
