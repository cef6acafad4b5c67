import { asFault, Fault } from '../../base/fault.js';
import type { Catalog } from '../../ports/catalog.js';
import type { RunSummary } from '../../run/runner.js';
import { findUnclaimed } from '../ownership/unclaimed.js';
import type { Workspace } from '../workspace.js';
import { runsOf } from './run-record.js';

/** Jobs that go over everything that is stored: what they have not seen, nothing sees. */
const LISTING_JOBS: readonly string[] = ['classify', 'enforce'];
/** Both jobs of a night see the same; people are told once. */
const SAME_NIGHT_MS = 12 * 60 * 60_000;

/** B3-2-1: what a run has passed over because it is no system's. It changes nothing of how the run ended. */
export async function passedOver(
  { dir, config, ports }: Pick<Workspace, 'dir' | 'config' | 'ports'>,
  job: string,
  { stopped }: RunSummary,
): Promise<Pick<RunSummary, 'unclaimed'>> {
  if (stopped || !LISTING_JOBS.includes(job)) return {};
  const { catalog, actor, logger } = ports;
  try {
    return { unclaimed: await findUnclaimed({ dir, config, catalog, actor }) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    logger.warn({ job, code: asFault(error).code }, 'files of no system could not be looked for');
    return {};
  }
}

/** Whether people have to be told: there are some, and no run of the same night has found as many. */
export async function isUnclaimedNews(catalog: Catalog, { unclaimed, endedAt }: RunSummary): Promise<boolean> {
  if (!unclaimed || unclaimed.count === 0) return false;
  const since = Date.parse(endedAt) - SAME_NIGHT_MS;
  const told = (await runsOf(catalog)).filter(({ startedAt }) => Date.parse(startedAt) > since);
  return !told.some((run) => run.unclaimed?.count === unclaimed.count);
}
