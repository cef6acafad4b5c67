import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { WordHit } from '../../src/text/word-finder.js';
import { circumstanceModel, fieldHash, scoreFrom } from './circumstance-model.js';
import { CIRCUMSTANCE_TYPES, type CircumstanceType, RULES } from './rules.js';
import { type Told, toldCandidates } from './told-candidates.js';
import { MOST_FEATURES, toldFeatures } from './told-features.js';
import { withoutRepeats } from './told-repeats.js';

const features = new Int32Array(MOST_FEATURES);

/** The terms of a type that are told about someone of the record, as the trained model says. */
export function toldAbout(scan: Scan, hits: readonly WordHit[], type: CircumstanceType): Candidate[] {
  const rule = RULES[type];
  const judged = toldCandidates(scan, hits, rule).map((told) => ({
    ...told,
    probability: probabilityOf(scan, told, type),
  }));
  return withoutRepeats(scan.text, judged, rule).map(({ start, end, probability, hitStart, hitEnd }) => ({
    start,
    end,
    rule: 'told',
    settled: true,
    score: scoreFrom(probability, rule.threshold),
    because: scan.text.slice(hitStart, hitEnd),
  }));
}

function probabilityOf({ text, fields }: Scan, told: Told, type: CircumstanceType): number {
  const count = toldFeatures(text, told, CIRCUMSTANCE_TYPES.indexOf(type), fieldHash(fields.field), features);
  return circumstanceModel().probability(features, count);
}
