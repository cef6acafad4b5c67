import type { Finding, InformationType } from '../finding.js';

/** Told circumstances may hold names and numbers of their own, so they compete only with each other. */
export const CIRCUMSTANCES: ReadonlySet<InformationType> = new Set<InformationType>([
  'HEALTH_CONDITION',
  'CRIME_HISTORY',
  'BELIEF_OR_ORIGIN',
  'WELFARE_STATUS',
  'LEGAL_SECRET',
  'CORPORATE_SECRET',
]);

/**
 * Of findings that overlap, the weightiest stays: score first, length as a tie-breaker worth up to 0.2. Total order, so
 * the result does not depend on the order of the recognizers.
 *
 * @returns what stays, in order of start
 */
export function withoutOverlap<F extends Finding>(findings: readonly F[]): F[] {
  if (findings.length < 2) return [...findings];
  const ranked = [...findings].sort(
    (one, other) =>
      weight(other) - weight(one) || one.start - other.start || one.end - other.end || compare(one.type, other.type),
  );
  const told = (wanted: boolean) => keepDisjoint(ranked.filter(({ type }) => CIRCUMSTANCES.has(type) === wanted));
  return [...told(false), ...told(true)].sort(
    (one, other) => one.start - other.start || one.end - other.end || compare(one.type, other.type),
  );
}

/** Whether no finding touches another; `findings` are in order of start. */
export function disjoint(findings: readonly Finding[]): boolean {
  for (let at = 1; at < findings.length; at++) if (findings[at]!.start < findings[at - 1]!.end) return false;
  return true;
}

export interface Range {
  start: number;
  end: number;
}

/**
 * Keeps each of `ranked` that touches nothing kept before it; sorted disjoint ranges make the look-up logarithmic.
 *
 * @returns in order of start
 */
export function keepDisjoint<R extends Range>(ranked: Iterable<R>): R[] {
  const kept: R[] = [];
  for (const range of ranked) {
    const at = firstEndingAfter(kept, range.start);
    const next = kept[at];
    if (next && next.start < range.end) continue;
    kept.splice(at, 0, range);
  }
  return kept;
}

/** Position of the first of disjoint ranges in order that ends behind `offset`. */
export function firstEndingAfter(kept: readonly Range[], offset: number): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (kept[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function weight({ score, start, end }: Finding): number {
  return score + Math.min(20, end - start) * 0.01;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
