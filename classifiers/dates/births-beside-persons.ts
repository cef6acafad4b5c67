import { Closing } from '../../src/text/edge-pattern.js';
import { names } from '../names/words/name-lexicon.js';
import { isKnownNamePart } from './known-name.js';

/** Relatives and roles of who is on a form; children apart, whose births may lie in the newest era. */
const CHILD =
  '(?:被扶養者|上の子|下の子|真ん中の子|赤ちゃん|対象児童?|うちの子|児童|園児|生徒|本児|ケア児|障害児|里子|[長次二三四五]男|[長次二三四五]女|第[一二三四1-5]子|息子|娘|弟(?!子)|妹|孫|お?子(?:ども|供)?(?:様|さん)?)';
const GROWN =
  '(?:本人|ご本人|配偶者|妻|夫|家内|主人|旦那|嫁|父|母|祖父|祖母|義父|義母|兄|姉|世帯主|申請者|契約者|被保険者|利用者|対象者|扶養|じいちゃん|ばあちゃん)';
const NAME = '([一-龠々ぁ-んァ-ヴー・]{1,8}(?: [一-龠々ぁ-んァ-ヴー・]{1,6})?)(?:\\([ぁ-んァ-ヴー ]{1,12}\\))?';
const EDGE = '(?:^|[^一-龠])';
const REACH = 36;
const CHILD_AND_NAME = new Closing(
  new RegExp(`${EDGE}${CHILD}(?:の名前)?(の|は|:| {1,3}|,|①|②|③|[0-9])?${NAME}[ 、,(/|:]{1,2}$`),
  REACH,
);
const GROWN_AND_NAME = new Closing(
  new RegExp(`${EDGE}${GROWN}(?:の名前)?(の|は|:| {1,3}|,)?${NAME}[ 、,(/|:]{1,2}$`),
  REACH,
);
/** 父S53.11.2、母S55.1.30: nothing between. */
const CHILD_ALONE = new Closing(new RegExp(`(?:^|[\\s、。,|／/(「・])${CHILD}(?:が|は)?[ :、(/]{0,2}$`), 14);
const GROWN_ALONE = new Closing(new RegExp(`(?:^|[\\s、。,|／/(「・])${GROWN}(?:が|は)?[ :、(/]{0,2}$`), 14);
/** 申請者、2010年4月1日: a list of what is asked for rather than a person and a birth. */
const ROLE_LISTED = new Closing(
  /(?:児童|園児|生徒|世帯主|申請者|契約者|被保険者|利用者|対象者|扶養者?)(?:が|は)?(?:[、/]|\()[ (]?$/,
  8,
);
/** Numbers that stand on a form between a name and its birth. */
const NUMBER_CELL = /[ ,|\t]{1,3}[0-9][0-9-]{6,14}(?=[ ,|\t])/g;
const FURTHER = 56;
/** What is told of a relative and is no name: 娘の結婚式(平成27年5月2日). */
const EVENT_NAME =
  /結婚|離婚|婚姻|入学|卒業|入園|入院|退院|手術|葬|命日|[回周]忌|死|没|他界|亡|就職|退職|診断|認定|発症|事故|転[入出居校]|引っ?越|式|の件|証|申請|手続|面会|届|予約|来|記念|期限|有効|交付|診|検査|接種|[がをに]$/;
/** 利用者の説明会, 児童の手当: what offices and papers are called. */
const NO_NAME =
  /(?:法|憲章|条約|制度|手当|控除|名簿|一覧|[総人件]?数|会|館|所|アンケート|資格|家庭|手帳|通知|町|村|届|券|[学園校]生|カード|パスポート|クラブ|センター|ホーム|サービス|スクール)$/;
const TITLED = /(?:氏|さん|様|くん|ちゃん|君)$/;
/** 母：えっとね、平成18年6月2日: who is asked thinks first. */
const FILLER = /^(?:え[っー]?と|ええと|あの)[ねう]?$/;
const KANA = /^[ァ-ヴー・ ]+$/;
/** What a birth is followed by when no verb tells what was then. */
const ENDS = /^ ?(?:[)」、。,/|\t\n;"]|生|です|でございます|や|だ|と|$| (?:男|女|[0-9]{1,2}[歳才]))/;
const ENDS_EARLY = /^ [一-龠ァ-ヴA-Z]/;
const RECENT = /^(?:令|R|20(?:1[5-9]|2))/;

/** Whether a date stands beside a relative, or who a form is for, with or without a name between them. */
export function isOfPerson(text: string, start: number, end: number, date: string): boolean {
  const behind = text.slice(end, end + 6);
  if (!ENDS.test(behind) && (RECENT.test(date) || !ENDS_EARLY.test(behind))) return false;
  const before = text.slice(Math.max(0, start - FURTHER), start).replace(NUMBER_CELL, ' ');
  const alone = !ROLE_LISTED.test(before, before.length);
  if (isNamed(CHILD_AND_NAME, before) || (alone && CHILD_ALONE.test(before, before.length))) return true;
  if (RECENT.test(date)) return false;
  return isNamed(GROWN_AND_NAME, before) || (alone && GROWN_ALONE.test(before, before.length));
}

function isNamed(pattern: Closing, before: string): boolean {
  const match = pattern.exec(before, before.length);
  if (match === null || EVENT_NAME.test(match[0])) return false;
  const name = match[2]!;
  const apart = match[1];
  if (NO_NAME.test(name)) return false;
  // 長女さくら: a given name that the lists know needs nothing between, as 児童館 does.
  if (apart === undefined) return name.length > 1 && names().givenNames.has(name);
  if (TITLED.test(name) || FILLER.test(name)) return true;
  return KANA.test(name) ? apart !== 'の' || names().givenNames.has(name) : isKnownNamePart(name);
}
