import type { Finding } from '../../src/classify/finding.js';
import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
import { normalize } from '../../src/text/normalized.js';
import { LIVES } from '../addresses/labels.js';
import { READ } from '../names/judged/record-features.js';
import { MOBILE_OR_IP } from '../phone/subscriber-number.js';
import { type ContactFeatures, contactFeatures } from './contact-features.js';
import { placeFeatures } from './contact-place.js';

export const CONTACT_WEIGHTS = 'contact-weights';
export const CONTACT_PLACE_WEIGHTS = 'contact-place-weights';

/**
 * Sum from which a contact is somebody's: of what is said of its record and of what is said of its place. Cross-validation
 * by file has none of somebody's below it, see `bench/train-contacts.ts --check`.
 */
export const LEAST_OF_SOMEBODY = -1.5;
/** Units of a record that says too little beside its number to be called a notice of anybody's. */
const LEAST_READ = 50;

/** Units around a finding in which words may say whose it is. */
const REACH = 64;
const WRITTEN_NUMBER = /\/(?:grouped|plain|regrouped|said-again)$/;
const WRITTEN_ADDRESS = /\/(?:whole|town|no-block)$/;
const HOME =
  /(?:住所|住まい|居所|居住|転居|転入|送付|引っ?越|自宅|お宅|実家|本籍|届け?先|送付先|郵送先|発送先|宛先|方)[^\n]{0,12}$/;
/** Fields of a log that hold the number of who calls. */
const CALLER = /ani$|caller|calling|from|発信|発番|相手|連絡先|折り?返/i;

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
const BARE_BEFORE = /[。、(](?:\n)?(?:〒?[0-9]{3}-?[0-9]{4}[ 、]?)?$|[。](?:お?電話番号は|番号は)$/;
const BARE_BEHIND = /^(?:です)?[)。]{0,2}\s*$/;

/** Fields that name a facility: a contact in a field of its own is somebody's where there is none. */
const FACILITY = /施設|機関|名称|窓口|会場|庁舎|館名|部署|担当課|所管|office|facility|venue|hall/i;
/** Units beside a contact in a field of its own: a postal code. */
const MOST_BESIDE = 12;

/** A list of calls gives the desk that each was put through to beside the number that called. */
const OF_CALLS = /[入受架]電|着信|折り?返/;

let ofRecords: LinearModel | undefined;
let ofPlaces: LinearModel | undefined;

/** Whether a finding of its shape is a fixed line, or an address, as either is written down. */
export function isContact({ type, rule, start, end }: Finding, text: string): boolean {
  if (type === 'ADDRESS') return WRITTEN_ADDRESS.test(rule);
  if (!WRITTEN_NUMBER.test(rule)) return false;
  const digits = normalize(text.slice(start, end)).text.replace(/[^0-9]/g, '');
  return digits.startsWith('0') && !MOBILE_OR_IP.test(digits);
}

/** Whether it is only as good as its record: no word beside it says that it is somebody's. */
export function contactHangs(finding: Finding, text: string): boolean {
  if (!isContact(finding, text)) return false;
  const around = aroundOf(text, finding.start, finding.end);
  if (isBesideSomebody(around)) return false;
  if (BARE_BEFORE.test(around.text.slice(0, around.start)) && BARE_BEHIND.test(around.text.slice(around.end)))
    return false;
  if (isReported(text, finding) && !PLACE_BEFORE.test(around.text.slice(0, around.start))) return false;
  if (finding.type !== 'ADDRESS') return true;
  return !HOME.test(around.text.slice(0, around.start)) && !LIVES.test(around.text.slice(around.end));
}

function isReported(text: string, { start, end }: Finding): boolean {
  return REPORTED.test(text.slice(Math.max(0, start - REACH_OF_REPORT), end + REACH_OF_REPORT));
}

function isBesideSomebody({ text, start, end }: { text: string; start: number; end: number }): boolean {
  return SOMEBODY_BEFORE.test(text.slice(0, start)) || SOMEBODY_BEHIND.test(text.slice(end));
}

/** Whether a record whose only datum are fixed lines or addresses tells of somebody: by all its texts, and beside each of them. */
export function tellsOfSomebody(
  texts: readonly string[],
  found: readonly (readonly Finding[])[],
  names: readonly (string | undefined)[],
): boolean {
  if (!isLeftToModel(texts, names)) return true;
  if (
    found.some((some, field) => some.some((one) => isOwnField(texts[field]!, one, names[field]))) &&
    !names.some((name) => name !== undefined && FACILITY.test(name))
  )
    return true;
  ofRecords ??= readModel(CONTACT_WEIGHTS);
  ofPlaces ??= readModel(CONTACT_PLACE_WEIGHTS);
  const record = contactFeatures(texts, names);
  const least = LEAST_OF_SOMEBODY - sumOf(ofRecords, record) - sumOf(ofPlaces, record);
  return found.some((some, field) =>
    some.some(({ type, start, end }) => {
      const place = placeFeatures(texts[field]!, start, end, type, names[field]);
      return ofPlaces!.sum(place, place.length) >= least;
    }),
  );
}

/** Whether it has a field of its own. */
function isOwnField(text: string, { start, end }: Finding, name: string | undefined): boolean {
  return name !== undefined && text.length - (end - start) <= MOST_BESIDE;
}

function sumOf(model: LinearModel, { features, slight, share }: ContactFeatures): number {
  return model.sum(features, features.length) + model.sum(slight, slight.length) * share;
}

/** Short records and those of calls are somebody's; of long ones, what stands behind the beginning may be of another kind. */
export function isLeftToModel(texts: readonly string[], names: readonly (string | undefined)[]): boolean {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return (
    length >= LEAST_READ &&
    length <= READ &&
    !names.some((name) => name !== undefined && CALLER.test(name)) &&
    !texts.some((text) => OF_CALLS.test(text))
  );
}

function aroundOf(text: string, start: number, end: number): { text: string; start: number; end: number } {
  const from = Math.max(0, start - REACH);
  return { text: normalize(text.slice(from, end + REACH)).text, start: start - from, end: end - from };
}
