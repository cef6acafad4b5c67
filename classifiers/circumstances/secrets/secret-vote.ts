import type { LinearModel } from '../../../src/classify/learned/linear-model.js';
import type { Range } from '../../../src/text/windows.js';
import { clausesIn } from '../text-clauses.js';
import { SECRET_NUMBER, wordingSum, wordingVote } from '../wording.js';

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
