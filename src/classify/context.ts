import type { LabelHit } from './lexemes.js';
import type { Candidate, Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';

/** Units that a label may stand before its value, and that a word may follow it. */
const REACH_BEFORE = 40;
const REACH_AFTER = 20;
/** A label of something else rules a value out only when it stands this close. */
const NEGATIVE_REACH = 14;
/** An own label this close holds although another number's label is nearer: 介護保険の被保険者番号. */
const SHARED_REACH = 16;
const MAX_LABEL = 64;

export type ContextKind = 'field' | 'before' | 'shared' | 'after' | 'other-label' | 'none';

export interface ContextFound {
  kind: ContextKind;
  word: string | undefined;
}

/**
 * What the surroundings say about a candidate of recognizer `index`. The nearest label before it decides; a word after it
 * helps only where no label says that it is something else.
 */
export function contextOf(
  scan: Scan,
  recognizer: Recognizer,
  index: number,
  { start, end, digits = '' }: Candidate,
): ContextFound {
  const field = fieldSays(scan, recognizer);
  let own: LabelHit | undefined;
  let other: LabelHit | undefined;
  for (let at = lastBefore(scan.labels, start); at >= 0; at--) {
    const label = scan.labels[at]!;
    if (label.start < start - REACH_BEFORE - MAX_LABEL) break;
    if (label.end > start || start - label.end > REACH_BEFORE) continue;
    // Of labels that end at the same place the longer is the real one: 口座番号 in 振込口座番号. Starts only fall here.
    if (label.lexeme.contextOf.has(index)) {
      if (!own || label.end >= own.end) own = label;
    } else if (
      (label.lexeme.notAfterOf.has(index) || label.lexeme.totals.has(digits.length)) &&
      start - label.end <= NEGATIVE_REACH &&
      // Digits in between are what the label is about: 内線の12番か、090….
      !holdsDigit(scan.text, label.end, start)
    ) {
      if (!other || label.end >= other.end) other = label;
    }
  }
  if (own && (!other || outranks(own, other))) return { kind: 'before', word: own.word };
  if (own && other && !other.lexeme.notAfterOf.has(index) && start - own.end <= SHARED_REACH)
    return { kind: 'shared', word: own.word };
  if (other) return { kind: 'other-label', word: other.word };
  if (field) return { kind: 'field', word: field };
  for (let at = lastBefore(scan.labels, end) + 1; at < scan.labels.length; at++) {
    const label = scan.labels[at]!;
    if (label.start - end > REACH_AFTER) break;
    if (label.start >= end && label.lexeme.contextOf.has(index)) return { kind: 'after', word: label.word };
  }
  return { kind: 'none', word: undefined };
}

/** Whether `own` is nearer than `other`, or holds it: 振込口座番号 beside 番号. */
function outranks(own: LabelHit, other: LabelHit): boolean {
  return own.end > other.end || (own.end === other.end && own.start <= other.start);
}

/** The word by which the field's name, or a name above it, says that its values are of this type. */
export function fieldSays({ fields }: Scan, { fields: own, context }: Recognizer): string | undefined {
  return (own && fields.says(own)) ?? (context && fields.says(context));
}

function holdsDigit(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) return true;
  }
  return false;
}

/** Position of the last label that starts before `offset`, or -1. */
function lastBefore(labels: readonly LabelHit[], offset: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (labels[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
