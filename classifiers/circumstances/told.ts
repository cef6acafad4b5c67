import { probabilityOf } from '../../src/classify/linear-model.js';
import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { clauseSum, FAINT, fieldHash, HOPELESS, scoreFrom, termSum } from './circumstance-model.js';
import type { Clause } from './clause.js';
import { CIRCUMSTANCE_TYPES, type CircumstanceType, RULES } from './rules.js';
import { viewOfText } from './text-view.js';
import { toldCandidates } from './told-candidates.js';
import { clausesOfTold } from './told-clauses.js';
import { withoutRepeats } from './told-repeats.js';
import { wordingModel, wordingSum, wordingVote } from './wording.js';

interface Judged {
  start: number;
  end: number;
  group: number;
  clause: Clause;
  probability: number;
}

/**
 * The terms of a type that are told about someone of the record. Three trained models judge each: one sees the term
 * and the words beside it, one the whole clause with what stands around it, one the words of the clause alone; each errs
 * elsewhere, so all of them have a vote.
 */
export function toldAbout(scan: Scan, hits: readonly CueHit[], type: CircumstanceType): Candidate[] {
  const rule = RULES[type];
  const told = toldCandidates(scan, hits, rule);
  if (told.length === 0) return NOTHING;
  const number = CIRCUMSTANCE_TYPES.indexOf(type);
  const field = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  const clauses = clausesOfTold(scan.text, told, hits, rule);
  const judged: Judged[] = [];
  let [byClause, byWording] = [0, 0];
  for (const [at, one] of told.entries()) {
    const clause = clauses[at]!;
    if (clause !== clauses[at - 1]) {
      byClause = clauseSum().of(scan, clause, number, field, view);
      byWording = wordingVote(wordingSum(wordingModel(), scan.text, clause, number));
    }
    if (byClause < HOPELESS) continue;
    const byTerm = termSum().of(scan, one, number, field, view);
    const { start, end, group } = one;
    judged.push({ start, end, group, clause, probability: probabilityOf((byTerm + byClause) / 2 + byWording) });
  }
  const candidates: Candidate[] = [];
  for (const { start, end, probability } of withoutRepeats(scan.text, judged, rule)) {
    const score = scoreFrom(probability, rule.threshold);
    // The term is the value itself, which no reason shows.
    if (score >= FAINT)
      candidates.push({ start, end, rule: 'told', score, settled: true, because: 'told of somebody' });
  }
  return candidates;
}

const NOTHING: Candidate[] = [];
