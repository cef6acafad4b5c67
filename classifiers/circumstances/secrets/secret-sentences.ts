import type { LinearModel } from '../../../src/classify/learned/linear-model.js';
import type { CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { PatternAt } from '../../../src/text/pattern-at.js';
import { sentenceWindow } from '../../../src/text/windows.js';
import { Terms } from '../terms.js';
import { wordingModel } from '../wording.js';
import { proposedSecrets } from './secret-proposals.js';
import {
  BODY,
  CONFIDENTIAL,
  GENERAL,
  GUIDES,
  MATTER,
  OWN_BODY,
  OWN_MATTER,
  PUBLISHED,
  SECRECY,
  STRICT,
} from './secret-words.js';

export const secretCues = new Terms('secret-cues');

/** A sentence that may tell a secret, with what the rules made by hand see of it and around it. */
export interface SecretSentence {
  start: number;
  end: number;
  /** One bit for each of `SEEN_HERE`, then one for each of `SEEN_AROUND`. */
  traits: number;
  /** As the rules alone would give it. */
  score: number;
  /** Groups of the cues in it, and in the sentences judged before and after it: one bit each. */
  groups: number;
  before: number;
  after: number;
  /** The first cue. */
  because: string;
}

const NEEDED = [...secretCues.numbersOf('hush')].reduce((bits, group) => bits | (1 << group), 0);
const SEEN_HERE = [STRICT, CONFIDENTIAL, OWN_MATTER, MATTER, BODY, GUIDES, GENERAL, PUBLISHED, OWN_BODY, SECRECY];
const SEEN_AROUND = [STRICT, CONFIDENTIAL, BODY, PUBLISHED, OWN_BODY, SECRECY];
export const SECRET_TRAITS = SEEN_HERE.length + SEEN_AROUND.length;
const REACH = 100;
const AROUND = 120;
/** Amounts, shares and dates: of what is dealt with, one cue and its neighbours' are enough. */
const FIGURES = /[0-9一二三四五六七八九十百千]+(?:[万億千百]?円|[万億]|%|割|名|人|社|席|か所|台|本|年|月)/;
/** Shorter sentences tell nothing. */
const SHORTEST = 6;

/**
 * Sentences with several cues, with one near a word for what is not to be known, or with a wording that may tell a secret.
 *
 * @param judge - of the wording
 */
export function secretSentences(scan: Scan, hits: readonly CueHit[], judge = wordingModel()): SecretSentence[] {
  const { text } = scan;
  const spoken = withProposed(scan, withNeighbours(text, sentencesOf(text, hits)), judge);
  const sentences: SecretSentence[] = [];
  for (let at = 0; at < spoken.length; at++) {
    const one = spoken[at]!;
    const before = groupsOf(nextTold(spoken, at, -1), one);
    const after = groupsOf(nextTold(spoken, at, 1), one);
    const { from, to, start, end } = one;
    if (
      !one.proposed &&
      ((one.groups | before | after) & NEEDED) === 0 &&
      !severalOf(one.groups) &&
      !(severalOf(one.groups | before | after) && FIGURES.test(text.slice(start, end)))
    )
      continue;
    if (end - start < SHORTEST) continue;
    const around = text.slice(Math.max(0, from - AROUND), to + AROUND);
    const [here, beside] = [bitsOf(SEEN_HERE, text.slice(start, end)), bitsOf(SEEN_AROUND, around)];
    const traits = here | (beside << SEEN_HERE.length);
    const { groups, because } = one;
    sentences.push({ start, end, traits, score: scoreByRule(here, beside), groups, before, after, because });
  }
  return sentences;
}

interface Spoken {
  start: number;
  end: number;
  /** With the marks and spaces around it. */
  from: number;
  to: number;
  groups: number;
  because: string;
  /** By its words, whatever its cues. */
  proposed: boolean;
}

/** Marks of lists and their numbers; the figure of 4月 or 3社 is the sentence's. */
const LEADING = /^(?:[\s・※>)]|[(]?[0-9]{1,2}[.)](?![0-9])|[0-9]{1,2} )*/;

/** The sentence from `from` to `to`, told without the marks and blanks around it. */
function spokenOf(text: string, from: number, to: number, because: string, groups = 0, proposed = false): Spoken {
  const said = text.slice(from, to);
  const start = from + LEADING.exec(said)![0].length;
  return { start, end: from + said.trimEnd().length, from, to, groups, because, proposed };
}

function sentencesOf(text: string, hits: readonly CueHit[]): Spoken[] {
  const sentences: Spoken[] = [];
  let last: Spoken | undefined;
  for (const hit of hits) {
    const group = 1 << secretCues.groups[hit.cue]!;
    if (last && hit.start < last.to) {
      last.groups |= group;
      continue;
    }
    const window = sentenceWindow(text, hit.start, hit.end, REACH);
    const from = Math.max(window.start, last?.to ?? 0);
    last = spokenOf(text, from, window.end, secretCues.words[hit.cue]!, group);
    sentences.push(last);
  }
  return sentences;
}

