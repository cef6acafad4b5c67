import { beliefRule } from './belief-rule.js';
import { crimeRule } from './crime-rule.js';
import { healthRule } from './health-rule.js';
import { legalRule } from './legal-rule.js';
import type { ToldRule } from './told-rule.js';
import { welfareRule } from './welfare-rule.js';

/** Rules of the types that are told in a phrase. */
export const RULES = {
  HEALTH_CONDITION: healthRule,
  CRIME_HISTORY: crimeRule,
  BELIEF_OR_ORIGIN: beliefRule,
  WELFARE_STATUS: welfareRule,
  LEGAL_SECRET: legalRule,
} as const satisfies Record<string, ToldRule>;

export type CircumstanceType = keyof typeof RULES;

/** In the order that numbers them in the model. */
export const CIRCUMSTANCE_TYPES = Object.keys(RULES) as readonly CircumstanceType[];
