import type { Candidate } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { FAINT, scoreFrom } from '../circumstance-model.js';
import { judgedPlaces } from '../second-look.js';
import { SECRET_NUMBER } from '../wording.js';

export const SECRET_THRESHOLD = 0.38;

/** Sentences that tell a company's or an office's secret, as the trained models say. */
export function secretsTold(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const { type, start, end, probability, because = '' } of judgedPlaces(scan)) {
    if (type !== SECRET_NUMBER) continue;
    const score = scoreFrom(probability, SECRET_THRESHOLD);
    if (score >= FAINT) found.push({ start, end, rule: 'told', score, settled: true, because });
  }
  return found;
}