/** What is not yet told, and to whom: 業者へは7日に伝える, 照会には「承知していない」, 住民説明前. */
const CLOSED = new PatternAt(
  new RegExp(
    `${STRICT.source}|(?:へは|には|まで)[^。\\n]{0,14}(?:伝え|知らせ|説明|答え|話)|説明前|通知前|(?:未定|検討中|承知していない|存じない|お答えできない)」|(?:社名|名前|金額|数字)[もは](?:出|言|伏)|予定稿|ここだけ|内々`,
  ),
);

/** What stands beside 【部外秘】 or 公表はまだ先 may be the secret, whatever its words. */
function withNeighbours(text: string, spoken: readonly Spoken[]): readonly Spoken[] {
  const all: Spoken[] = [];
  let reached = 0;
  for (let at = 0; at < spoken.length; at++) {
    const one = spoken[at]!;
    const closed = (one.groups & NEEDED) !== 0 && CLOSED.next(text.slice(one.from, one.to)) !== null;
    if (closed && one.from > reached) addBeside(text, Math.max(reached, one.from - REACH), one.from, -1, all);
    all.push(one);
    reached = Math.max(reached, one.to);
    const next = Math.min(text.length, one.to + REACH, spoken[at + 1]?.from ?? text.length);
    if (closed && next > reached) reached = addBeside(text, reached, next, 1, all) ?? reached;
  }
  return all;
}

/** Adds the sentence of `[low, high)` that is next to its end or, by `side`, to its beginning; gives where it ends. */
function addBeside(text: string, low: number, high: number, side: -1 | 1, all: Spoken[]): number | undefined {
  let inside = side < 0 ? high - 1 : low;
  while (inside >= low && inside < high && /[。!?！？\s」)]/.test(text[inside]!)) inside += side;
  if (inside < low || inside >= high) return undefined;
  const window = sentenceWindow(text, inside, inside + 1, REACH);
  const [from, to] = [Math.max(low, window.start), Math.min(high, window.end)];
  all.push(spokenOf(text, from, to, ''));
  return to;
}

/** Adds sentences that by their words alone may tell a secret; where something is not to be known, more of them. */
function withProposed(scan: Scan, spoken: readonly Spoken[], judge: LinearModel): readonly Spoken[] {
  const hushes = spoken.filter(({ groups }) => (groups & NEEDED) !== 0);
  const proposed = proposedSecrets(scan, hushes, judge);
  if (proposed.length === 0) return spoken;
  const { text } = scan;
  const added: Spoken[] = [];
  let at = 0;
  for (const one of proposed) {
    while (at < spoken.length && spoken[at]!.to <= one.start) at++;
    const known = spoken[at];
    if (known && known.from < one.end) known.proposed = true;
    else if ((added.at(-1)?.to ?? 0) <= one.start) {
      const { start, end } = sentenceWindow(text, one.start, one.end, REACH);
      added.push(spokenOf(text, start, end, 'its words', 0, true));
    }
  }
  return added.length === 0 ? spoken : [...spoken, ...added].sort((a, b) => a.from - b.from);
}

function severalOf(groups: number): boolean {
  return (groups & (groups - 1)) !== 0;
}

/** The nearest sentence on that side with a cue of its own. */
function nextTold(spoken: readonly Spoken[], at: number, side: -1 | 1): Spoken | undefined {
  const other = spoken[at + side];
  return other?.groups === 0 ? spoken[at + 2 * side] : other;
}

function groupsOf(other: Spoken | undefined, one: Spoken): number {
  if (!other) return 0;
  return Math.max(other.start, one.start) - Math.min(other.end, one.end) > AROUND ? 0 : other.groups;
}

function bitsOf(patterns: readonly RegExp[], text: string): number {
  let bits = 0;
  for (let at = 0; at < patterns.length; at++) if (patterns[at]!.test(text)) bits |= 1 << at;
  return bits;
}

function scoreByRule(here: number, beside: number): number {
  const has = (pattern: RegExp) => (here & (1 << SEEN_HERE.indexOf(pattern))) !== 0;
  const near = (pattern: RegExp) => (beside & (1 << SEEN_AROUND.indexOf(pattern))) !== 0;
  const confidential = has(STRICT) || has(CONFIDENTIAL);
  const told = confidential || near(CONFIDENTIAL) || near(STRICT);
  if (has(PUBLISHED) || !has(MATTER) || (!has(OWN_MATTER) && !told)) return 0;
  if (!has(OWN_BODY) && (has(GUIDES) || (!confidential && has(GENERAL)))) return 0;
  return (
    0.12 +
    (has(OWN_MATTER) ? 0.4 : 0) +
    (has(STRICT) ? 0.4 : near(STRICT) ? 0.38 : confidential ? 0.35 : told ? 0.3 : 0) +
    (has(BODY) ? 0.15 : near(BODY) ? 0.08 : 0)
  );
}
