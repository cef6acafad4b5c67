import type { NameCandidate } from '../../../../classifiers/names/candidates/name-candidate.js';
import { findNameCandidates } from '../../../../classifiers/names/candidates/name-candidates.js';
import { LinearModel, SMALLEST_MODEL } from '../../../../src/classify/learned/linear-model.js';
import { loadWordKinds } from '../../../../src/text/tokenizer.js';

export const words = await loadWordKinds();

/** Every weight differs from those beside it. */
export const model = new LinearModel(
  Int8Array.from({ length: SMALLEST_MODEL }, (_, at) => (at % 255) - 127),
  0.25,
);

export function candidatesOf(text: string): NameCandidate[] {
  const found: NameCandidate[] = [];
  findNameCandidates(text, words, (candidate) => found.push({ ...candidate }));
  return found;
}
