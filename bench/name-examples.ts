import type { NameCandidate } from '../classifiers/names/candidates/name-candidate.js';
import { findNameCandidates } from '../classifiers/names/candidates/name-candidates.js';
import { MOST_FEATURES, nearFeatures, shapeOf, widerFeatures } from '../classifiers/names/judged/name-features.js';
import { kindFeatures, kindOfText, MOST_OF_KIND } from '../classifiers/names/judged/text-kind.js';
import { firstNear, lastNear, shareOfWord, wordsOf } from '../classifiers/names/judged/words-around.js';
import { isKnownPlace } from '../classifiers/names/words/known-places.js';
import { PLACE } from '../classifiers/names/words/name-tries.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import { normalize } from '../src/text/normalized.js';
import { loadWordKinds } from '../src/text/tokenizer.js';
import type { Range } from '../src/text/windows.js';
import { WORD_KIND } from '../src/text/word-kinds.js';
import { asRead, type KanaWriting } from './in-kana.js';
import type { Example } from './linear-training.js';
import { OtherNames } from './other-names.js';

/** Each text is also read with other names in the places of its names: it is the places that are to be learned. */
const words = await loadWordKinds();
const VARIANTS = 4;
const VARIANT_WEIGHT = 0.5;
/** And with other places in those of its places that could be surnames; so often where it holds no names. */
const PLACE_VARIANTS = 2;

/** Short texts once more as they are read: in hiragana, or in katakana of old machines. */
const LONGEST_IN_KANA = 120;
const WRITINGS: readonly KanaWriting[] = [
  { hiragana: true, parted: true, large: false },
  { hiragana: false, parted: true, large: false },
  { hiragana: true, parted: false, large: false },
  { hiragana: false, parted: true, large: true },
  { hiragana: false, parted: false, large: false },
];

export interface NameExample extends Example {
  /** How many of its features are seen at first sight. */
  near: number;
  candidate: NameCandidate;
  /** The text that it is from, as it was written; none where names were exchanged. */
  written?: GoldField;
}

/** Every candidate of the records' texts, with whether it is a name. Grouped by file. */
export function nameExamples(records: readonly GoldRecord[]): NameExample[] {
  const others = new OtherNames();
  const examples: NameExample[] = [];
  for (const { file, fields } of records) {
    for (const field of fields) {
      for (const example of examplesOf(field, file, 1)) examples.push({ ...example, written: field });
      const places = placesOf(field);
      if (!field.spans.some(({ type }) => type === 'PERSON_NAME')) {
        for (let variant = 0; variant < PLACE_VARIANTS; variant++) {
          const other = others.placesIn(field, places);
          if (other) examples.push(...examplesOf(other, file, VARIANT_WEIGHT));
        }
        continue;
      }
      for (let variant = 0; variant < VARIANTS; variant++) {
        examples.push(...examplesOf(others.in(field), file, VARIANT_WEIGHT));
      }
    }
    const writing = WRITINGS[examples.length % WRITINGS.length]!;
    for (const field of fields) {
      const inKana = field.text.length <= LONGEST_IN_KANA ? asRead(field, writing) : undefined;
      if (inKana) examples.push(...examplesOf(inKana, file, VARIANT_WEIGHT));
    }
  }
  return examples;
}

function examplesOf({ text: original, spans }: GoldField, group: string, weight: number): NameExample[] {
  const { text } = normalize(original);
  const names = spans.filter(({ type }) => type === 'PERSON_NAME');
  const buffer = new Int32Array(MOST_FEATURES + MOST_OF_KIND);
  const examples: NameExample[] = [];
  const wordAt: number[] = [];
  const wordFeature: number[] = [];
  const kind = kindOfText(text);
  wordsOf(text, words, (at, feature) => {
    wordAt.push(at);
    wordFeature.push(feature);
  });
  findNameCandidates(text, words, (candidate) => {
    const positive = labelOf(candidate, names);
    if (positive === undefined) return;
    const near = nearFeatures(text, candidate, buffer);
    const wide = widerFeatures(text, candidate, words, buffer, near);
    const count = kindFeatures(kind, shapeOf(candidate), candidate.traits, buffer, wide);
    const [first, last] = [firstNear(candidate), lastNear(candidate, text)];
    const slight = Int32Array.from(wordFeature.filter((_, word) => wordAt[word]! >= first && wordAt[word]! < last));
    const share = shareOfWord(slight.length);
    examples.push({ features: buffer.slice(0, count), near, slight, share, positive, weight, group, candidate });
  });
  return examples;
}

/** Where a text holds a place, and no other word, that could be a surname. */
function placesOf({ text: original }: GoldField): Range[] {
  const { text } = normalize(original);
  const places: Range[] = [];
  if (text.length !== original.length) return places;
  findNameCandidates(text, words, ({ kind, start, end, traits }) => {
    if (start < (places.at(-1)?.end ?? 0)) return;
    if (kind !== 'surname' && kind !== 'unlisted') return;
    const couldBe = kind === 'surname' && end - start === 2 && (traits & PLACE) !== 0;
    // What makes it a place is told by the word itself: 市, 県.
    const bare = isKnownPlace(text, start, end) && !OF_PLACES.test(text[end] ?? '');
    if (!couldBe && !bare) return;
    const kinds = words.of(text, start, end);
    const isPlace = [kinds & 15, kinds >> 4].every((one) => PLACE_KINDS.has(one));
    if (isPlace) places.push({ start, end });
  });
  return places;
}

const OF_PLACES = /[市区町村郡県府都道駅]/;
const PLACE_KINDS: ReadonlySet<number> = new Set([0, WORD_KIND.surname, WORD_KIND.place, WORD_KIND.person]);

/** True for a name; undefined for a part of one, which is neither right nor wrong. */
function labelOf({ start, end }: NameCandidate, names: readonly { start: number; end: number }[]): boolean | undefined {
  for (const name of names) {
    if (start === name.start && end === name.end) return true;
    if (start >= name.start && end <= name.end) return undefined;
  }
  return false;
}
