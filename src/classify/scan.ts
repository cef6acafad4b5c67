import { type DigitGroup, findDigitGroups } from '../text/digit-groups.js';
import type { Tokenize } from '../text/tokenizer.js';
import type { WordHit } from '../text/word-finder.js';
import { type FieldNames, fieldNamesOf } from './field-names.js';
import type { TextContext } from './finding.js';
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
}

export function scanText(
  text: string,
  original: string,
  context: TextContext | undefined,
  lexemes: Lexemes,
  tokenize: Tokenize,
): Scan {
  const { cues, labels } = lexemes.find(text);
  return { text, original, groups: findDigitGroups(text), fields: fieldNamesOf(context), tokenize, cues, labels };
}
