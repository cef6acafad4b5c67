import type { Candidate } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { FAINT, scoreFrom } from '../circumstance-model.js';
import { FOREIGN_WEIGHTS } from '../foreign/foreign-model.js';
import { FOREIGN_WORDS } from '../foreign/foreign-words.js';
import { CIRCUMSTANCE_TYPES, type CircumstanceType, RULES } from '../rules/rules.js';
import { JUDGED_LEXICONS, judgedPlaces } from '../second-look.js';
import { withoutRepeats } from './told-repeats.js';
import { inWholeWords } from './whole-words.js';

/** What every type that is told in a phrase is judged with, beside its own terms. */
export const TOLD_LEXICONS = [...JUDGED_LEXICONS, FOREIGN_WORDS, FOREIGN_WEIGHTS] as const;

/** The terms of a type that are told about someone of the record. */
export function toldAbout(scan: Scan, type: CircumstanceType): Candidate[] {
  const rule = RULES[type];
  const number = CIRCUMSTANCE_TYPES.indexOf(type);
  const candidates: Candidate[] = [];
  const judged = judgedPlaces(scan).filter((place) => place.type === number);
  for (const one of withoutRepeats(scan.text, judged, rule)) {
    const score = scoreFrom(one.probability, rule.threshold);
    if (score < FAINT) continue;
    const { start, end } = inWholeWords(scan.text, one, scan.words);
    // The term is the value itself, which no reason shows.
    candidates.push({ start, end, rule: 'told', score, settled: true, because: 'told of somebody' });
  }
  return candidates;
}
