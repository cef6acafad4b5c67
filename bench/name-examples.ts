import { findNameCandidates, type NameCandidate } from '../classifiers/names/name-candidates.js';
import { MOST_FEATURES, nearFeatures, widerFeatures } from '../classifiers/names/name-features.js';
import { firstNear, lastNear, shareOfWord, wordsOf } from '../classifiers/names/words-around.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import { normalize } from '../src/text/normalized.js';
import { loadWordKinds } from '../src/text/tokenizer.js';
import type { Example } from './linear-training.js';
import { OtherNames } from './other-names.js';

/** Each text is also read with other names in the places of its names: it is the places that are to be learned. */
const words = await loadWordKinds();
const VARIANTS = 4;
const VARIANT_WEIGHT = 0.5;

export interface NameExample extends Example {
  /** How many of its features are seen at first sight. */
  near: number;
}

/** Every candidate of the records' texts, with whether it is a name. Grouped by file. */
export function nameExamples(records: readonly GoldRecord[]): NameExample[] {
  const others = new OtherNames();
  const examples: NameExample[] = [];
  for (const { file, fields } of records) {
    for (const field of fields) {
      examples.push(...examplesOf(field, file, 1));
      if (!field.spans.some(({ type }) => type === 'PERSON_NAME')) continue;
      for (let variant = 0; variant < VARIANTS; variant++)
        examples.push(...examplesOf(others.in(field), file, VARIANT_WEIGHT));
    }
  }
  return examples;
}

function examplesOf({ text: original, spans }: GoldField, group: string, weight: number): NameExample[] {
  const { text } = normalize(original);
  const names = spans.filter(({ type }) => type === 'PERSON_NAME');
  const buffer = new Int32Array(MOST_FEATURES);
  const examples: NameExample[] = [];
  const wordAt: number[] = [];
  const wordFeature: number[] = [];
  wordsOf(text, words, (at, feature) => {
    wordAt.push(at);
    wordFeature.push(feature);
  });
  findNameCandidates(text, words, (candidate) => {
    const positive = labelOf(candidate, names);
    if (positive === undefined) return;
    const near = nearFeatures(text, candidate, buffer);
    const count = widerFeatures(text, candidate, words, buffer, near);
    const [first, last] = [firstNear(candidate), lastNear(candidate, text)];
    const slight = Int32Array.from(wordFeature.filter((_, word) => wordAt[word]! >= first && wordAt[word]! < last));
    const share = shareOfWord(slight.length);
    examples.push({ features: buffer.slice(0, count), near, slight, share, positive, weight, group });
  });
  return examples;
}

/** True for a name; undefined for a part of one, which is neither right nor wrong. */
function labelOf({ start, end }: NameCandidate, names: readonly { start: number; end: number }[]): boolean | undefined {
  for (const name of names) {
    if (start === name.start && end === name.end) return true;
    if (start >= name.start && end <= name.end) return undefined;
  }
  return false;
}
