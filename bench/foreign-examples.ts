import { foreignFeatures, MOST_FOREIGN_FEATURES } from '../classifiers/circumstances/foreign/foreign-features.js';
import { foreignSentences } from '../classifiers/circumstances/foreign/foreign-sentences.js';
import { CIRCUMSTANCE_TYPES } from '../classifiers/circumstances/rules/rules.js';
import { recognizers } from '../classifiers/index.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import { fieldNamesOf } from '../src/classify/field-names.js';
import { Lexemes } from '../src/classify/lexemes.js';
import { scanText } from '../src/classify/scan.js';
import { normalize } from '../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../src/text/tokenizer.js';
import type { GroupedRecord } from './development-part.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();
const lexemes = new Lexemes(recognizers);

/** A sentence in another language than Japanese. */
export interface ForeignSentence {
  features: Int32Array;
  /** Numbers of the types that are told in it. */
  types: readonly number[];
  record: GoldRecord;
  group: string;
}

/** All such sentences of the records. */
export function foreignExamples(gold: readonly GroupedRecord[]): ForeignSentence[] {
  return gold.flatMap(({ group, record }) => record.fields.flatMap((field) => sentencesOf(field, record, group)));
}

function sentencesOf(
  { name, path, text: original, spans }: GoldField,
  record: GoldRecord,
  group: string,
): ForeignSentence[] {
  const { text } = normalize(original);
  const sentences = foreignSentences(text);
  if (sentences.length === 0) return [];
  const names = fieldNamesOf(name === null ? { path } : { fieldName: name, path });
  const scan = scanText(text, original, names, lexemes, tokenize, words);
  const buffer = new Int32Array(MOST_FOREIGN_FEATURES);
  return sentences.map(({ start, end }) => {
    const features = buffer.slice(0, foreignFeatures(scan, { start, end }, buffer));
    const told = spans.filter((span) => span.start < end && span.end > start).map((span) => span.type as string);
    const types = [...CIRCUMSTANCE_TYPES.keys()].filter((type) => told.includes(CIRCUMSTANCE_TYPES[type]!));
    return { features, types, record, group };
  });
}
