import { type ContextFound, contextOf } from './context.js';
import type { Candidate, Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';

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

const RAISED = { field: 0.35, before: 0.35, shared: 0.2, after: 0.25, none: 0 } as const;
const HIGHEST = 0.95;
/** A check digit that holds makes a labelled value all but certain. */
const CHECKED_AND_LABELLED = 0.99;
/** An explicit label with a failing check digit: a finding still, samples and slips of the pen are common. */
const LABELLED_BUT_FAILED = 0.55;
/** Units looked at behind a value for what rules it out. */
const UNIT_REACH = 6;

const SAMPLE_BEFORE =
  /(?:(?:入力|記入|記載|表示|書き方の|書式)例|[(「【]例[)」】:]?|(?:^|[\s。、])例[:) ]|たとえば|例えば|サンプル|見本|ダミー)[^。\n]{0,24}$/;
const SAMPLE_AFTER = /^[^。、\n]{0,3}(?:のように|のような形式|などと(?:入力|記入))/;
const SAMPLE_REACH = 36;

/** Values that a form's guidance makes up: 入力例：…, 「…」のように. */
function isSample(text: string, { start, end }: Candidate): boolean {
  return (
    SAMPLE_BEFORE.test(text.slice(Math.max(0, start - SAMPLE_REACH), start)) ||
    SAMPLE_AFTER.test(text.slice(end, end + 12))
  );
}

/** Weighs shape, check digit and surroundings. A score of 0 drops the candidate. */
export function scoreOf(scan: Scan, recognizer: Recognizer, index: number, candidate: Candidate): Scored {
  const weighed = weigh(scan, recognizer, index, candidate);
  if (weighed.score > 0 && isSample(scan.text, candidate))
    return { ...weighed, score: 0, context: 'sample', word: undefined };
  const veto = weighed.score > 0 ? recognizer.veto?.(scan, candidate) : undefined;
  return veto === undefined ? weighed : { ...weighed, score: 0, context: 'veto', word: veto };
}

function weigh(scan: Scan, recognizer: Recognizer, index: number, candidate: Candidate): Scored {
  const base = candidate.score;
  if (candidate.settled) return { score: base, base, context: 'settled', word: candidate.because, check: 'none' };

  const digits = candidate.digits ?? '';
  const check: CheckResult = !recognizer.check ? 'none' : recognizer.check(digits) ? 'passed' : 'failed';
  const unit = unitAfter(scan.text, candidate.end, recognizer);
  if (unit !== undefined) return { score: 0, base, context: 'unit', word: unit, check };
  const { kind, word } = contextOf(scan, recognizer, index, candidate);
  const scored = (score: number): Scored => ({ score, base, context: kind, word, check });

  if (recognizer.impossible?.(digits) || kind === 'other-label') return scored(0);
  if (kind === 'none') return scored(recognizer.needsContext || check === 'failed' ? 0 : base);
  if (check === 'failed')
    return scored(kind === 'after' ? 0 : kind === 'shared' ? LABELLED_BUT_FAILED - 0.05 : LABELLED_BUT_FAILED);
  if (check === 'passed') return scored(kind === 'shared' ? HIGHEST : CHECKED_AND_LABELLED);
  return scored(Math.min(HIGHEST, base + RAISED[kind]));
}

function unitAfter(text: string, end: number, { notBefore }: Recognizer): string | undefined {
  if (!notBefore) return undefined;
  const from = text[end] === ' ' ? end + 1 : end;
  const next = text.slice(from, from + UNIT_REACH);
  // 名義 and 本人 begin as 名 and 本 do: a unit of one character ends there.
  return notBefore.find(
    (word) => next.startsWith(word) && (word.length > 1 || word === '円' || !/[一-龠]/.test(next[1] ?? '')),
  );
}
