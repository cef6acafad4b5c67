import { mix, mixed, mixedText } from '../../src/classify/learned/feature-hashing.js';
import { normalize } from '../../src/text/normalized.js';

/** Units before and behind a contact that are looked at. */
const BEFORE = 48;
const BEHIND = 32;
/** Of these, those whose runs of units count, and how far from it the runs right at it go. */
const RUNS_BEFORE = 28;
const RUNS_BEHIND = 16;
const LONGEST_RUN = 3;
const RIGHT_AT = 5;
/** Units of the line above. */
const ABOVE = 24;
/** How far a word may stand from it, in steps that double. */
const STEPS = 6;

/** Who may be reached there: somebody. */
const SOMEBODY =
  /自宅|家|宅|折り?返|折電|携帯|連絡先|[来入受架]電|着信|相談者|申[出請込]者|通報|届出|匿名|本人|家族|父|母|夫|妻|息子|娘|孫|祖父|祖母|兄|弟|姉|妹|勤務|職場|会社|店|様|さん|氏|先生|私|うち|住|男性|女性|隣|知人|友人|当方|小生|おります|かけ直|返[事信答]|番号表示|\b(?:me|my|I|home|call(?:er|ed)?|back|live)\b/g;
/** … an office, or anybody's business with it. */
const OFFICE =
  /[課係局署庁館校園所部室院寺宮]|センター|窓口|代表|直通|案内|お?問い?合わ?せ|平日|[0-9]時|:[0-9]{2}|ください|支部|一覧|ホール|公園|申し?込|予約|受付|担当|施設|\b(?:office|center|centre|hours|inquir|division|city|hall)\b/gi;

const KIND = {
  right: 50,
  behind: 52,
  runBefore: 54,
  runBehind: 57,
  above: 60,
  somebody: 61,
  office: 62,
  nearer: 63,
  behindWord: 64,
  end: 65,
  shape: 66,
  line: 67,
  field: 68,
  speaker: 69,
  aboveWord: 70,
  type: 71,
} as const;

/**
 * What stands around a contact, and what it looks like: who it belongs to is said right before it, on its line, or on the
 * line above.
 *
 * @param start - of the contact in the text, as `end`
 */
export function placeFeatures(
  text: string,
  start: number,
  end: number,
  type: string,
  fieldName: string | undefined,
): Int32Array {
  const before = normalize(text.slice(Math.max(0, start - BEFORE), start)).text;
  const behind = normalize(text.slice(end, end + BEHIND)).text;
  const isAddress = type === 'ADDRESS' ? 1 : 0;
  const features: number[] = [mixed(KIND.type, isAddress)];
  for (let length = 1; length <= RIGHT_AT; length++) {
    features.push(mixedText(KIND.right, before, before.length - length, before.length));
    features.push(mixedText(KIND.behind, behind, 0, length));
  }
  const lineBreak = before.lastIndexOf('\n');
  const line = before.slice(lineBreak + 1);
  const lineBehind = behind.split('\n', 1)[0]!;
  addRuns(features, KIND.runBefore, line.slice(-RUNS_BEFORE));
  addRuns(features, KIND.runBehind, lineBehind.slice(0, RUNS_BEHIND));
  if (lineBreak >= 0) addRuns(features, KIND.above, before.slice(Math.max(0, lineBreak - ABOVE), lineBreak));
  const [person, office] = [lastOf(SOMEBODY, line), lastOf(OFFICE, line)];
  features.push(
    mixed(KIND.somebody, stepOf(person), isAddress),
    mixed(KIND.office, stepOf(office), isAddress),
    mixed(KIND.nearer, person < office ? 1 : 0, stepOf(Math.min(person, office))),
    mixed(KIND.line, Math.min(STEPS, Math.ceil(Math.log2(line.length + 1))), lineBehind.length > 1 ? 1 : 0, isAddress),
    mixed(KIND.aboveWord, lineBreak < 0 ? 2 : wordsIn(before.slice(0, lineBreak))),
    mixed(KIND.behindWord, wordsIn(lineBehind)),
  );
  const speaker = /^[^:「」\n]{1,8}(?=[:「])/.exec(line)?.[0];
  if (speaker !== undefined) features.push(mixedText(KIND.speaker, speaker, 0, speaker.length));
  if (fieldName !== undefined) features.push(mixedText(KIND.field, fieldName, 0, fieldName.length));
  const value = normalize(text.slice(start, end)).text;
  if (isAddress === 0) {
    // Lines of offices end in 00, 111, 4111 more often than anybody's.
    const digits = value.replace(/[^0-9]/g, '');
    const last = digits.slice(-4);
    features.push(
      mix(mixed(KIND.end, 1), Number(last.slice(-2))),
      mixed(KIND.end, last[2] === last[3] ? 100 : 101, last[1] === last[2] ? 1 : 0, new Set(last).size),
      mixed(KIND.shape, digits.length, value.replace(/[0-9]/g, '').length, value.charCodeAt(value.search(/[^0-9]/))),
    );
  } else
    features.push(
      mixed(KIND.shape, /号室|[0-9]{3,4}$|[A-Z]$/.test(value) ? 1 : 0, /[都道府県]/.test(value.slice(0, 4)) ? 1 : 0),
      mixed(KIND.shape, 9, Math.min(30, value.length) >> 2),
    );
  return Int32Array.from(features);
}

function addRuns(features: number[], kind: number, text: string): void {
  for (let length = 1; length <= LONGEST_RUN; length++)
    for (let at = 0; at + length <= text.length; at++)
      features.push(mixedText(kind * 8 + length, text, at, at + length));
}

/** Units between the last of the words and the end of the text; infinite where there is none. */
function lastOf(words: RegExp, text: string): number {
  let last = Number.POSITIVE_INFINITY;
  for (const { index, 0: word } of text.matchAll(words)) last = text.length - index - word.length;
  return last;
}

const stepOf = (distance: number): number =>
  distance === Number.POSITIVE_INFINITY ? STEPS + 1 : Math.min(STEPS, Math.ceil(Math.log2(distance + 1)));

/** 1 of somebody, 2 of an office. */
function wordsIn(text: string): number {
  return (text.search(SOMEBODY) >= 0 ? 1 : 0) + (text.search(OFFICE) >= 0 ? 2 : 0);
}
