import { readLexicon } from '../../src/classify/lexicon.js';
import { foldedWord } from '../../src/text/fold.js';
import { largeKana, partedMarks, toHiragana } from '../../src/text/kana.js';

/** Stems that may tell a circumstance, each with the group it belongs to: what holds for 喘息 mostly holds for 結核. */
export class Terms {
  readonly words: readonly string[];
  /** Group of each of `words`; what `groupOf` gives for it. */
  readonly groups: Uint8Array;
  readonly #names: readonly string[];

  /**
   * @param name - list in `classifiers/lexicon`: a group, then its stems; `_` stands for a blank within one
   * @param more - stems that no list holds, by group
   */
  constructor(name: string, more: Readonly<Record<string, readonly string[]>> = {}) {
    const rows = readLexicon(name).rows.map(([group = '', stems = '']) => [group, stems.split(' ')] as const);
    const all = [...rows, ...Object.entries(more)];
    this.#names = all.map(([group]) => group);
    const groups = new Map<string, number>();
    for (const [at, [, stems]] of all.entries())
      for (const stem of stems) {
        for (const word of writingsOf(foldedWord(stem.replaceAll('_', ' '))))
          if (!groups.has(word)) groups.set(word, at + 1);
      }
    this.words = [...groups.keys()];
    this.groups = Uint8Array.from(groups.values());
  }

  /** Number of the group, by its place in the list; 0 for what is no stem. */
  groupOf(word: string): number {
    return this.groups[this.words.indexOf(word)] ?? 0;
  }

  /** Numbers of groups by their names. */
  numbersOf(...names: readonly string[]): ReadonlySet<number> {
    return new Set(names.map((name) => this.#names.indexOf(name) + 1));
  }
}

/** Shorter ones are other words in another writing: ガン, がん in がんばる. */
const SHORTEST_READING = 5;
const READING = /^[ァ-ヴー]+$/;

/**
 * A stem of katakana alone is written in other ways too: トウゴウシッチョウ is とうごうしっちょう in simple Japanese, and
 * where a machine knew only half-width katakana its sound marks stand by themselves and small ones may be large.
 */
function writingsOf(word: string): readonly string[] {
  if (word.length < SHORTEST_READING || !READING.test(word)) return [word];
  const halfWidth = partedMarks(word);
  return [word, largeKana(word), toHiragana(word), halfWidth, largeKana(halfWidth)];
}
