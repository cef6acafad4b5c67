import type { Finding } from '../finding.js';
import type { Band } from './confidence.js';
import type { Reasons } from './score.js';

/** A finding with what led to its score, or a candidate that was dropped and why. Never the value. */
export interface Explanation extends Finding, Reasons {
  band: Band;
  /** `reported`, or what took it away. */
  outcome: 'reported' | 'weak' | 'overlapped' | 'allowed';
}

/** What counts of what was seen. */
export function reported(explained: readonly Explanation[]): Finding[] {
  const findings: Finding[] = [];
  for (const { type, start, end, score, rule, outcome } of explained)
    if (outcome === 'reported') findings.push({ type, start, end, score, rule });
  return findings;
}
