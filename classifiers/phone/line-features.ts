import { mixed, mixedText } from '../../src/classify/learned/feature-hashing.js';

/** Units of the number's own line that are read before and behind it, and of the text around. */
const LINE_BEFORE = 48;
const LINE_BEHIND = 32;
const BEFORE = 200;
const BEHIND = 120;
/** The longest runs that end right before the number or begin right behind it, and those anywhere on its line. */
const LONGEST_BESIDE = 6;
const LONGEST_ON_LINE = 3;

/** Somebody of a record. */
export const OF_SOMEBODY =
  /自宅|折り?返|折電|携帯|連絡先|[来入受架]電|着信|相談者|申[出請]者|通報|本人|家族|父|母|夫|妻|息子|娘|勤務|会社|店|様|さん|氏/g;
/** An office and what it tells everybody. */
export const OF_OFFICE =
  /[課係局署庁館校園]|センター|窓口|代表|事務所|保健所|ハローワーク|お?問い?合わ?せ|平日|[0-9]時|:[0-9]{2}|ください|案内|支部|一覧/g;
export const FIXED_LINE = /0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{4}/g;
const MOBILE = /0[789]0[-の(]/;
const MOST_COUNTED = 6;

const KIND = {
  endsWith: 1,
  beginsWith: 2,
  lineBefore: 3,
  lineBehind: 4,
  before: 5,
  behind: 6,
  somebody: 7,
  somebodies: 8,
  offices: 9,
  lines: 10,
  mobile: 11,
  edges: 12,
} as const;

/** What is seen around a number from `start` to `end`, of which nothing itself is read: hashes, each once. */
export function lineFeatures(text: string, start: number, end: number): Int32Array {
  const features = new Set<number>();
  for (let length = 1; length <= LONGEST_BESIDE; length++) {
    features.add(mixedText(KIND.endsWith, text, start - length, start));
    features.add(mixedText(KIND.beginsWith, text, end, end + length));
  }
  const before = text.slice(Math.max(0, start - LINE_BEFORE), start);
  const from = start - before.length + before.lastIndexOf('\n') + 1;
  const behind = text.slice(end, end + LINE_BEHIND);
  const lineEnd = behind.indexOf('\n');
  const to = end + (lineEnd < 0 ? behind.length : lineEnd);
  for (let length = 1; length <= LONGEST_ON_LINE; length++) {
    addRuns(features, KIND.lineBefore, text, from, start, length);
    addRuns(features, KIND.lineBehind, text, end, to, length);
  }
  const first = Math.max(0, start - BEFORE);
  addRuns(features, KIND.before, text, first, start, 2);
  addRuns(features, KIND.behind, text, end, Math.min(text.length, end + BEHIND), 2);
  addCounts(features, `${text.slice(first, start)}|${text.slice(end, end + BEHIND)}`);
  features.add(mixed(KIND.edges, start === 0 ? 1 : 0, end === text.length ? 1 : 0));
  return Int32Array.from(features);
}

function addRuns(features: Set<number>, kind: number, text: string, from: number, to: number, length: number): void {
  for (let at = from; at + length <= to; at++) features.add(mixedText(kind, text, at, at + length));
}

function addCounts(features: Set<number>, around: string): void {
  const somebody = around.match(OF_SOMEBODY) ?? [];
  for (const word of somebody) features.add(mixedText(KIND.somebody, word, 0, word.length));
  features.add(mixed(KIND.somebodies, Math.min(MOST_COUNTED, somebody.length)));
  features.add(mixed(KIND.offices, Math.min(MOST_COUNTED, around.match(OF_OFFICE)?.length ?? 0)));
  features.add(mixed(KIND.lines, Math.min(MOST_COUNTED, around.match(FIXED_LINE)?.length ?? 0)));
  features.add(mixed(KIND.mobile, MOBILE.test(around) ? 1 : 0));
}
