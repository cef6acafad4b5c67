/** What follows a place that is nobody's home: a facility, an event, a line, an area. */
const FACILITY =
  '(?:駅|公園|緑地|公民館|図書館|体育館|会館|会場|センター|ホール|学校|小学|中学|高校|大学|幼稚園|保育|こども園|病院|医院|クリニック|薬局|寺(?![一-龠])|神社|大社|宮(?![一-龠])|教会|球場|競技場|グラウンド|プール|本社|支社|本店|支店|営業所|工場|店舗|商店街|ショッピング|モール|スーパー|ホテル|旅館|温泉|キャンプ|交差点|道路|工事|バイパス|インター|IC|橋(?![一-龠])|トンネル|遺跡|古墳|史跡|城(?![一-龠])|博物館|美術館|資料館|市場|港(?![一-龠])|漁港|海岸|ダム|バス停|停留所|ターミナル|区画整理|再開発|土木|浄水場|処理場|役場|支所|出張所|派出所|交番|警察|消防|郵便局|農協|広場|ビル)';
const FACILITY_AFTER = new RegExp(
  `^(?:の|内の|にある|に所在する|に建つ|・)?[ 「『]?[^\\s。、:()はがをにで]{0,10}${FACILITY}`,
);
const AREA_AFTER =
  /^(?:内|地区|地内|地域|地先|方面|一帯|周辺|界隈|駅|公園|交差点|線|行き|経由|出身|生まれ|発祥|から[^。]{0,12}(?:まで|間|へ)|まで|(?:で|にて|において|に於いて|における)[^。\n]{0,14}(?:開催|行わ|実施|開か|開業|設立|創業|発見|発生|撮影|生まれ|出土|活動|予定|停電|断水|工事)|に(?:位置|所在|本社|本店|本拠|設置|開設|開業|開店|開校|設立|建設|建て|新設|移転|オープン|属|向か)|を(?:流れ|走|結|中心|含|通|経|管轄|対象)|産|名物|の(?:交通規制|通行止め?|歩行者天国|人口|世帯|面積|平均|歴史|名産|特産|一部|地名|町名|由来|南|北|東|西|全域|ほか|他|間|各|皆さ|住民|方々))/;
const EVENT_BEFORE =
  /(?:会場|開催|集合|本社|本店|支店|営業所|事業所|区間|路線|路線名|工事|施行|施工|入札|工期|対象|エリア|区域|地域|地区|管内|沿い|最寄り|アクセス|交通|出身|生まれ|統計|停留所|バス停|日時)[^。\n]{0,10}$/;
const WORKS_BEFORE = /(?:工事|施工|施行|開催|会場|停電|断水|通行止め?)[^。\n]{0,10}$/;

/** Whether works or an event are named directly before. */
export const isEvent = (before: string): boolean => WORKS_BEFORE.test(before);

/** Somebody of a record stands near. */
const PERSON =
  /様|さん|さま|くん|ちゃん|氏(?!名)|先生|私|わし|わたし|俺|うち|僕|本人|母|父|夫|妻|息子|娘|兄|弟|姉|妹|祖[父母]|叔[父母]|伯[父母]|孫|甥|姪|友達|友人|知人|彼氏|彼女|家族|親|隣|家|宅|届|郵送|送っ|送り|送付|返送|発送|申出|申請|相談者|通報|世帯|独居|署名|差出|生年月日|在住|住ん|赴任|避難|通学|通勤|被害|逃げ|DV|電話|入電|来電|来庁|相談|匿名|苦情|要望|方$/;
const WRITER = /^ {1,3}[一-龠々]{1,4} ?[一-龠々ぁ-んァ-ヴー]{0,4} *(?:\n|$)/;
/** A turn of a conversation, no time of day; or someone who writes in English. */
const TURN = /(?:^|\n)[^\n:<>]{1,12}(?:>|:(?![0-9]))[^\n]*$|\b(?:I|my|lives?|moved|home|address)\b/i;
/** Of someone, right behind the place: の姉, のアパート, の家, の田中です. */
const OF_SOMEONE =
  /^(?:の|で|に|、)[^。\n、]{0,10}(?:家|宅|アパート|マンション|ハイツ|コーポ|部屋|下宿|寮|団地|借家|長屋|戸建|空き家|土地|物件|畑|住|方で|方に|ほう|者です|者で|者や|と申|といい|っていう|です|や[。、]|さん|様|氏|男性|女性|母|父|姉|妹|兄|弟|娘|息子|祖|叔|伯|友|あたり|辺|端|駐輪場|駐車場)|^っ?て/;

/**
 * Whether a municipality and town without a number are named in passing, and by what; undefined when someone lives
 * there or is concerned there.
 */
export function passing(before: string, after: string, near: boolean): string | undefined {
  if (AREA_AFTER.test(after)) return 'area';
  if (OF_SOMEONE.test(after) && !FACILITY_AFTER.test(after)) return undefined;
  if (FACILITY_AFTER.test(after)) return 'facility';
  if (EVENT_BEFORE.test(before)) return 'event';
  const line = before.slice(before.lastIndexOf('\n') + 1);
  // A line of its own, or a note that begins with the place: 久世殿城町、水漏れ.
  if (/^[ ・]*$/.test(line) && /^(?: *(?:\n|$)|、)/.test(after)) return undefined;
  // 神戸市須磨区月見山本町 三木: the writer, below the letter.
  if (/^[ ・]*$/.test(line) && WRITER.test(after)) return undefined;
  return near || TURN.test(before) || PERSON.test(before) || PERSON.test(after) ? undefined : 'nobody near';
}
