import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { circumstanceModel, FAINT, fieldHash, scoreFrom } from './circumstance-model.js';
import { secretFeatures } from './secret-features.js';
import { secretSentences } from './secret-sentences.js';
import { viewOfText } from './text-view.js';
import { MOST_FEATURES } from './told-features.js';

export const SECRET_THRESHOLD = 0.2;
const features = new Int32Array(MOST_FEATURES);

/** Sentences that tell a company's or an office's secret, as the trained model says. */
export function secretsTold(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  const field = fieldHash(scan.fields.field);
  const sentences = secretSentences(scan, hits);
  const view = sentences.length > 0 ? viewOfText(scan) : 0;
  for (const sentence of sentences) {
    const count = secretFeatures(scan, sentence, field, view, features);
    const score = scoreFrom(circumstanceModel().probability(features, count), SECRET_THRESHOLD);
    if (score < FAINT) continue;
    const { start, end, because } = sentence;
    found.push({ start, end, rule: 'told', score, settled: true, because });
  }
  return found;
}
