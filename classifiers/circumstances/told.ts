import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { circumstanceModel, FAINT, fieldHash, scoreFrom } from './circumstance-model.js';
import { CIRCUMSTANCE_TYPES, type CircumstanceType, RULES } from './rules.js';
import { viewOfText } from './text-view.js';
import { type Told, toldCandidates } from './told-candidates.js';
import { MOST_FEATURES, toldFeatures } from './told-features.js';
import { withoutRepeats } from './told-repeats.js';

const features = new Int32Array(MOST_FEATURES);

interface Judged extends Told {
  probability: number;
}

/** The terms of a type that are told about someone of the record, as the trained model says. */
export function toldAbout(scan: Scan, hits: readonly CueHit[], type: CircumstanceType): Candidate[] {
  const rule = RULES[type];
  const told = toldCandidates(scan, hits, rule) as (Told & Partial<Judged>)[];
  if (told.length === 0) return NOTHING;
  const number = CIRCUMSTANCE_TYPES.indexOf(type);
  const field = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  for (const one of told) {
    const count = toldFeatures(scan, one, number, field, view, features);
    one.probability = circumstanceModel().probability(features, count);
  }
  const candidates: Candidate[] = [];
  for (const { start, end, probability } of withoutRepeats(scan.text, told as Judged[], rule)) {
    const score = scoreFrom(probability, rule.threshold);
    // The term is the value itself, which no reason shows.
    if (score >= FAINT)
      candidates.push({ start, end, rule: 'told', score, settled: true, because: 'told of somebody' });
  }
  return candidates;
}

const NOTHING: Candidate[] = [];
