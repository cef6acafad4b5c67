import { mixedText } from '../../../src/classify/learned/feature-hashing.js';
import type { LinearModel } from '../../../src/classify/learned/linear-model.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import type { NameCandidate } from '../candidates/name-candidate.js';

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
  for (let at = 0; at < text.length; at++) if (isWordAt(text, at, words)) found(at, featureOf(text, at, words.end));
}

/** Leaves where the word ends in `words.end`. */
function isWordAt(text: string, at: number, words: WordKinds): boolean {
  return words.longest(text, at) !== 0 && words.end - at >= SHORTEST_WORD;
}

function featureOf(text: string, start: number, end: number): number {
  return mixedText(KIND, text, start, end);
}

/** From where up to where a word begins that is near a candidate. */
export function firstNear({ start }: NameCandidate): number {
  return Math.max(0, start - WIDE);
}

export function lastNear({ end }: NameCandidate, text: string): number {
  return Math.min(text.length, end + WIDE);
}

/**
 * What a model says of the words around each candidate of a text. What stands near a candidate is read once, and sums are
 * kept up to each place: then candidates near each other cost the same, however many there are.
 */
export class WordsAround {
  readonly #model: LinearModel;
  #weights = new Int32Array(257);
  #counts = new Int32Array(257);
  /** The stretch for which there are sums, from the place that its first is about. */
  #first = 0;
  #read = 0;

  constructor(model: LinearModel) {
    this.#model = model;
  }

  /** What was read before is of another text. */
  begin({ length }: string): void {
    this.#first = 0;
    this.#read = 0;
    if (this.#weights.length > length) return;
    this.#weights = new Int32Array(length * 2 + 1);
    this.#counts = new Int32Array(length * 2 + 1);
  }

  /** For a candidate of the text that was begun last. */
  sum(candidate: NameCandidate, text: string, words: WordKinds): number {
    const [first, last] = [firstNear(candidate), lastNear(candidate, text)];
    if (first < this.#first || first > this.#read) this.#beginAt(first);
    if (last > this.#read) this.#readTo(last, text, words);
    const steps = this.#weights[last]! - this.#weights[first]!;
    return steps * this.#model.scale * shareOfWord(this.#counts[last]! - this.#counts[first]!);
  }

  #beginAt(first: number): void {
    this.#first = first;
    this.#read = first;
    this.#weights[first] = 0;
    this.#counts[first] = 0;
  }

  #readTo(last: number, text: string, words: WordKinds): void {
    const [weights, counts] = [this.#weights, this.#counts];
    let weight = weights[this.#read]!;
    let count = counts[this.#read]!;
    for (let at = this.#read; at < last; at++) {
      if (isWordAt(text, at, words)) {
        weight += this.#model.steps(featureOf(text, at, words.end));
        count++;
      }
      weights[at + 1] = weight;
      counts[at + 1] = count;
    }
    this.#read = last;
  }
}
