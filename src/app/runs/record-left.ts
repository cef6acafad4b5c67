import type { Alerting } from '../alerting/alerting.js';
import { raiseFindings } from '../alerting/report-run.js';
import type { Workspace } from '../workspace.js';
import { foundSince } from './found-since.js';
import { interruptedRun } from './interrupted-run.js';
import { readLeftProgress } from './progress-file.js';
import { isRecorded, saveRun } from './run-record.js';

/**
 * Takes a run whose process was ended into the catalogue, with what it had found, before another one writes over its
 * progress.
 *
 * @param alone - as for `readLeftProgress`
 * @returns whether there was one: then alerts may wait to be delivered
 */
export async function recordLeft(
  { dir, ports: { catalog } }: Pick<Workspace, 'dir' | 'ports'>,
  alerting: Alerting,
  { alone }: { alone: boolean },
): Promise<boolean> {
  const left = readLeftProgress(dir, { alone });
  if (!left) return false;
  // It was killed, or what recorded it was, before anything it has told of was delivered.
  if (await isRecorded(catalog, left)) return true;
  const { job, notes } = await foundSince(catalog, left.job, left.startedAt);
  const killed = { ...interruptedRun(left), notes };
  await raiseFindings(alerting, { ...killed, job });
  // Last: a crash before it raises the same once more, which the outbox drops; after it nothing is left to do.
  await saveRun(catalog, killed);
  return true;
}
