import { unitIn } from '../../text/unit-in.js';
import { UnitSet } from '../../text/unit-set.js';
import type { Candidate, Recognizer } from '../recognizer.js';
import type { Scan } from '../scan.js';
import { type ContextFound, contextOf, noteListed } from './context.js';
import { isSample } from './sample.js';

export type CheckResult = 'passed' | 'failed' | 'none';

/** Why a candidate scored what it did; holds no part of the value. */
export interface Reasons {
  base: number;
  context: ContextFound['kind'] | 'settled' | 'unit' | 'veto' | 'sample';
  /** The label or cue that decided, from the word lists. */
  word: string | undefined;
  check: CheckResult;
}

export interface Scored extends Reasons {
  score: number;
}

const RAISED = {
  field: 0.35,
  before: 0.35,
  shared: 0.2,
  after: 0.25,
  column: 0.3,
  listed: 0.15,
  named: 0.1,
  topic: 0.05,
  beside: 0.15,
  none: 0,
} as const;
/** Context that a failing check digit outweighs. */
const WEAK_CONTEXT = new Set<ContextFound['kind']>(['after', 'listed', 'named', 'topic', 'beside']);
const HIGHEST = 0.95;
/** A check digit that holds makes a labelled value all but certain. */
const CHECKED_AND_LABELLED = 0.99;
/** An explicit label with a failing check digit: a finding still, samples and slips of the pen are common. */
const LABELLED_BUT_FAILED = 0.55;

/** Weighs shape, check digit and surroundings. A score of 0 drops the candidate. */
export function scoreOf(scan: Scan, recognizer: Recognizer, index: number, candidate: Candidate): Scored {
  const weighed = weigh(scan, recognizer, index, candidate);
  if (weighed.score > 0 && isSample(scan, candidate))
    return { ...weighed, score: 0, context: 'sample', word: undefined };
  const veto = weighed.score > 0 ? recognizer.veto?.(scan, candidate) : undefined;
  if (veto !== undefined) return { ...weighed, score: 0, context: 'veto', word: veto };
  return weighed;
}

function weigh(scan: Scan, recognizer: Recognizer, index: number, candidate: Candidate): Scored {
  const base = candidate.score;
  if (candidate.settled) return { score: base, base, context: 'settled', word: candidate.because, check: 'none' };

  const digits = candidate.digits ?? '';
  // The check comes last: it may be as costly as a look into a country's numbering plan.
  if (recognizer.impossible?.(digits)) return dropped(base, 'none', undefined);
  const unit = unitAfter(scan.text, candidate.end, recognizer);
  if (unit !== undefined) return dropped(base, 'unit', unit);
  const { kind, word } = contextOf(scan, recognizer, index, candidate);
  if (kind === 'other-label') return dropped(base, kind, word);
  if (isOfTable(scan.text, candidate, kind)) return dropped(base, kind, word);
  const untold = kind === 'none' && standsAlone(scan, recognizer, candidate);
  if (kind === 'none' && recognizer.needsContext && !untold) return dropped(base, kind, undefined);
  const check: CheckResult = !recognizer.check ? 'none' : recognizer.check(digits) ? 'passed' : 'failed';
  // Digits of several lines that fail the check are rather an ordinary list.
  if (check === 'failed' && candidate.pieces && holdsLineBreak(scan.text, candidate)) return dropped(base, kind, word);
  if (untold && check !== 'failed') {
    const near = subjectNear(scan.text, recognizer, candidate);
    return {
      score: Math.max(recognizer.needsContext ? 0 : base, near === undefined ? ALONE : ALONE_NEAR),
      base,
      context: kind,
      word: near,
      check,
    };
  }
  const score = labelledScore(base, kind, check);
  if (score > 0 && recognizer.needsContext) noteListed(scan, index, candidate, { kind, word });
  return { score, base, context: kind, word, check };
}

/** A word of speech, or what marks a turn: 客：…, A 090. */
const TOLD = /[ぁ-ん:>」|]|\n[A-Z] /;

/** Cells of several rows that happen to be as many digits as a number has: between what is told somebody speaks. */
function isOfTable(text: string, candidate: Candidate, kind: ContextFound['kind']): boolean {
  return (
    candidate.pieces !== undefined &&
    (kind === 'none' || WEAK_CONTEXT.has(kind)) &&
    holdsLineBreak(text, candidate) &&
    !TOLD.test(text.slice(candidate.start, candidate.end))
  );
}

function holdsLineBreak(text: string, { start, end }: Candidate): boolean {
  const line = text.indexOf('\n', start);
  return line >= 0 && line < end;
}

/** Weak until the rest of the record tells of somebody. */
const ALONE = 0.45;

/** The same where words of its subject stand near. */
const ALONE_NEAR = 0.55;
const ALONE_REACH = 100;

function subjectNear(text: string, { digits }: Recognizer, { start, end }: Candidate): string | undefined {
  const near = digits?.alone?.near;
  if (!near) return undefined;
  return (near.exec(text.slice(Math.max(0, start - ALONE_REACH), start)) ??
    near.exec(text.slice(end, end + ALONE_REACH)))?.[0];
}

function standsAlone({ text }: Scan, { digits }: Recognizer, { start, end }: Candidate): boolean {
  return digits?.alone?.as.test(text.slice(start, end)) ?? false;
}

function dropped(base: number, context: Reasons['context'], word: string | undefined): Scored {
  return { score: 0, base, context, word, check: 'none' };
}

function labelledScore(base: number, kind: Exclude<ContextFound['kind'], 'other-label'>, check: CheckResult): number {
  if (kind === 'none') return check === 'failed' ? 0 : base;
  if (check === 'failed')
    return WEAK_CONTEXT.has(kind) ? 0 : kind === 'shared' ? LABELLED_BUT_FAILED - 0.05 : LABELLED_BUT_FAILED;
  if (check === 'passed' && kind !== 'topic' && kind !== 'named')
    return kind === 'shared' || WEAK_CONTEXT.has(kind) ? HIGHEST : CHECKED_AND_LABELLED;
  return Math.min(HIGHEST, base + RAISED[kind]);
}

function unitAfter(text: string, end: number, { notBefore }: Recognizer): string | undefined {
  if (!notBefore || end === text.length) return undefined;
  const from = text[end] === ' ' ? end + 1 : end;
  if (!firstUnits(notBefore).has(unitIn(text, from))) return undefined;
  for (const word of notBefore) {
    if (!text.startsWith(word, from)) continue;
    // 0622347 / H15, 9807422/サノ: the mark parts two cells.
    if ((word === '-' || word === '/') && (from > end || !/[0-9]/.test(text[from + 1] ?? ''))) continue;
    // 名義 and 本人 begin as 名 and 本 do, 世帯主 as 世帯: a unit of one character ends there.
    if (word === '世帯' && text[from + 2] === '主') continue;
    if (word.length > 1 || word === '円' || !/[一-龠]/.test(text[from + 1] ?? '')) return word;
  }
  return undefined;
}

const firsts = new WeakMap<readonly string[], UnitSet>();

/** What the words begin with: hardly any value has one of them behind it. */
function firstUnits(words: readonly string[]): UnitSet {
  let units = firsts.get(words);
  if (!units) {
    units = new UnitSet().add(words.map((word) => word[0]!).join(''));
    firsts.set(words, units);
  }
  return units;
}
