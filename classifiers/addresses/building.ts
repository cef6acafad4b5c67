const REACH = 44;
const KEYWORD =
  '(?:ハイツ|コーポラス|コーポ|マンション|アパート|ビルディング|ビル|メゾン|パレス|レジデンス|タワー|ヴィラ|ビラ|プラザ|コート|ガーデン|ハイム|ハウス|ホームズ|テラス|シャトー|グランド|ロイヤル|サンライズ|ヒルズ|スクエア|エステート|フラット|ドミール|カーサ|カーザ|キャッスル|ルネ|プレジ|エスポワール|フォレスト|リバーサイド|団地|住宅|荘|苑|寮|棟|館|宿舎|社宅|邸)';
const ROOM =
  '(?:[ 、]?(?:[A-Za-z]棟|[0-9]{1,3}号?棟|[A-Za-z]?-?[0-9]{1,5} ?(?:号室|号|階|F|室)(?:[ ]?[A-Za-z]?[0-9]{2,4}(?:号室)?)?|[A-Za-z]?-?[0-9]{2,4}(?![0-9年月日円時分:-])(?:-[0-9]{1,4})?))';
const WORD = "[一-龠々ヶァ-ヴー゛゜A-Za-z0-9\\u00c0-\\u024f・&'.-]";
const NAMED = new RegExp(
  `^[ 、]{0,2}((?:${WORD}|[ぁ-ん](?=[ぁ-んー]{0,7}${KEYWORD})){0,18}?${KEYWORD}${WORD}{0,12}?(?: ?(?:第[0-9一二三四五]|[IVX]{1,3}|[0-9一二三](?![0-9])|弐番館|壱番館|[東西南北]館|[A-Z]棟))?)(${ROOM}{1,3})?(?![一-龠ァ-ヴー])`,
);
const KATAKANA_AND_ROOM = new RegExp(
  `^[ 、]{0,2}(?:[ァ-ヴー゛゜A-Za-z・]{2,20}|[一-龠々]{1,4}[ァ-ヴー゛゜]{2,16}|[ァ-ヴー゛゜]{2,16}[一-龠々]{1,6})[ 、]?(${ROOM}{1,2})`,
);
const PLAIN_ROOM = new RegExp(
  `^(?:[ 、]?の?[A-Za-z]?[0-9]{1,4} ?号室|[ 、]?(?:[0-9]{1,3}|[A-Z])号?棟(?:${ROOM})?|[ 、]?[0-9]{1,2}(?:階|F)(?:${ROOM})?)`,
);
const KATAKANA_ALONE = /^(?: ?[ァ-ヴー゛゜][ァ-ヴー゛゜・]{3,18}(?:[IVX]{1,3}|[一-龠]{1,4})?)(?=$|[\s、。,)」"(|])/;

/** End of the building and room that follow a block number at `from`; `from` where there is none. */
export function buildingEnd(text: string, from: number): number {
  const rest = text.slice(from, from + REACH);
  if (rest === '' || /^[。」\n\r\t"|]/.test(rest)) return from;
  const match = NAMED.exec(rest) ?? KATAKANA_AND_ROOM.exec(rest) ?? PLAIN_ROOM.exec(rest) ?? KATAKANA_ALONE.exec(rest);
  return match ? from + match[0].trimEnd().length : from;
}
