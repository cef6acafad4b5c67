const REACH = 48;
export const KEYWORD =
  '(?:ハイツ|コーポラス|コーポ|マンション|アパート|ビルディング|ビル|メゾン|パレス|レジデンス|タワー|ヴィラ|ビラ|プラザ|コート|ガーデン|ハイム|ハウス|ホームズ|テラス|シャトー|グランド|グラン|ロイヤル|サンライズ|ヒルズ|スクエア|エステート|フラット|ドミール|カーサ|カーザ|キャッスル|ルネ|プレジ|エスポワール|フォレスト|リバーサイド|シーサイド|ビレッジ|ヴィレッジ|シティ|ライオンズ|パーク|クレスト|セジュール|ファミール|レオパレス|ドエル|エクセル|団地|住宅|荘|苑|寮|棟|館|宿舎|社宅|公舎|官舎|文化|長屋|邸)(?!番号|再生|整備|建替|募集|入居|事業|対策|政策|管理|組合|建設|経営|ローン|街|課|係|供給|公社|支援|手当|改修|費|用地|会|等級|名簿)';
const DIGITS = '(?:[0-9]{2,4}|[一二三四五六七八九〇]{3,4})';
const SPOKEN_ROOM = '(?:(?:いち|に|さん|よん|ご|ろく|なな|はち|きゅう|まる|ぜろ){3,4})';
/** A room, a floor, a house of many: 203号室, B棟103, 5F, 2階左, の三〇五. */
const ROOM = `(?:[ 、]{0,2}の?[ 、]?(?:(?<!の)(?=[0-9]{1,2}(?:階|F))[0-9]{1,2}(?:階(?:[左右東西南北]|の?奥)?|F[左右東西南北]?(?![A-Za-z]))|[一二三四五六七八九十]{1,3}階(?:[左右東西南北]|の?奥)?|[0-9]{1,2}-?[A-Z](?![A-Za-z0-9])|[A-Z]-[0-9]{1,4}(?![0-9-])|[A-Za-z]棟|[A-Z]?[0-9]{1,3}-[0-9]{2,4}(?![0-9-])|[A-Z]?[0-9一二三四五六七八九十]{1,3}号?棟(?:の?[0-9]{1,2}(?![0-9年月日円時分名人階年件室-])|の)?|[A-Za-z]?-?(?:[0-9]{1,5}|[一二三四五六七八九十〇]{1,4}) ?(?:号室|号(?![線館車])|室)(?:[ の]?[A-Za-z]?[0-9]{2,4}(?:号室?)?)?|[A-Za-z]?-?${DIGITS}(?![0-9年月日円時分:-])(?:-[0-9]{1,4})?|角部屋|${SPOKEN_ROOM}|[A-Z](?![A-Za-z0-9])))`;
const WORD = "[一-龠々ァ-ヶー゛゜A-Za-z0-9\\u00c0-\\u024f・&'.-]";
const LEAD = '^[ 、]{0,2}の?、?(?:え[ーっ]と?、?)?';
const ORDINAL =
  '(?: ?(?:第[0-9一二三四五]|[IVX]{1,3}(?![A-Za-z])|[0-9一二三](?![0-9〇一-龠A-Z])|弐番館|壱番館|[東西南北]館|[A-Z]棟))?';
