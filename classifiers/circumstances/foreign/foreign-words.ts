import { readLexicon } from '../../../src/classify/lexicon.js';
import { WordFinder } from '../../../src/text/word-finder.js';

export const FOREIGN_WORDS = 'foreign-words';
/** Behind the name of a group: what it holds stands anywhere in a run of letters. */
const IN_RUNS = /-run$/;

/** Words that tell of whom a sentence speaks, or that it asks or announces, whatever the language. */
export class ForeignWords {
  readonly #words = new Map<string, number>();
  readonly #runs: WordFinder;
  readonly #ofRuns: readonly number[];
  readonly groups: number;

  constructor() {
    const names: string[] = [];
    const runs = new Map<string, number>();
    for (const [name = '', words = ''] of readLexicon(FOREIGN_WORDS).rows) {
      const group = name.replace(IN_RUNS, '');
      if (!names.includes(group)) names.push(group);
      const into = IN_RUNS.test(name) ? runs : this.#words;
      for (const word of words.split(' ')) into.set(word, (into.get(word) ?? 0) | (1 << names.indexOf(group)));
    }
    this.groups = names.length;
    this.#runs = new WordFinder([...runs.keys()]);
    this.#ofRuns = [...runs.values()];
  }

  /** One bit for each group of a word as `bareWord` gives it. */
  ofWord(word: string): number {
    return this.#words.get(word) ?? 0;
  }

  /** The same for all that stands in a run of letters. */
  withinRun(run: string): number {
    let bits = 0;
    for (const { word } of this.#runs.find(run)) bits |= this.#ofRuns[word]!;
    return bits;
  }
}

let words: ForeignWords | undefined;

export function foreignWords(): ForeignWords {
  words ??= new ForeignWords();
  return words;
}

/** A word without accents and capitals, for many are typed without. */
export function bareWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}
