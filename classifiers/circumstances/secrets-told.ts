import { type LinearModel, probabilityOf } from '../../src/classify/linear-model.js';
import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { Range } from '../../src/text/windows.js';
import { FAINT, fieldHash, scoreFrom, secretSum } from './circumstance-model.js';
import { secretSentences } from './secret-sentences.js';
import { clausesIn } from './text-clauses.js';
import { viewOfText } from './text-view.js';
import { SECRET_NUMBER, wordingModel, wordingSum, wordingVote } from './wording.js';

export const SECRET_THRESHOLD = 0.25;

/** Sentences that tell a company's or an office's secret, as the trained model says. */
export function secretsTold(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  const sentences = secretSentences(scan, hits);
  if (sentences.length === 0) return found;
  const field = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  for (const sentence of sentences) {
    const sum = secretSum().of(scan, sentence, field, view) + secretVote(wordingModel(), scan.text, sentence);
    const score = scoreFrom(probabilityOf(sum), SECRET_THRESHOLD);
    if (score < FAINT) continue;
    const { start, end, because } = sentence;
    found.push({ start, end, rule: 'told', score, settled: true, because });
  }
  return found;
}

/** What the wording of the sentence's likeliest clause adds to the other sum. */
export function secretVote(judge: LinearModel, text: string, { start, end }: Range): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const clause of clausesIn(text.slice(start, end)))
    most = Math.max(
      most,
      wordingSum(judge, text, { start: start + clause.start, end: start + clause.end }, SECRET_NUMBER),
    );
  return most === Number.NEGATIVE_INFINITY ? 0 : wordingVote(most) / 2;
}