const BEFORE_KEYWORD = `(?:${WORD}|[ぁ-ん](?=[ぁ-んー]{0,7}${KEYWORD})){0,18}?`;
/** メゾンさわ201, コーポ木の香102: hiragana behind the kind of building, before a room. */
const AFTER_KEYWORD = `(?:${WORD}{0,4}[ぁ-ん]{1,8}[一-龠々]{0,3}(?= ?[A-Z]?[0-9])|${WORD}{0,12}?)`;
const NAMED = new RegExp(
  `${LEAD}((?:${BEFORE_KEYWORD})${KEYWORD}${AFTER_KEYWORD}${ORDINAL})(${ROOM}{1,3})?(?![一-龠ァ-ヶー])`,
);
const KATAKANA_AND_ROOM = new RegExp(
  `${LEAD}(?:[ァ-ヴー゛゜A-Za-z・]{2,20}|[一-龠々]{1,4}[ァ-ヴー゛゜・]{2,16}|[ァ-ヴー゛゜・]{2,16}[一-龠々]{1,6})(?: ?[壱弐参一二三0-9]番館)?[ 、の]?(${ROOM}{1,2})`,
);
/** 県営千早 4-307: housing of a prefecture or town, which need not say that it is. */
const PUBLIC_AND_ROOM = new RegExp(`${LEAD}(?:[都道府県市区町村]営|UR ?)[一-龠々ァ-ヶー]{1,10}(${ROOM}{1,3})`);
const PLAIN_ROOM = new RegExp(
  `^(?:[ 、]?の?[A-Za-z]?(?:[0-9]{1,4}|[一二三四五六七八九〇十]{1,4}) ?号室|[ 、]?(?:[0-9]{1,3}|[A-Z])号?棟(?:${ROOM})?|[ 、]?[0-9]{1,2}(?:階|F)(?:[左右東西南北](?![一-龠])|${ROOM})?| [A-Z]?[0-9]{3,4}(?=$|[ \\n、。)」]))`,
);
const KATAKANA_ALONE = /^(?: ?[ァ-ヴー゛゜][ァ-ヴー゛゜・]{3,18}(?:[IVX]{1,3}|[一-龠]{1,4})?)(?=$|[\s、。,)」"(|])/;

/**
 * End of the building and room that follow a block number at `from`; `from` where there is none.
 *
 * @param sure - only a name that says it is a building
 */
export function buildingEnd(text: string, from: number, sure = false): number {
  const rest = text.slice(from, from + REACH);
  if (rest === '' || /^[。」\n\r\t"|]/.test(rest) || /^[ 、(]{0,2}(?:TEL|FAX)(?![a-z])/i.test(rest)) return from;
  const line = rest.split('\n', 1)[0]!;
  const match = sure
    ? NAMED.exec(line)
    : (NAMED.exec(line) ??
      PUBLIC_AND_ROOM.exec(line) ??
      KATAKANA_AND_ROOM.exec(line) ??
      PLAIN_ROOM.exec(line) ??
      KATAKANA_ALONE.exec(line));
  return match && !NO_NAME.test(match[0]) ? from + match[0].replace(/[ 、の]+$/, '').length : from;
}

/** A kind of building alone names none: のアパート2階, マンション名は. */
const NO_NAME =
  /^[ 、]*(?:[のでがは][ 、]*(?:アパート|マンション|ハイツ|コーポ|ビル|団地|住宅|寮)[ 、0-9階F]*|[ 、]*(?:アパート|マンション|ハイツ|コーポ|ビル|団地|寮|建物)(?:名|の名前?)?)$/;

const STRICT_WORD = "[一-龠々ァ-ヶー゛゜A-Za-z0-9・&'-]";
/** A building said alone, with its room or as a whole line: コーポ山の203. */
const ALONE = new RegExp(
  `^${STRICT_WORD}{0,12}?${KEYWORD}${AFTER_KEYWORD}${ORDINAL}(?:${ROOM}{1,3}|(?=\\n|$))(?![一-龠ァ-ヶー])`,
);

/** Length of the building, with its room or as a whole line, that stands at the beginning of `rest`; 0 where none does. `hiragana`: units in front that belong to it. */
export function buildingAlone(rest: string, hiragana = 0): number {
  const match = ALONE.exec(rest.slice(hiragana));
  if (!match || NO_NAME.test(match[0])) return 0;
  const value = rest.slice(0, hiragana) + match[0].trimEnd();
  return (hiragana > 2 || /[ァ-ヶーA-Z一-龠]{3}/.test(value)) && !GENERIC.test(value) ? value.length : 0;
}
const GENERIC =
  /^(?:分譲|賃貸|市営|府営|県営|町営|公営|集合|木造|一戸建て?|戸建て?|当|同|隣|本|新築|高層|自宅|共同|[0-9]+階建て?)?(?:アパート|マンション|ハイツ|コーポ|ビル|団地|住宅|寮|館|文化|建物)(?:名|の名前?)?[ 、0-9階号室棟F]*$/;
