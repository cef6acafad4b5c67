/**
 * Numbers of public places that are told by where each of them is, behind their kind: 試験場は門真 06-…、光明池 0725-…;
 * and the number that ends a notice of one: 資料館は…開館、観覧料は無料、電話….
 */

/** Places that a prefecture has several of, and at which nobody is called by the name of the town. */
const KIND =
  '(?:試験場|(?:土木|[都道府県市]税|福祉|農林|港湾|水道|建設|年金)事務所|保健所|税務署|警察署|消防署|(?:免許|旅券|パスポート|相談|支援|交流|防災|消費生活|救急|医療|福祉|保健|県民|市民|文化|職業訓練|能力開発)センター|図書館|公民館|会館|美術館|博物館|資料館|記念館|文学館|科学館|体育館|動物園|植物園|水族館|支所|出張所|分室|分館|県民局|振興局|支庁|ハローワーク|庁舎)';
/** 門真, 光明池, なにわ北: where it is. */
const PLACE = '(?:が|は)?[一-龠々ヶァ-ヴーぁ-ん]{1,6}[ :(]{0,2}';
const NUMBER = '0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{4}[)]?';
const APART = '[、・/; ]{1,2}';
const FIRST = new RegExp(`${KIND}(?:の?(?:電話|番号|連絡先))?は[、 ]?${PLACE}$`);
const LATER = new RegExp(`${KIND}(?:の?(?:電話|番号|連絡先))?は[、 ]?(?:${PLACE}${NUMBER}${APART}){1,6}${PLACE}$`);
const ANOTHER = new RegExp(`^${APART}${PLACE}${NUMBER}`);
/** Opening hours and fees: what nobody says of themselves. */
const NOTICE = new RegExp(
  `${KIND}[はの][^\\n]{0,64}(?:開館|休館|開園|休園|閉館|観覧料|入館料|入園料|入場料|入場無料|観覧無料|大人|一般)[^\\n]{0,32}[、。 (](?:お?電話|TEL|Tel|℡|☎|お?問い?合わ?せ)(?:先|番号)?[はが: ]{0,2}$`,
);
/** Whoever speaks of such a place may tell their own number behind it. */
const OF_SOMEBODY =
  /自宅|携帯|本人|申[出請込]者|相談者|通報者|様|さん|氏|私|わたし|うち|父|母|夫|妻|娘|息子|勤務|職場|会社|連絡|折り?返|希望|とのこと|たい|団体|代表|引率|担当/;
const REACH = 160;
const SOON = 24;

/** Whether the number from `start` to `end` is one of a public place's. */
export function isFacilityNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const behind = text.slice(end, end + REACH);
  const told = LATER.exec(line) ?? (ANOTHER.test(behind) ? FIRST.exec(line) : null) ?? NOTICE.exec(line);
  return told !== null && !OF_SOMEBODY.test(told[0]) && !OF_SOMEBODY.test(behind.slice(0, SOON).split('。', 1)[0]!);
}
