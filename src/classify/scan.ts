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
  tokenize: Tokenize;
  /** Occurrences of each recognizer's cues, by its position, in order; undefined where there is none. */
  cues: readonly (readonly WordHit[] | undefined)[];
  labels: readonly LabelHit[];
  /** Whether any word of a sample value stands in the text; undefined until asked. */
  holdsSamples: boolean | undefined;
}

export function scanText(
  text: string,
  original: string,
  fields: FieldNames,
  lexemes: Lexemes,
  tokenize: Tokenize,
): Scan {
  const { cues, labels } = lexemes.find(text);
  return { text, original, groups: findDigitGroups(text), fields, tokenize, cues, labels, holdsSamples: undefined };
}
