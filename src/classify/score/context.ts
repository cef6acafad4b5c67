import { isDigit, isLatin } from '../../text/ascii.js';
import { matchesAt } from '../../text/match-at.js';
import { unitIn } from '../../text/unit-in.js';
import { firstFrom } from '../../text/windows.js';
import type { LabelHit } from '../lexemes.js';
import type { Candidate, Recognizer } from '../recognizer.js';
import { headerAbove } from '../record/columns.js';
import type { Scan } from '../scan.js';
import { isOtherCompound, isOtherListed, OTHER_FIELD } from './other-names.js';

/** Units that a label may stand before its value, and that a word may follow it. */
const REACH_BEFORE = 40;
const REACH_AFTER = 20;
/** A label of something else rules a value out only when it stands this close. */
const NEGATIVE_REACH = 14;
/** An own label this close holds although another number's label is nearer: 介護保険の被保険者番号. */
const SHARED_REACH = 16;
const MAX_LABEL = 64;

/** Units that the topic of a text may stand before a number whose shape hardly anything else has. */
const TOPIC_REACH = 640;
/** Units behind such a number in which the topic may first be named. */
const TOPIC_REACH_AFTER = 160;
/** The same for words of the subject alone. */
const TOPIC_WORD_REACH_AFTER = 48;
/** Units between two numbers of one list, and from the first labelled one to the last. */
const LIST_GAP = 48;
const LIST_REACH = 240;

export type ContextKind =
  | 'field'
  | 'before'
  | 'shared'
  | 'after'
  | 'column'
  | 'listed'
  | 'named'
  | 'topic'
  | 'beside'
  | 'other-label'
  | 'none';

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
  { start, end, digits = '', rule }: Candidate,
): ContextFound {
  const telling = recognizer.digits?.suffix !== undefined || (rule === 'grouped' && recognizer.digits?.tellingGroups);
  let own: LabelHit | undefined;
  let other: LabelHit | undefined;
  for (let at = firstFrom(scan.labels, start) - 1; at >= 0; at--) {
    const label = scan.labels[at]!;
    if (label.start < start - REACH_BEFORE - MAX_LABEL) break;
    if (label.end > start || start - label.end > REACH_BEFORE) continue;
    // Of labels that end at the same place the longer is the real one: 口座番号 in 振込口座番号. Starts only fall here.
    if (label.lexeme.contextOf[index] === 1) {
      if (!own || label.end >= own.end) own = label;
    } else if (
      ((label.lexeme.notAfterOf[index] === 1 && (recognizer.labelsOther?.(scan.text, label, start) ?? true)) ||
        // Letters around the digits, or their groups, say that they are none of another label's.
        (label.lexeme.totals[digits.length] === 1 && !telling)) &&
      start - label.end <= NEGATIVE_REACH &&
      !insideWord(scan.text, label) &&
      // Digits in between are what the label is about: 内線の12番か、090….
      !holdsDigit(scan.text, label.end, start) &&
      // 診察券あり。連絡は090…: of another sentence.
      !endsBetween(scan.text, label.end, start)
    ) {
      if (!other || label.end >= other.end) other = label;
    }
  }
  if (own && isUsedUp(scan.text, own.end, start)) own = undefined;
  // The last header of the line above is near the first cells of the next, and of none of them.
  if (own && isOfOtherColumn(scan.text, own.end, start, recognizer)) own = undefined;
  const listed = own && recognizer.digits ? isOtherListed(scan.text, start, own.end) : undefined;
  if (listed !== undefined) return { kind: 'other-label', word: listed };
  if (own && (!other || outranks(own, other))) return { kind: 'before', word: own.word };
  if (own && other && other.lexeme.notAfterOf[index] !== 1 && start - own.end <= SHARED_REACH)
    return { kind: 'shared', word: own.word };
  if (other) return { kind: 'other-label', word: other.word };
  const field = fieldSays(scan, recognizer);
  if (field) return { kind: 'field', word: field };
  if (isOtherField(scan, recognizer, start, end)) return { kind: 'other-label', word: scan.fields.field };
  for (let at = firstFrom(scan.labels, end); at < scan.labels.length; at++) {
    const label = scan.labels[at]!;
    if (label.start - end > REACH_AFTER) break;
    if (label.start < end) continue;
    if (label.lexeme.contextOf[index] === 1 && !labelsNext(scan.text, label.end))
      return { kind: 'after', word: label.word };
    // Farther off it is the label of a number of its own.
    if (label.lexeme.totals[digits.length] === 1) break;
  }
  return fartherOff(scan, recognizer, index, start, digits);
}

const LONGEST_END_OF_HEADER = 6;
function isOfOtherColumn(text: string, label: number, start: number, recognizer: Recognizer): boolean {
  const line = text.slice(label, start).indexOf('\n');
  const header = line >= 0 && line < LONGEST_END_OF_HEADER ? headerAbove(text, start) : undefined;
  return header !== undefined && header !== '' && headerSays(header, recognizer) === undefined;
}

/** 被保番:3325509910⏎…: the label of a line that has its number. */
const OWN_NUMBER =
  /^(?:[:=は ]|番号|No\.?){0,4}[0-9][0-9 -]{5,16}[^0-9\n][^\n]{0,24}\n|^(?:[:=は ]|番号|No\.?){0,4}[0-9][0-9 -]{5,16}\n/;

