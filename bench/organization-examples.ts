import { fieldHash } from '../classifiers/circumstances/circumstance-model.js';
import { viewOfText } from '../classifiers/circumstances/text-view.js';
import { recognizers } from '../classifiers/index.js';
import { ruleAt } from '../classifiers/organizations/judged-organizations.js';
import { findOrganizationCandidates } from '../classifiers/organizations/organization-candidates.js';
import { MOST_FEATURES, nearFeatures, widerFeatures } from '../classifiers/organizations/organization-features.js';
import { organizations } from '../classifiers/organizations/organizations.js';
import { tradeWords } from '../classifiers/organizations/trade-words.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import type { Example } from './linear-training.js';
import { OtherOrganizations } from './other-organizations.js';
import { scanOfField } from './scan-of-field.js';

export interface OrganizationExample extends Example {
  /** How many of the features are seen at first sight. */
  near: number;
}

/** A place that touches a name without being it says less than one that touches none. */
const TOUCHING = 0.3;
/** Names are rare among the places looked at. */
const NAME = 2;

const index = recognizers.findIndex(({ type }) => type === 'ORGANIZATION');
const buffer = new Int32Array(MOST_FEATURES);

/** Each text that has names is also read with others in their places. */
const VARIANTS = 3;
const VARIANT_WEIGHT = 0.5;

/** Every place of the records that the rules of form allow, with what is seen of it and whether it is a name. */
export function organizationExamples(records: readonly GoldRecord[]): OrganizationExample[] {
  const others = new OtherOrganizations(records);
  const examples: OrganizationExample[] = [];
  for (const { fields, file } of records)
    for (const field of fields) {
      examplesOf(field, file, 1, examples);
      if (!field.spans.some(({ type }) => type === 'ORGANIZATION')) continue;
      for (let variant = 0; variant < VARIANTS; variant++) examplesOf(others.in(field), file, VARIANT_WEIGHT, examples);
    }
  return examples;
}

function examplesOf(field: GoldField, group: string, share: number, examples: OrganizationExample[]): void {
  const scan = scanOfField(field);
  const { text, words } = scan;
  const spans = field.spans.filter(({ type }) => type === 'ORGANIZATION');
  const [name, view] = [fieldHash(scan.fields.field), viewOfText(scan)];
  const hits = scan.cues[index] ?? [];
  const ruled = organizations(scan, hits);
  findOrganizationCandidates(text, tradeWords(text, hits), (candidate) => {
    const near = nearFeatures(text, candidate, buffer);
    const count = widerFeatures(text, candidate, words, name, view, ruleAt(ruled, candidate), buffer, near);
    const touched = spans.filter(({ start, end }) => start < candidate.end && end > candidate.start);
    const positive = touched.some(({ start, end }) => start === candidate.start && end === candidate.end);
    const weight = share * (positive ? NAME : touched.length > 0 ? TOUCHING : 1);
    examples.push({ features: buffer.slice(0, count), near, positive, weight, group });
  });
}
