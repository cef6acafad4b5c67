import type { Place } from './selection.js';

/** How long records must be kept, counted in months from the end of the month they belong to. */
export interface RetentionRule {
  /** Kind of record by 別紙４; every kind when absent. */
  kind?: string | undefined;
  /** As documents name it. */
  kindName?: string | undefined;
  /** Every system when absent. */
  system?: string | undefined;
  systemName?: string | undefined;
  months: number;
  /** What demands it: an article of the contract or of a regulation. */
  basis: string;
}

/**
 * The last day on which the record must be kept, by the longest rule that fits.
 *
 * @returns `YYYY-MM-DD`; undefined when no rule fits
 */
export function retainedUntil(
  place: Place,
  rules: readonly RetentionRule[],
): { day: string; basis: string } | undefined {
  let longest: RetentionRule | undefined;
  for (const rule of rules) {
    const fits = (rule.kind ?? place.kind) === place.kind && (rule.system ?? place.system) === place.system;
    if (fits && rule.months > (longest?.months ?? -1)) longest = rule;
  }
  return longest && { day: lastDay(place.period, longest.months), basis: longest.basis };
}

/** Last day of the month that is `months` after `period`. */
function lastDay(period: string, months: number): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}
