import { mixed, mixedText } from '../../src/classify/learned/feature-hashing.js';
import { beginningOf } from '../names/judged/record-features.js';
import { KIND_BITS, kindOfText } from '../names/judged/text-kind.js';

/** What is seen of a record whose level hangs on a fixed line or an address alone. */
export interface ContactFeatures {
  features: Int32Array;
  /** Runs of units in its texts, each once. */
  slight: Int32Array;
  /** What each of `slight` counts. */
  share: number;
}

const LONGEST_RUN = 3;
const MOST_COUNTED = 6;
/** What a record's runs count together, by the root of their number. */
const RUNS = 4;

/** Somebody of a record. */
const OF_SOMEBODY =
  /自宅|折り?返|折電|携帯|連絡先|[来入受架]電|着信|相談者|申[出請]者|通報|本人|家族|父|母|夫|妻|息子|娘|勤務|会社|店|様|さん|氏/g;
/** An office and what it tells everybody. */
const OF_OFFICE =
  /[課係局署庁館校園]|センター|窓口|代表|事務所|保健所|ハローワーク|お?問い?合わ?せ|平日|[0-9]時|:[0-9]{2}|ください|案内|支部|一覧/g;
const FIXED_LINE = /0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{4}/g;

const KIND = {
  run: 20,
  name: 30,
  pairOfName: 31,
  kindOfText: 32,
  somebody: 33,
  office: 34,
  somebodies: 35,
  offices: 36,
  lines: 37,
  length: 38,
  sentences: 39,
  rows: 41,
  fields: 42,
} as const;

/**
 * What a record looks like: of the number or the address itself only that it is there, as all digits are one.
 *
 * @param names - of the fields with these texts
 */
export function contactFeatures(texts: readonly string[], names: readonly (string | undefined)[]): ContactFeatures {
  const read = beginningOf(texts);
  const features: number[] = [];
  for (const name of names) {
    if (name === undefined) continue;
    features.push(mixedText(KIND.name, name, 0, name.length));
    for (let at = 0; at + 2 <= name.length; at++) features.push(mixedText(KIND.pairOfName, name, at, at + 2));
  }
  const kind = kindOfText(read);
  for (let bit = 0; bit < KIND_BITS; bit++) features.push(mixed(KIND.kindOfText, bit, (kind >> bit) & 1));
  const count = (of: RegExp) => Math.min(MOST_COUNTED, read.match(of)?.length ?? 0);
  for (const word of new Set(read.match(OF_SOMEBODY))) features.push(mixedText(KIND.somebody, word, 0, word.length));
  for (const word of new Set(read.match(OF_OFFICE))) features.push(mixedText(KIND.office, word, 0, word.length));
  features.push(
    mixed(KIND.somebodies, count(OF_SOMEBODY)),
    mixed(KIND.offices, count(OF_OFFICE)),
    mixed(KIND.lines, count(FIXED_LINE)),
    mixed(KIND.length, Math.floor(Math.log2(read.length + 1))),
    mixed(KIND.sentences, count(/。/g)),
    mixed(KIND.rows, count(/\n/g)),
    mixed(KIND.fields, Math.min(MOST_COUNTED, texts.length)),
  );
  const slight = runsOf(read);
  return { features: Int32Array.from(features), slight, share: RUNS / Math.sqrt(Math.max(1, slight.length)) };
}

function runsOf(read: string): Int32Array {
  const runs = new Set<number>();
  for (let length = 1; length <= LONGEST_RUN; length++)
    for (let at = 0; at + length <= read.length; at++) runs.add(mixedText(KIND.run + length, read, at, at + length));
  return Int32Array.from(runs);
}
