import { foldedWord } from '../../text/fold.js';
import type { Recognizer } from '../recognizer.js';

/** Of a call that came in, or whose caller is withheld: the number that was called is the centre's own. */
export const INCOMING: readonly string[] = [
  '着信',
  '受信',
  '非通知',
  '公衆電話',
  'INBOUND',
  'Inbound',
  'inbound',
  'Incoming',
  'incoming',
  'anonymous',
];
/** Values of fields such as 種別, 書類: longer ones tell of something. */
const LONGEST = 16;
const KEPT = 4096;

/**
 * Short values of a record that name a kind of number (旅券, 介護保険証): what the number in the next field is. Only
 * words of numbers whose shape says much by itself count, and those of a call that came in.
 */
export class Topics {
  readonly #words: readonly string[];
  readonly #known = new Map<string, string | undefined>();

  constructor(recognizers: readonly Recognizer[]) {
    this.#words = recognizers
      .filter(({ digits }) => digits?.distinctive)
      .flatMap(({ context }) => context ?? [])
      .map(foldedWord)
      .concat(INCOMING);
  }

  /** The values among `texts` that do, folded. */
  of(texts: Iterable<string>): readonly string[] {
    let topics: string[] | undefined;
    for (const text of texts) {
      if (text.length > LONGEST || text.length < 2) continue;
      const topic = this.#topicOf(text);
      if (topic === undefined) continue;
      topics ??= [];
      topics.push(topic);
    }
    return topics ?? NO_TOPICS;
  }

  #topicOf(text: string): string | undefined {
    if (this.#known.has(text)) return this.#known.get(text);
    const value = foldedWord(text);
    const topic = /[0-9]/.test(value) || !this.#words.some((word) => value.includes(word)) ? undefined : value;
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(text, topic);
    return topic;
  }
}

const NO_TOPICS: readonly string[] = [];
