import type { Finding } from '../../../src/classify/finding.js';
import { type LinearModel, probabilityOf, readModel } from '../../../src/classify/learned/linear-model.js';
import { NAME_KINDS } from '../candidates/name-candidate.js';
import { READ, recordFeatures, type SeenName } from './record-features.js';

export const RECORD_WEIGHTS = 'record-weights';

/** Read off a curve of files that training has not seen: here no more people are lost than by the scores of names alone. */
const LEAST_IN_RECORD = 0.45;
/** From here on a name that a cue announces needs nobody else's word. */
const CERTAIN = 0.6;
const JUDGED = 'person-name/judged-';
/** Numbers of the kinds of judged names by their rules; what rules found is of kind 0. */
const KINDS = new Map(NAME_KINDS.map((kind, at) => [`${JUDGED}${kind}`, at + 1]));

/** A listed surname with a listed given name that is as likely as this is somebody, whatever else the record is. */
const WHOLE = new Set([`${JUDGED}full`, `${JUDGED}spaced`]);
const CERTAIN_WHOLE = 0.7;

/** Whether a name is only as good as its record: it was judged by all around it, or its cue says little. */
export function hangsOnRecord({ rule, score }: Finding): boolean {
  if (WHOLE.has(rule)) return score < CERTAIN_WHOLE;
  return score < CERTAIN || rule.startsWith(JUDGED);
}

let model: LinearModel | undefined;

/**
 * Whether a record in which nothing else tells of anybody holds a person at all, by its names and what it looks like.
 *
 * @param names - all that were seen in it and hang on it, also the weak ones
 */
export function tellsOfPerson(texts: readonly string[], found: readonly (readonly Finding[])[]): boolean {
  const names = found.flat();
  // What stands behind its beginning may be of another kind than that.
  if (texts.reduce((length, one) => length + one.length, 0) > READ) return names.some(({ score }) => score >= CERTAIN);
  model ??= readModel(RECORD_WEIGHTS);
  const { features, slight, share } = recordFeatures(texts, seenNames(names));
  const sum = model.sum(features, features.length) + model.sum(slight, slight.length) * share;
  return probabilityOf(sum) >= LEAST_IN_RECORD;
}

/** The likeliest first. */
export function seenNames(names: readonly Pick<Finding, 'score' | 'rule'>[]): SeenName[] {
  return names
    .map(({ score, rule }) => ({ score, kind: KINDS.get(rule) ?? 0 }))
    .sort((one, other) => other.score - one.score || one.kind - other.kind);
}
