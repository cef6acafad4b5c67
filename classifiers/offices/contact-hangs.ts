import type { Finding } from '../../src/classify/finding.js';
import { normalize, writtenDigits } from '../../src/text/normalized.js';
import { LIVES } from '../addresses/labels.js';
import { MOBILE_OR_IP } from '../phone/subscriber-number.js';

/** Units around a finding in which words may say whose it is. */
const REACH = 64;
const WRITTEN_NUMBER = /\/(?:grouped|plain|regrouped|said-again)$/;
const WRITTEN_ADDRESS = /\/(?:whole|town|no-block)$/;
const HOME =
  /(?:住所|住まい|居所|居住|転居|転入|送付|引っ?越|自宅|お宅|実家|本籍|届け?先|郵送先|発送先|宛先|方)[^\n]{0,12}$/;
/** Somebody or a firm beside it, whatever else the record tells. */
const SOMEBODY_BEFORE =
  /(?:自宅|うち|当方|私|家|宅|折り?返|折電|携帯|連絡先|本人|男性|女性|相談者|申[出請込]者|通報|届け?出|匿名|勤務先|職場|実家|後見人|先生|会社|[(][株有][)]|[㈱㈲]|様|さん|氏|[来入受架]電|着信|発信|表示|かけ直|かかっ|返[事信答]|回答を|相手|お電話番号)[^。\n]{0,40}$/;
const SOMEBODY_BEHIND =
  /^[^。\n]{0,16}(?:へ?連絡(?!先|ください|下さい)|にかけ|とのこと|不在|固定\)|希望|の者|アパート|マンション|から来|在住|住[んむ]|自宅|折り?返|折電|携帯|本人|男性|女性|高齢|[来入受架]電|着信|会社|様|さん|氏|夜|日中|まで|電話が|[父母妻夫娘]|息子)/;

/** What was told in a call, as whoever took it writes it down: an office's contact then stands right behind the office. */
const REPORTED =
  /[来入受架]電|来[庁所店]|お世話に|すみません|とのこと|て(?:ほ|欲)しい|希望|言われた|案内(?:した|済|。)|(?:伝え|説明)(?:た|した|済|。)|回付|出ない|届か(?:ない|ず)|不明|分からない|[たいる]か。|困って|おかしい|壊れ|問合せ。|(?:照会|相談|苦情|要望|問い?合わ?せ|申出|質問|意見)[,\t|]|[,\t|](?:済|完了|対応[中済])(?:$|[,\t|\n])|(?:^|\n)20[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}[ T0-9:]{0,9}[,\t|]/;
const REACH_OF_REPORT = 300;
/**
 * An office, a hall or a temple right before it, but for its address, a label and what is in brackets.
 * 図書館の本が遅れている 06-… tells what somebody wants of it.
 */
const PLACE_BEFORE =
  /(?:[館局署庁園校課係寺宮]|(?<![場住居近箇現名])所|神社|センター|窓口|施設|ホール|ミュージアム)(?:[^ぁ-ん。\n]|は|へ|です|の(?=お?電話|お?問|番号|直通|代表|窓口)|お(?=電話|問)|でしたら|い(?=合)|わ(?=せ)|せ(?=先|は)){0,48}$/;

/** A contact that closes a text with nothing to say what it is: of whoever wrote. */
const BARE_BEFORE = /[。、(]\n?(?:〒?[0-9]{3}-?[0-9]{4}[ 、]?)?$|[。\n](?:お?電話番号は|番号は)$/;
const BARE_BEHIND = /^(?:です)?[)。]{0,2}\s*$/;

/** Whether a finding of its shape is a fixed line, or an address, as either is written down. */
export function isContact({ type, rule, start, end }: Finding, text: string): boolean {
  if (type === 'ADDRESS') return WRITTEN_ADDRESS.test(rule);
  if (!WRITTEN_NUMBER.test(rule)) return false;
  const digits = writtenDigits(text.slice(start, end));
  return digits.startsWith('0') && !MOBILE_OR_IP.test(digits);
}

/** Whether it is only as good as its record: no word beside it says that it is somebody's. */
export function contactHangs(finding: Finding, text: string): boolean {
  if (!isContact(finding, text)) return false;
  const around = aroundOf(text, finding.start, finding.end);
  if (isBesideSomebody(around)) return false;
  const before = around.text.slice(0, around.start);
  const needsPlace = isReported(text, finding) || isInBrackets(around) || isBare(around);
  if (needsPlace && !PLACE_BEFORE.test(before)) return false;
  if (finding.type !== 'ADDRESS') return true;
  return !HOME.test(before) && !LIVES.test(around.text.slice(around.end));
}

/** 国保の件。再発行（南町3-4-5）。窓口は市民課。 */
function isInBrackets({ text, start, end }: { text: string; start: number; end: number }): boolean {
  return text[end] === ')' && /\((?:〒?[0-9]{3}-?[0-9]{4}[ 、]?)?$/.test(text.slice(0, start));
}

function isBare({ text, start, end }: { text: string; start: number; end: number }): boolean {
  return BARE_BEFORE.test(text.slice(0, start)) && BARE_BEHIND.test(text.slice(end));
}

function isReported(text: string, { start, end }: Finding): boolean {
  return REPORTED.test(text.slice(Math.max(0, start - REACH_OF_REPORT), end + REACH_OF_REPORT));
}

function isBesideSomebody({ text, start, end }: { text: string; start: number; end: number }): boolean {
  return SOMEBODY_BEFORE.test(text.slice(0, start)) || SOMEBODY_BEHIND.test(text.slice(end));
}

function aroundOf(text: string, start: number, end: number): { text: string; start: number; end: number } {
  const from = Math.max(0, start - REACH);
  return { text: normalize(text.slice(from, end + REACH)).text, start: start - from, end: end - from };
}
