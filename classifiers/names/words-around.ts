import { mixedText } from '../../src/classify/feature-hashing.js';
import type { LinearModel } from '../../src/classify/linear-model.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import type { NameCandidate } from './name-candidates.js';

/** Units on either side of a candidate whose words tell what kind of text it stands in. */
const WIDE = 200;
const KIND = 171;
const SHORTEST_WORD = 2;
/** So many words count in full together; each of more counts less, so that a long text says no more than a short one. */
const COUNTED_IN_FULL = 9;

/** What each of `count` words near a candidate counts, where a feature beside it counts 1. */
export function shareOfWord(count: number): number {
  return Math.sqrt(COUNTED_IN_FULL) / Math.sqrt(Math.max(COUNTED_IN_FULL, count));
}

/** Calls `found` for the longest word at every place of the text, in order, with the feature it is. Words overlap. */
export function wordsOf(text: string, words: WordKinds, found: (at: number, feature: number) => void): void {
  for (let at = 0; at < text.length; at++)
    if (words.longest(text, at) !== 0 && words.end - at >= SHORTEST_WORD)
      found(at, mixedText(KIND, text, at, words.end));
}

/** From where up to where a word begins that is near a candidate. */
export function firstNear({ start }: NameCandidate): number {
  return Math.max(0, start - WIDE);
}

export function lastNear({ end }: NameCandidate, text: string): number {
  return Math.min(text.length, end + WIDE);
}

/**
 * What a model says of the words around each candidate of a text. All of the text is read once, and sums are kept up to
 * each place: then every candidate costs the same, however many there are.
 */
export class WordsAround {
  readonly #model: LinearModel;
  #weights = new Int32Array(257);
  #counts = new Int32Array(257);

  constructor(model: LinearModel) {
    this.#model = model;
  }

  read(text: string, words: WordKinds): void {
    if (this.#weights.length <= text.length) {
      this.#weights = new Int32Array(text.length * 2 + 1);
      this.#counts = new Int32Array(text.length * 2 + 1);
    }
    const [weights, counts] = [this.#weights, this.#counts];
    weights.fill(0, 0, text.length + 1);
    counts.fill(0, 0, text.length + 1);
    wordsOf(text, words, (at, feature) => {
      weights[at + 1] = this.#model.steps(feature);
      counts[at + 1] = 1;
    });
    for (let at = 1; at <= text.length; at++) {
      weights[at]! += weights[at - 1]!;
      counts[at]! += counts[at - 1]!;
    }
  }

  /** For a candidate of the text that was read last. */
  sum(candidate: NameCandidate, text: string): number {
    const [first, last] = [firstNear(candidate), lastNear(candidate, text)];
    const steps = this.#weights[last]! - this.#weights[first]!;
    return steps * this.#model.scale * shareOfWord(this.#counts[last]! - this.#counts[first]!);
  }
}
