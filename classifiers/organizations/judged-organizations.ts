import { type LinearModel, probabilityOf, readModel } from '../../src/classify/learned/linear-model.js';
import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { firstEndingAfter, keepDisjoint } from '../../src/classify/score/overlap.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { fieldHash } from '../circumstances/circumstance-model.js';
import { viewOfText } from '../circumstances/text-view.js';
import type { OrganizationCandidate } from './candidate.js';
import { findOrganizationCandidates } from './organization-candidates.js';
import { MOST_FEATURES, nearFeatures, widerFeatures } from './organization-features.js';
import { tradeWords } from './trade-words.js';

export const ORGANIZATION_WEIGHTS = 'organization-weights';
/** Weights of what is seen at first sight. */
export const ORGANIZATION_FILTER = 'organization-filter';

/** Of the names that learning has seen, one in a hundred looks so little like one at first sight. */
const HOPELESS = -5;
/** Names are rare among the places looked at: from here on a place of a text not seen in training is rather one than none. */
const LEAST = 0.15;
const LOWEST_SCORE = 0.5;
const SPAN = 0.4;
/** What a unit more is worth when readings of one place are compared. */
const LENGTH_BONUS = 0.01;

/** 北浜府民センター, 中央公民館: of the public, and no firm. */
const PUBLIC_PLACE = new Closing(
  /(?:[都道府県市区町村]民|公民|保健|図書|消費生活|男女共同参画|生涯学習|青少年|ふれあい|ふれあい健康)(?:センター|会館|館|ホール|プラザ)$/,
  16,
);

interface Judge {
  filter: LinearModel;
  model: LinearModel;
}

let judge: Judge | undefined;
const features = new Int32Array(MOST_FEATURES);

/**
 * What the rules say of a place: which rule holds there, and whether for just this place. 0: none.
 *
 * @param ruled - what they found, disjoint and in order
 */
export function ruleAt(ruled: readonly Candidate[], { start, end }: OrganizationCandidate): number {
  const one = ruled[firstEndingAfter(ruled, start)];
  if (!one || one.start >= end) return 0;
  return (RULES.indexOf(one.rule) + 1) * 2 + (one.start === start && one.end === end ? 1 : 0);
}

const RULES = ['form-first', 'form-last', 'trade', 'kind', 'foreign', 'statement', 'announced'];

/**
 * Names that no legal form shows, and with them what the rules found: what is read better is taken in a rule's place.
 *
 * @param ruled - what the rules found, in order
 */
export function judgedOrganizations(scan: Scan, hits: readonly CueHit[], ruled: readonly Candidate[]): Candidate[] {
  judge ??= { filter: readModel(ORGANIZATION_FILTER), model: readModel(ORGANIZATION_WEIGHTS) };
  const { filter, model } = judge;
  const { text, words } = scan;
  const judged: Candidate[] = [];
  let [field, view] = [0, -1];
  findOrganizationCandidates(text, tradeWords(text, hits), (candidate) => {
    const near = nearFeatures(text, candidate, features);
    if (filter.sum(features, near) < HOPELESS) return;
    if (view < 0) [field, view] = [fieldHash(scan.fields.field), viewOfText(scan)];
    const count = widerFeatures(text, candidate, words, field, view, ruleAt(ruled, candidate), features, near);
    const probability = probabilityOf(model.sum(features, count));
    if (probability < LEAST || PUBLIC_PLACE.test(text, candidate.end, candidate.start)) return;
    const score = LOWEST_SCORE + (SPAN * (probability - LEAST)) / (1 - LEAST);
    const { start, end } = candidate;
    judged.push({ start, end, rule: 'judged', score, settled: true, because: 'all around it' });
  });
  if (judged.length === 0) return ruled as Candidate[];
  return together(ruled, judged);
}

/** A legal form is certain; then what is judged best; then what only a rule says. */
function together(ruled: readonly Candidate[], judged: Candidate[]): Candidate[] {
  const forms = ruled.filter(({ rule }) => rule.startsWith('form'));
  const worth = ({ start, end, score }: Candidate) => score + (end - start) * LENGTH_BONUS;
  judged.sort((one, other) => worth(other) - worth(one) || one.start - other.start);
  return keepDisjoint([...forms, ...judged, ...ruled]);
}
