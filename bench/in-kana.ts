import { holdsKanaOnly } from '../classifiers/circumstances/kana/plain-kana.js';
import type { GoldField } from '../fixtures/gold.js';
import { largeKana, partedMarks, toHiragana } from '../src/text/kana.js';
import { normalize } from '../src/text/normalized.js';
import { loadTokenizer, type Token } from '../src/text/tokenizer.js';

/** How somebody, or some machine, writes kana. */
export interface KanaWriting {
  hiragana: boolean;
  /** With blanks between words. */
  parted: boolean;
  /** Without small kana. */
  large: boolean;
}

/** The tokenizer takes no more at once. */
const MOST_TOKENIZED = 1024;

const tokenize = await loadTokenizer();

/** The field in kana; undefined where it is too long or no text, or has words that the dictionary cannot read. */
export function asRead(field: GoldField, { hiragana, parted, large }: KanaWriting): GoldField | undefined {
  const { text } = normalize(field.text);
  if (text.length > MOST_TOKENIZED) return undefined;
  // Where each unit of the text is in what is read, and where that ends.
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  let read = '';
  for (const token of tokenize(text)) {
    const { surface, start, end, reading = surface } = token;
    if (parted && read !== '' && beginsWord(token)) read += ' ';
    const [small, kana] = [large ? largeKana(reading) : reading, read.length];
    read += hiragana ? toHiragana(small) : partedMarks(small);
    for (let at = start; at < end; at++) {
      starts[at] = kana + Math.floor(((at - start) * (read.length - kana)) / (end - start));
      ends[at] =
        at === end - 1 ? read.length : kana + Math.ceil(((at + 1 - start) * (read.length - kana)) / (end - start));
    }
  }
  if (!holdsKanaOnly(read)) return undefined;
  const spans = field.spans.map((span) => ({ ...span, start: starts[span.start]!, end: ends[span.end - 1]! }));
  return { ...field, text: read, spans };
}

const GOES_ON = new Set(['助詞', '助動詞', '記号']);

/** Where learners and old machines leave a blank: before a word, not before what belongs to it. */
function beginsWord({ pos, detail }: Token): boolean {
  return !GOES_ON.has(pos) && !/接尾|非自立/.test(detail);
}
