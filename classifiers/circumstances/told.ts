import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { FAINT, scoreFrom } from './circumstance-model.js';
import { CIRCUMSTANCE_TYPES, type CircumstanceType, RULES } from './rules.js';
import { judgedPlaces } from './second-look.js';
import { withoutRepeats } from './told-repeats.js';

/** The terms of a type that are told about someone of the record. */
export function toldAbout(scan: Scan, type: CircumstanceType): Candidate[] {
  const rule = RULES[type];
  const number = CIRCUMSTANCE_TYPES.indexOf(type);
  const candidates: Candidate[] = [];
  const judged = judgedPlaces(scan).filter((place) => place.type === number);
  for (const { start, end, probability } of withoutRepeats(scan.text, judged, rule)) {
    const score = scoreFrom(probability, rule.threshold);
    // The term is the value itself, which no reason shows.
    if (score >= FAINT)
      candidates.push({ start, end, rule: 'told', score, settled: true, because: 'told of somebody' });
  }
  return candidates;
}
