import { findDigitGroups } from '../text/digit-groups.js';
import { mayHold } from '../text/first-units.js';
import type { Tokenize } from '../text/tokenizer.js';
import type { Range } from '../text/windows.js';
import type { WordKinds } from '../text/word-kinds.js';
import type { FieldNames } from './field-names.js';
import type { InformationType } from './finding.js';
import type { LabelHit, Lexemes } from './lexemes.js';
import type { ToldRow } from './numbers/told-row.js';
import type { CueHit } from './recognizer.js';
import type { WholeText } from './whole-text.js';

/** One text, or a piece of a long one, as all recognizers see it: read once, shared. */
export interface Scan extends WholeText {
  original: string;
  /** Where it is a piece: the text that it is of, and its place there. */
  piece: Piece | undefined;
  /** The same as they make numbers; undefined until they were looked at. */
  row: ToldRow | undefined;
  /** Names that lead to this text. */
  fields: FieldNames;
  /** Values of the record's other fields that name a kind of number, folded. */
  beside: readonly string[];
  tokenize: Tokenize;
  words: WordKinds;
  /** Occurrences of each recognizer's cues, by its position, in order; undefined where there is none. */
  cues: readonly (readonly CueHit[] | undefined)[];
  /** Position of the recognizer of each type. */
  positions: ReadonlyMap<InformationType, number>;
  /** Labels and context words, in order of start. Only digits ask for them: none is noted in a text without. */
  labels: readonly LabelHit[];
  /** Whether any word of a sample value stands in the text; undefined until asked. */
  holdsSamples: boolean | undefined;
  /** By recognizer: the labelled number that others may follow in a list; undefined until there is one. */
  lists: Map<number, NumberList> | undefined;
}

export interface Piece {
  of: WholeText;
  from: number;
}

/** Numbers of one kind, one after the other, of which the first has the label. */
export interface NumberList {
  /** Where the first begins and the last ends. */
  start: number;
  end: number;
  /** Digits of each. */
  length: number;
  /** Label of the first. */
  word: string;
}

export function scanText(
  text: string,
  original: string,
  fields: FieldNames,
  lexemes: Lexemes,
  tokenize: Tokenize,
  words: WordKinds,
  beside: readonly string[] = [],
  piece?: Piece,
): Scan {
  const groups = findDigitGroups(text);
  const { cues, labels } = lexemes.find(text, groups.length > 0);
  return {
    text,
    original,
    piece,
    groups,
    row: undefined,
    fields,
    beside,
    tokenize,
    words,
    cues,
    positions: lexemes.positions,
    labels,
    holdsSamples: undefined,
    answers: undefined,
    lists: undefined,
  };
}

const NO_HITS: readonly CueHit[] = Object.freeze([]);

/** Where cues of a type stand, whichever recognizer asks. */
export function cuesOf({ cues, positions }: Scan, type: InformationType): readonly CueHit[] {
  return cues[positions.get(type) ?? -1] ?? NO_HITS;
}

/** The text that the scan is a piece of, or else itself. What is asked of it is the same in each of its pieces. */
export function wholeOf(scan: Scan): WholeText {
  return scan.piece?.of ?? scan;
}

/** Those found in the whole text that stand in the scan, with their offsets there. */
export function inPiece<F extends Range>({ piece, text }: Scan, found: readonly F[]): readonly F[] {
  if (!piece) return found;
  return found
    .map((one) => ({ ...one, start: one.start - piece.from, end: one.end - piece.from }))
    .filter(({ start, end }) => start >= 0 && end <= text.length);
}

/** Whether the pattern is anywhere in the whole text; looked for once per text. Patterns must not be sticky or global. */
export function holds(scan: Scan, pattern: RegExp): boolean {
  return holdsAnywhere(wholeOf(scan), pattern);
}

/** The same where the whole text is at hand. */
export function holdsAnywhere(whole: WholeText, pattern: RegExp): boolean {
  whole.answers ??= new Map();
  let answer = whole.answers.get(pattern) as boolean | undefined;
  if (answer === undefined) {
    answer = mayHold(whole.text, pattern) && pattern.test(whole.text);
    whole.answers.set(pattern, answer);
  }
  return answer;
}

/**
 * What `find` says of the text, asked once for all recognizers; never undefined. Goes with the text, unlike a map of weak
 * keys at a fraction of its cost.
 *
 * @param text - a scan for what is seen near a place, `wholeOf` it for what is said of the text as a whole
 */
export function once<S extends WholeText, T extends object | number>(text: S, find: (text: S) => T): T {
  text.answers ??= new Map();
  let found = text.answers.get(find) as T | undefined;
  if (found === undefined) {
    found = find(text);
    text.answers.set(find, found);
  }
  return found;
}
