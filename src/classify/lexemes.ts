import { foldedWord } from '../text/fold.js';
import { WordFinder, type WordHit } from '../text/word-finder.js';
import { totalsOf } from './numbers.js';
import type { Recognizer } from './recognizer.js';

/** What one word means to the recognizers, by their position in the list. */
export interface Lexeme {
  cueOf: number[];
  contextOf: Set<number>;
  notAfterOf: Set<number>;
  /** Lengths of the numbers it labels: digits of another length are not what it is about. */
  totals: Set<number>;
}

/** A label or context word in the text. */
export interface LabelHit {
  start: number;
  end: number;
  word: string;
  lexeme: Lexeme;
}

export interface FoundWords {
  /** Cue hits per recognizer, in order; undefined where there is none. */
  cues: readonly (readonly WordHit[] | undefined)[];
  /** In order of start. */
  labels: readonly LabelHit[];
}

/** All words of all recognizers in one finder, so that a text is read once for them. */
export class Lexemes {
  readonly #finder: WordFinder;
  readonly #lexemes: Lexeme[] = [];
  readonly #recognizers: number;

  constructor(recognizers: readonly Recognizer[]) {
    this.#recognizers = recognizers.length;
    const words: string[] = [];
    const known = new Map<string, Lexeme>();
    const lexemeOf = (raw: string): Lexeme => {
      const word = foldedWord(raw);
      let lexeme = known.get(word);
      if (!lexeme) {
        lexeme = { cueOf: [], contextOf: new Set(), notAfterOf: new Set(), totals: new Set() };
        known.set(word, lexeme);
        words.push(word);
        this.#lexemes.push(lexeme);
      }
      return lexeme;
    };
    recognizers.forEach((recognizer, index) => {
      for (const word of recognizer.cues ?? []) lexemeOf(word).cueOf.push(index);
      for (const word of recognizer.context ?? []) {
        const lexeme = lexemeOf(word);
        lexeme.contextOf.add(index);
        for (const total of totalsOf(recognizer.digits)) lexeme.totals.add(total);
      }
      for (const word of recognizer.notAfter ?? []) lexemeOf(word).notAfterOf.add(index);
    });
    this.#finder = new WordFinder(words);
  }

  find(text: string): FoundWords {
    const cues: (WordHit[] | undefined)[] = new Array(this.#recognizers).fill(undefined);
    const labels: LabelHit[] = [];
    for (const hit of this.#finder.find(text)) {
      const lexeme = this.#lexemes[hit.word]!;
      for (const index of lexeme.cueOf) {
        const list = cues[index];
        if (list) list.push(hit);
        else cues[index] = [hit];
      }
      if (lexeme.contextOf.size > 0 || lexeme.notAfterOf.size > 0) {
        labels.push({ start: hit.start, end: hit.end, word: this.#finder.words[hit.word]!, lexeme });
      }
    }
    return { cues, labels };
  }
}
