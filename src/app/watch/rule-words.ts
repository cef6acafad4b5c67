import { ruleOf } from '../../watch/rules/other-rules.js';

/** A rule as reports name it. */
export const ruleTitle = (id: string): string => ruleOf(id).title;
