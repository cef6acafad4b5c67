import { type DigitGroup, findDigitGroups } from '../text/digit-groups.js';
import type { Tokenize } from '../text/tokenizer.js';
import type { WordHit } from '../text/word-finder.js';
import type { FieldNames } from './field-names.js';
import type { LabelHit, Lexemes } from './lexemes.js';

/** One text as all recognizers see it: read once, shared. */
export interface Scan {
  /** Normalised text. */
  text: string;
  original: string;
  /** Digit groups of the whole text, in order. */
  groups: readonly DigitGroup[];
  /** Names that lead to this text. */
  fields: FieldNames;
  /** Values of the record's other fields that name a kind of number, folded. */
  beside: readonly string[];
  tokenize: Tokenize;
  /** Occurrences of each recognizer's cues, by its position, in order; undefined where there is none. */
  cues: readonly (readonly WordHit[] | undefined)[];
  labels: readonly LabelHit[];
  /** Whether any word of a sample value stands in the text; undefined until asked. */
  holdsSamples: boolean | undefined;
  /** Answers of `holds`, by pattern. */
  answers: Map<RegExp, boolean> | undefined;
  /** By recognizer: the labelled number that others may follow in a list. */
  lists: Map<number, NumberList>;
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
  beside: readonly string[] = [],
): Scan {
  const { cues, labels } = lexemes.find(text);
  return {
    text,
    original,
    groups: findDigitGroups(text),
    fields,
    beside,
    tokenize,
    cues,
    labels,
    holdsSamples: undefined,
    answers: undefined,
    lists: new Map(),
  };
}

/** Whether the pattern is anywhere in the text; looked for once per text. Patterns must not be sticky or global. */
export function holds(scan: Scan, pattern: RegExp): boolean {
  scan.answers ??= new Map();
  let answer = scan.answers.get(pattern);
  if (answer === undefined) {
    answer = pattern.test(scan.text);
    scan.answers.set(pattern, answer);
  }
  return answer;
}
