import { once, type Scan, wholeOf } from '../../src/classify/scan.js';
import type { WholeText } from '../../src/classify/whole-text.js';
import { mayHold } from '../../src/text/first-units.js';

/** Longer texts hold something of everything. */
const LONGEST = 2000;

/** What kind of text it is as a whole: who speaks, of whom, and to whom. One bit each. */
const SEEN: readonly RegExp[] = [
  /私|わたし|わたくし|僕|俺|うちの|うちは|うちが|ウチ|わし|うちとこ|家内|主人|旦那|息子|娘|母が|母の|母は|父が|父の|父は|夫が|夫の|夫は|妻が|妻の|妻は/,
  /[一-龠ァ-ヴ]{2}(?:様|さん|氏|殿|くん|君|ちゃん)(?![々式子方])/,
  /オペレーター|相談者|相談員|入電|受電|架電|折り?返し|来庁|来所|訪問|面談|聴取|引継|もしもし|と申しま|ですけど|んですが|電話口/,
  /お知らせ|ご案内|募集|対象者|対象となる|開催|お問い?合わ?せ(?:先|は)|Q&A|よくある|ご利用ください|ご覧ください|皆さま|皆様|府民|市民の|の方は|される方|場合は/,
  /[0-9.]+(?:%|件|人|世帯|億|万人|か所|社)|前年|年度|統計|調査/,
  /第[0-9一二三四五六七八九十]+条|委員|議事|審議|条例|要綱|規程|法律|マニュアル|手順|手引|研修/,
  /[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|[0-9]{9}|[0-9]歳|生まれ/,
  /でしょうか|ますか|ですか|教えて|知りたい/,
  /当社|弊社|うちの会社|わが社|我が社|社長|取引/,
  /冊子|図書[館室]|パンフ|チラシ|リーフレット|配架|写真展|展覧会|上映|参考書|試験|問題集|教科書|教材|用語|略語|卒論|論文|グラフ|小説|映画|題名|原稿|特集/,
  /内緒|内密|秘密|知られ|ばれ|バレ|言わない|言わん|黙って|伏せ|漏ら|隠し|耳に入|口外|他言|匿名|封筒|言いふら|知れ[るたて]/,
  /男性|女性|[0-9]代(?:の|くらい|ぐらい|、|。)|名乗ら|という方|いう方|いう人|と言われる方|本人から|本人より/,
  /(?:^|\n) ?[QA] ?[0-9]{0,3} ?[.:、 ]|役:|台本|シナリオ|演習|問[0-9]|記載例|記入例|見本|登場人物|想定問/,
  /ものとする|こととする|なければならない|してはならない|しないでください|おそれのある|議員\)|部長\)|定例会|朝刊|夕刊|切抜|各社|公開情報/,
];
export const TEXT_TRAITS = SEEN.length;

/** One bit for each kind of word that the whole text holds; nothing is said of a long one. Looked for once per text. */
export function viewOfText(scan: Scan): number {
  return once(wholeOf(scan), seenIn);
}

function seenIn({ text }: WholeText): number {
  if (text.length > LONGEST) return 1 << TEXT_TRAITS;
  let bits = 0;
  for (let at = 0; at < SEEN.length; at++) if (mayHold(text, SEEN[at]!) && SEEN[at]!.test(text)) bits |= 1 << at;
  return bits;
}
