import { foreignFeatures, MOST_FOREIGN_FEATURES } from '../classifiers/circumstances/foreign/foreign-features.js';
import { foreignSentences } from '../classifiers/circumstances/foreign/foreign-sentences.js';
import { CIRCUMSTANCE_TYPES } from '../classifiers/circumstances/rules/rules.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import { normalize } from '../src/text/normalized.js';
import type { GroupedRecord } from './development-part.js';
import { scanOfField } from './scan-of-field.js';

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

function sentencesOf(field: GoldField, record: GoldRecord, group: string): ForeignSentence[] {
  // Few texts hold any, and to scan them all takes longer than to train.
  const sentences = foreignSentences(normalize(field.text).text);
  if (sentences.length === 0) return [];
  const scan = scanOfField(field);
  const buffer = new Int32Array(MOST_FOREIGN_FEATURES);
  return sentences.map(({ start, end }) => {
    const features = buffer.slice(0, foreignFeatures(scan, { start, end }, buffer));
    const told = field.spans.filter((span) => span.start < end && span.end > start).map((span) => span.type as string);
    const types = [...CIRCUMSTANCE_TYPES.keys()].filter((type) => told.includes(CIRCUMSTANCE_TYPES[type]!));
    return { features, types, record, group };
  });
}
