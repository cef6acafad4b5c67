import type { Explanation } from '../../src/classify/explanation.js';
import { DIGIT_KINDS } from './digit-kinds.js';

/** What a rule goes by where no label before its number says what it is, by how far that is trusted; the rest is sure. */
const CONTEXTS: readonly Explanation['context'][] = ['none', 'topic', 'after', 'listed', 'named'];
const BY_SHAPE = /\/(?:spoken|plain|grouped)$/;
const UNASKED = /\/unasked$/;
const SAID_AGAIN = /\/said-again$/;
/** Hardly anything else is written as they are. */
const SURE_BY_SHAPE = new Set(['phone-number/grouped', 'residence-card-number/plain', 'residence-card-number/grouped']);

/** Why a finding of a rule is doubtful, as one number; 0: it is not. */
export function doubtOf({ type, rule, context }: Explanation): number {
  if (!DIGIT_KINDS.includes(type) || SURE_BY_SHAPE.has(rule)) return 0;
  if (UNASKED.test(rule)) return 1;
  const at = BY_SHAPE.test(rule) ? CONTEXTS.indexOf(context) : -1;
  return at < 0 ? 0 : at + 2;
}

/** The findings of rules that may well be of another kind, or of none, and what only repeats those. */
export function doubtfulAmong(cover: readonly Explanation[]): ReadonlySet<Explanation> {
  const doubtful = new Set(cover.filter((one) => doubtOf(one) > 0));
  if (doubtful.size === 0) return doubtful;
  const sure = new Set(cover.filter((one) => !doubtful.has(one) && !SAID_AGAIN.test(one.rule)).map(({ type }) => type));
  const types = new Set([...doubtful].map(({ type }) => type));
  for (const one of cover)
    if (SAID_AGAIN.test(one.rule) && types.has(one.type) && !sure.has(one.type)) doubtful.add(one);
  return doubtful;
}