function isUsedUp(text: string, end: number, start: number): boolean {
  return start - end > NEGATIVE_REACH && OWN_NUMBER.test(text.slice(end, start));
}

function endsBetween(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    // 受付番号は。⏎ is a question: what comes next answers it.
    if (text[at] === '。' && text[at + 1] !== '\n' && text[at + 1] !== '」') return true;
  }
  return false;
}

/** Diver in Diversion: a label in Latin letters that is a part of a word. */
function insideWord(text: string, { start, end }: LabelHit): boolean {
  return (
    isLatin(unitIn(text, end - 1)) &&
    (isLatin(unitIn(text, end)) || (isLatin(unitIn(text, start)) && isLatin(unitIn(text, start - 1))))
  );
}

/** `"menkyo":"62…`, 住コ8643…: what stands before the next number is about that one. */
const NEXT_NUMBER = /(?:の?番号|コード|No\.?|№)?["'」]?[ :=は.]{0,2}["'「 ]?[A-Z]{0,2}[0-9〇一二三四五六七八九]{3}/y;

function labelsNext(text: string, end: number): boolean {
  return matchesAt(NEXT_NUMBER, text, end);
}

/** Whether the value is all that a field of another number holds: unless the field beside says what it is, as in 書類番号. */
function isOtherField(scan: Scan, recognizer: Recognizer, start: number, end: number): boolean {
  if (recognizer.digits === undefined || start > 2 || end < scan.text.length - 2) return false;
  return scan.fields.matches(OTHER_FIELD) && besideSays(scan, recognizer) === undefined;
}

/** The word by which another field of the record says what a number of distinctive shape is. */
function besideSays({ beside }: Scan, { context, digits }: Recognizer): string | undefined {
  if (beside.length === 0 || !digits?.distinctive) return undefined;
  return context?.find((one) => beside.some((text) => text.includes(one)));
}

/** The word by which the header of the column says it, in a table that is part of the text. */
function headerSays(header: string, { context, fields }: Recognizer): string | undefined {
  return context?.find((word) => header.includes(word)) ?? fields?.find((word) => header.toLowerCase().includes(word));
}

/** 登録日, 改訂年月日: below it stands no number. */
const DAY_HEADER = /(?:[^毎当]日|日付|日時)$/;

/** What no label near by says: a list that goes on, the topic of the text, the other fields of the record. */
function fartherOff(scan: Scan, recognizer: Recognizer, index: number, start: number, digits: string): ContextFound {
  const compound = recognizer.digits === undefined ? undefined : isOtherCompound(scan.text, start);
  if (compound !== undefined) return { kind: 'other-label', word: compound };
  const header = recognizer.digits === undefined ? undefined : headerAbove(scan.text, start);
  if (header !== undefined) {
    const column = headerSays(header, recognizer);
    if (column !== undefined) return { kind: 'column', word: column };
    if (OTHER_FIELD.test(header.toLowerCase()) || DAY_HEADER.test(header)) return { kind: 'other-label', word: header };
  }
  const list = scan.lists?.get(index);
  if (list && list.length === digits.length && start - list.end <= LIST_GAP && start - list.start <= LIST_REACH)
    return { kind: 'listed', word: list.word };
  if (!recognizer.digits?.distinctive) return NOTHING;
  for (let at = firstFrom(scan.labels, start) - 1; at >= 0; at--) {
    const { lexeme, word, start: from } = scan.labels[at]!;
    if (from < start - TOPIC_REACH) break;
    if (lexeme.contextOf[index] === 1) return { kind: 'named', word };
    if (lexeme.topicOf[index] === 1) return { kind: 'topic', word };
    if (lexeme.totals[digits.length] === 1) return NOTHING;
  }
  for (let at = firstFrom(scan.labels, start); at < scan.labels.length; at++) {
    const { lexeme, word, start: from, end } = scan.labels[at]!;
    if (from > start + TOPIC_REACH_AFTER) break;
    if (lexeme.contextOf[index] === 1 && !labelsNext(scan.text, end)) return { kind: 'topic', word };
    if (lexeme.topicOf[index] === 1 && from <= start + TOPIC_WORD_REACH_AFTER) return { kind: 'topic', word };
    if (lexeme.totals[digits.length] === 1) break;
  }
  const word = besideSays(scan, recognizer);
  return word === undefined ? NOTHING : { kind: 'beside', word };
}

const NOTHING: ContextFound = { kind: 'none', word: undefined };

/** Remembers that a number was found, so that others of its kind may follow it without a label of their own. */
export function noteListed(
  scan: Scan,
  index: number,
  { start, end, digits = '' }: Candidate,
  found: ContextFound,
): void {
  scan.lists ??= new Map();
  const list = scan.lists.get(index);
  const goesOn = found.kind === 'listed' && list !== undefined;
  if (found.kind === 'none' || found.word === undefined) return;
  scan.lists.set(index, { start: goesOn ? list.start : start, end, length: digits.length, word: found.word });
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
    if (isDigit(unit)) return true;
  }
  return false;
}
