import type { Judge } from '../../../src/classify/recognizer.js';
import { FAINT, scoreFrom } from '../circumstance-model.js';
import { CIRCUMSTANCE_TYPES } from '../rules/rules.js';
import { foreignJudgement } from './foreign-model.js';
import { foreignSentences } from './foreign-sentences.js';

/** A sentence is rather told of somebody from here on: what is missed is worse than what a person looks at in vain. */
const THRESHOLD = 0.5;

/**
 * Sentences in other languages than Japanese that tell a circumstance of somebody. Terms are known of few of them, and
 * the other models look at how Japanese is written; so each sentence is judged by its own words, where nothing was found.
 */
export const foreignTold: Judge = (scan, seen, positions, take) => {
  const sentences = foreignSentences(scan.text);
  if (sentences.length === 0) return;
  const told = seen
    .filter(({ outcome, type }) => outcome === 'reported' && positions.has(type))
    .sort((one, other) => one.start - other.start);
  let next = 0;
  for (const sentence of sentences) {
    const { start, end } = sentence;
    while (next < told.length && told[next]!.end <= start) next++;
    if (next < told.length && told[next]!.start < end) continue;
    const { type, probability } = foreignJudgement(scan, sentence);
    const score = scoreFrom(probability, THRESHOLD);
    const position = positions.get(CIRCUMSTANCE_TYPES[type]!);
    if (score >= FAINT && position !== undefined)
      take(position, { start, end, rule: 'foreign', score, settled: true, because: 'words of its sentence' });
  }
};
