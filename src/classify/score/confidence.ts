/**
 * Three bands. `certain`: shape, check and context agree. `likely`: counted, and the record is worth a second look.
 * `weak`: shown by `explain` only; neither reported nor counted.
 */
export type Band = 'certain' | 'likely' | 'weak';

export const CERTAIN = 0.8;
/** Least score of a reported finding. */
export const LIKELY = 0.5;

export function bandOf(score: number): Band {
  if (score >= CERTAIN) return 'certain';
  return score >= LIKELY ? 'likely' : 'weak';
}
