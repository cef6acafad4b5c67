import { probabilityOf } from '../../src/classify/linear-model.js';
import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { FAINT, fieldHash, scoreFrom, secretSum } from './circumstance-model.js';
import { secretSentences } from './secret-sentences.js';
import { viewOfText } from './text-view.js';

export const SECRET_THRESHOLD = 0.2;

/** Sentences that tell a company's or an office's secret, as the trained model says. */
export function secretsTold(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  const sentences = secretSentences(scan, hits);
  if (sentences.length === 0) return found;
  const field = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  for (const sentence of sentences) {
    const score = scoreFrom(probabilityOf(secretSum().of(scan, sentence, field, view)), SECRET_THRESHOLD);
    if (score < FAINT) continue;
    const { start, end, because } = sentence;
    found.push({ start, end, rule: 'told', score, settled: true, because });
  }
  return found;
}
