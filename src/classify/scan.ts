import { type DigitGroup, findDigitGroups } from '../text/digit-groups.js';
import { foldedWord } from '../text/fold.js';
import type { Tokenize } from '../text/tokenizer.js';
import type { WordHit } from '../text/word-finder.js';
import type { TextContext } from './finding.js';
import type { LabelHit, Lexemes } from './lexemes.js';

/** One text as all recognizers see it: read once, shared. */
export interface Scan {
  /** Normalised text. */
  text: string;
  original: string;
  /** Digit groups of the whole text, in order. */
  groups: readonly DigitGroup[];
  /** Occurrences of this recognizer's cues, in order. */
  hits: readonly WordHit[];
  /** Normalised field name, lower case; '' where there is none. */
  field: string;
  /** Normalised names of the enclosing fields, lower case, joined with `/`. */
  path: string;
  tokenize: Tokenize;
}

/** What the scanner shares between recognizers, before each gets its own `hits`. */
export interface SharedScan extends Omit<Scan, 'hits'> {
  cues: readonly (readonly WordHit[])[];
  labels: readonly LabelHit[];
}

export function scanText(
  text: string,
  original: string,
  context: TextContext | undefined,
  lexemes: Lexemes,
  tokenize: Tokenize,
): SharedScan {
  const { cues, labels } = lexemes.find(text);
  return {
    text,
    original,
    groups: findDigitGroups(text),
    cues,
    labels,
    field: foldedWord(context?.fieldName ?? '').toLowerCase(),
    path: foldedWord((context?.path ?? []).join('/')).toLowerCase(),
    tokenize,
  };
}
