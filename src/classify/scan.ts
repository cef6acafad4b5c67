import { type DigitGroup, findDigitGroups } from '../text/digit-groups.js';
import { mayHold } from '../text/first-units.js';
import type { Tokenize } from '../text/tokenizer.js';
import type { WordKinds } from '../text/word-kinds.js';
import type { FieldNames } from './field-names.js';
import type { InformationType } from './finding.js';
import type { LabelHit, Lexemes } from './lexemes.js';
import type { CueHit } from './recognizer.js';
import type { ToldRow } from './told-row.js';

/** One text as all recognizers see it: read once, shared. */
export interface Scan {
  /** Normalised text. */
  text: string;
  original: string;
  /** Digit groups of the whole text, in order. */
  groups: readonly DigitGroup[];
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
  /** What was asked of the text once for all: answers of `holds` by pattern, of `once` by function. */
  answers: Map<RegExp | ((scan: Scan) => unknown), unknown> | undefined;
  /** By recognizer: the labelled number that others may follow in a list; undefined until there is one. */
  lists: Map<number, NumberList> | undefined;
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
): Scan {
  const groups = findDigitGroups(text);
  const { cues, labels } = lexemes.find(text, groups.length > 0);
  return {
    text,
    original,
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

/** Whether the pattern is anywhere in the text; looked for once per text. Patterns must not be sticky or global. */
export function holds(scan: Scan, pattern: RegExp): boolean {
  scan.answers ??= new Map();
  let answer = scan.answers.get(pattern) as boolean | undefined;
  if (answer === undefined) {
    answer = mayHold(scan.text, pattern) && pattern.test(scan.text);
    scan.answers.set(pattern, answer);
  }
  return answer;
}

/** What `find` says of the text, asked once for all recognizers; never undefined. Goes with the scan, unlike a map of weak keys at a fraction of its cost. */
export function once<T extends object | number>(scan: Scan, find: (scan: Scan) => T): T {
  scan.answers ??= new Map();
  let found = scan.answers.get(find) as T | undefined;
  if (found === undefined) {
    found = find(scan);
    scan.answers.set(find, found);
  }
  return found;
}
