import { foldedWord } from '../text/fold.js';
import { WordFinder, type WordHit } from '../text/word-finder.js';
import { totalsOf } from './numbers.js';
import type { Recognizer } from './recognizer.js';

/** What one word means to the recognizers, by their position in the list. */
export interface Lexeme {
  cueOf: number[];
  contextOf: Set<number>;
  notAfterOf: Set<number>;
  topicOf: Set<number>;
  /** Lengths of the numbers it labels: digits of another length are not what it is about. */
  totals: Set<number>;
  /** Whether it is a label to any recognizer, or only a cue. */
  isLabel: boolean;
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
  readonly #nothing: FoundWords;

  constructor(recognizers: readonly Recognizer[]) {
    this.#nothing = { cues: recognizers.map(() => undefined), labels: [] };
    const words: string[] = [];
    const known = new Map<string, Lexeme>();
    const lexemeOf = (raw: string): Lexeme => {
      const word = foldedWord(raw);
      let lexeme = known.get(word);
      if (!lexeme) {
        lexeme = {
          cueOf: [],
          contextOf: new Set(),
          notAfterOf: new Set(),
          topicOf: new Set(),
          totals: new Set(),
          isLabel: false,
        };
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
      for (const word of recognizer.topics ?? []) lexemeOf(word).topicOf.add(index);
    });
    for (const lexeme of this.#lexemes)
      lexeme.isLabel = lexeme.contextOf.size + lexeme.notAfterOf.size + lexeme.topicOf.size > 0;
    this.#finder = new WordFinder(words);
  }

  find(text: string): FoundWords {
    const hits = this.#finder.find(text);
    if (hits.length === 0) return this.#nothing;
    const cues: (WordHit[] | undefined)[] = this.#nothing.cues.slice() as undefined[];
    const labels: LabelHit[] = [];
    for (let at = 0; at < hits.length; at++) {
      const hit = hits[at]!;
      const lexeme = this.#lexemes[hit.word]!;
      for (let place = 0; place < lexeme.cueOf.length; place++) {
        const index = lexeme.cueOf[place]!;
        const list = cues[index];
        if (list) list.push(hit);
        else cues[index] = [hit];
      }
      if (lexeme.isLabel) labels.push({ start: hit.start, end: hit.end, word: this.#finder.words[hit.word]!, lexeme });
    }
    return { cues, labels };
  }
}
