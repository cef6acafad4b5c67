import { mix } from '../../../src/classify/learned/feature-hashing.js';
import { LIKELY } from '../../../src/classify/score/confidence.js';
import { normalize } from '../../../src/text/normalized.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { KIND_BITS, kindOfText, OF_PEOPLE } from './text-kind.js';

/** A name seen in a record: how likely it is by itself, 0–1, and a number for the kind of name. */
export interface SeenName {
  score: number;
  kind: number;
}

/** What is seen of a record whose level hangs on doubtful names alone. */
export interface RecordFeatures {
  /** 32-bit hashes: how likely and how many its names are, and what else it looks like. */
  features: Int32Array;
  /** Pairs of units in its texts, each once. */
  slight: Int32Array;
  /** What each of `slight` counts. */
  share: number;
}

/** Units of a record that are looked at: its beginning tells what it is. */
export const READ = 1200;
const LEVELS = 25;
const MOST = 6;
const MOST_MARKS = 12;
const MOST_SENTENCES = 8;
/** What a record's pairs count together, by the root of their number. */
const PAIRS = 4;
/** Pairs are told apart as far as this many places. */
const PLACES = 1 << 16;

/** What stands between the parts of a list, and what ends a sentence. */
const MARKS = UnitSet.of('[、・,/→|]');
const SENTENCES = UnitSet.of('[。\n]');
const DIGITS = UnitSet.of('[0-9]');
const ZERO = 0x30;

/** The text that a pair was last seen in, by its number. */
const lastSeen = new Uint32Array(PLACES);
let text = 0;

/**
 * What a record looks like beside its names: 岩木、八甲田、早池峰 is one likely name among many marks, and a notice of
 * snow on mountains has other pairs of units than a note about a call.
 *
 * @param names - the likeliest first, at least one
 */
export function recordFeatures(texts: readonly string[], names: readonly SeenName[]): RecordFeatures {
  const read = beginningOf(texts);
  const [first, second, third] = names;
  const best = levelOf(first);
  const [firstKind, secondKind] = [first?.kind ?? 0, second ? second.kind + 1 : 0];
  const all = Math.min(MOST, names.length);
  const likely = Math.min(MOST, names.filter(({ score }) => score >= LIKELY).length);
  const length = Math.floor(Math.log2(read.length + 1));
  const marks = Math.min(MOST_MARKS, countOf(read, MARKS));
  const sentences = Math.min(MOST_SENTENCES, countOf(read, SENTENCES));
  const features = [
    mix(201, best),
    mix(mix(202, best), firstKind),
    mix(203, firstKind),
    mix(204, levelOf(second)),
    mix(mix(205, levelOf(second) >> 1), best >> 1),
    mix(206, levelOf(third) >> 1),
    mix(mix(207, firstKind), secondKind),
    mix(208, all),
    mix(209, likely),
    mix(mix(210, likely), all),
    mix(mix(211, likely), best >> 1),
    mix(mix(212, all), best >> 1),
    mix(213, length),
    mix(mix(214, length), best >> 1),
    mix(215, marks),
    mix(mix(216, marks), likely),
    mix(mix(217, marks), best >> 2),
    mix(218, sentences),
    mix(mix(219, Math.min(MOST_SENTENCES, marks)), sentences),
  ];
  const kind = kindOfText(read);
  for (let bit = 0; bit < KIND_BITS; bit++) features.push(mix(220, bit * 2 + ((kind >> bit) & 1)));
  features.push(mix(221, kind & OF_PEOPLE), mix(222, kind & ~OF_PEOPLE));
  const slight = pairsOf(read);
  return { features: Int32Array.from(features), slight, share: PAIRS / Math.sqrt(Math.max(1, slight.length)) };
}

/** The first `READ` units of a record's texts, normalised, each on lines of its own. */
export function beginningOf(texts: readonly string[]): string {
  let read = '';
  for (const one of texts) {
    if (read.length >= READ) break;
    read += `${normalize(one.slice(0, READ - read.length)).text}\n`;
  }
  return read;
}

function levelOf(name: SeenName | undefined): number {
  return name ? Math.floor(name.score * LEVELS) : -1;
}

function countOf(read: string, units: UnitSet): number {
  let count = 0;
  for (let at = 0; at < read.length; at++) if (units.has(read.charCodeAt(at))) count++;
  return count;
}

function pairsOf(read: string): Int32Array {
  text = (text + 1) >>> 0;
  if (text === 0) lastSeen.fill(text++);
  const pairs = new Int32Array(read.length);
  let count = 0;
  let before = unitOf(read, 0);
  for (let at = 1; at < read.length; at++) {
    const unit = unitOf(read, at);
    const pair = mix(mix(231, before), unit);
    before = unit;
    const place = pair & (PLACES - 1);
    if (lastSeen[place] === text) continue;
    lastSeen[place] = text;
    pairs[count++] = pair;
  }
  return pairs.subarray(0, count);
}

/** All digits are one. */
function unitOf(read: string, at: number): number {
  const unit = read.charCodeAt(at);
  return DIGITS.has(unit) ? ZERO : unit;
}
