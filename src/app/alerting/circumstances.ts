import type { AlertFacts } from '../../alerts/alert.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import { BusinessHours } from '../../watch/business-hours.js';

const DAY_MS = 86_400_000;
/** Refusals within a day from which on an attempt counts as one of many. */
const REPEATED = 3;

/** What an operation covers. */
export interface Scope {
  objects: number;
  bytes: number;
  systems: number;
}

/** Fewer objects are never unusual, whatever was usual before. */
const LEAST_UNUSUAL = 100;

/**
 * B1-1-2: what makes an operation worth a second look, as facts of its alert. `marks` is absent when nothing does:
 * `out-of-hours` by `watch.businessHours`, holidays and closed days; `repeated-attempts` when three were refused within
 * a day; `unusual-scope` when it covers more than `watch.thresholds.timesMedian` times the median of former operations,
 * and at least a hundred objects.
 */
export async function circumstancesOf(
  { config, catalog }: { config: Pick<Config, 'watch'>; catalog: Catalog },
  now: Date,
  scope?: Scope,
): Promise<AlertFacts> {
  const { businessHours: hours, holidays, closedDays, openDays, thresholds } = config.watch;
  const marks: string[] = [];
  if (!new BusinessHours({ hours, holidays, closedDays, openDays }).has(now.getTime())) marks.push('out-of-hours');
  if (await isUnusual(catalog, scope, thresholds.timesMedian)) marks.push('unusual-scope');
  const refusals = await refusedSince(catalog, now.getTime() - DAY_MS);
  if (refusals >= REPEATED) marks.push('repeated-attempts');
  return { ...(scope ?? {}), ...(marks.length === 0 ? {} : { marks: marks.join(' ') }) };
}

async function isUnusual(catalog: Catalog, scope: Scope | undefined, timesMedian: number): Promise<boolean> {
  if (!scope || scope.objects < LEAST_UNUSUAL) return false;
  const former: number[] = [];
  for await (const { detail } of catalog.auditOf('destructive.started')) {
    const { objects } = (detail ?? {}) as { objects?: unknown };
    if (typeof objects === 'number') former.push(objects);
  }
  if (former.length === 0) return false;
  former.sort((a, b) => a - b);
  const median = former[Math.floor(former.length / 2)] ?? 0;
  return scope.objects > timesMedian * median;
}

async function refusedSince(catalog: Catalog, since: number): Promise<number> {
  let count = 0;
  for (const action of ['access.refused', 'destructive.refused'])
    for await (const { at } of catalog.auditOf(action)) {
      if (Date.parse(at) < since || count >= REPEATED) break;
      count += 1;
    }
  return count;
}
