import { asFault } from '../../base/fault.js';
import type { RunSummary } from '../../run/runner.js';
import { Alerting } from '../alerting/alerting.js';
import { raiseFindings, raiseUnclaimed } from '../alerting/report-run.js';
import type { DistributableRequest, RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { exitCodeOf, FOLDER_UNLISTED } from './exit-code.js';
import { foundSince } from './found-since.js';
import { ProgressFile } from './progress-file.js';
import { recordLeft } from './record-left.js';
import { saveRun } from './run-record.js';
import { isUnclaimedNews, passedOver } from './unclaimed-of-run.js';

/**
 * Runs a job so that others can see it while it goes on (`run/progress.json`) and afterwards (a document of the kind
 * `run`), however it ends.
 *
 * @throws what `work` throws, once it is recorded
 */
export async function recordedRun(
  workspace: Pick<Workspace, 'dir' | 'config' | 'ports'>,
  job: string,
  request: DistributableRequest,
  work: (request: RunRequest) => Promise<RunSummary>,
): Promise<RunSummary> {
  const { dir, config, ports } = workspace;
  const { catalog, clock, logger, actor } = ports;
  const asked = { actor, ...(request.scheduledFor ? { scheduledFor: request.scheduledFor.toISOString() } : {}) };
  const startedAt = clock.now().toISOString();
  const alerting = new Alerting({ dir, config, clock, logger });
  const left = await recordLeft(workspace, alerting, { alone: !request.distributed });
  const progress = new ProgressFile(dir, { job, system: request.system, ...asked }, clock);
  const { runId } = progress;
  let counts = { planned: 0, finished: 0 };
  logger.info({ job }, 'run started');
  try {
    const worked = await work({
      ...request,
      onProgress(seen) {
        counts = seen;
        progress.update(seen);
        request.onProgress?.(seen);
      },
    });
    const summary = { ...worked, runId, ...(await passedOver(workspace, job, worked)) };
    const result = summary.stopped ? 'stopped' : exitCodeOf(summary) > 0 ? 'failed' : 'done';
    const isNews = await isUnclaimedNews(catalog, summary);
    // First: what is told of and not recorded is told of by the next run, and the outbox drops what it has already.
    await raiseFindings(alerting, summary);
    if (isNews) await raiseUnclaimed(alerting, summary);
    await saveRun(catalog, { ...summary, job, ...asked, result });
    const { planned, done, failed } = summary;
    logger.info({ job, runId, result, planned, done, failed }, 'run ended');
    const { unlisted } = summary;
    if (unlisted) logger.warn({ job, runId, code: FOLDER_UNLISTED, count: unlisted.count }, 'folders were not listed');
    if (summary.notes.length > 0 || isNews || left) await alerting.deliver();
    return summary;
  } catch (error) {
    const { kind, code } = asFault(error);
    const stopped = request.signal?.aborted ?? false;
    if (stopped) logger.info({ job, runId, result: 'stopped' }, 'run ended');
    else logger.error({ job, runId, kind, code }, 'run ended before its end');
    const found = await foundSince(catalog, job, startedAt).catch(() => undefined);
    const notes = found?.notes ?? [];
    if (found) await raiseFindings(alerting, { ...found, runId });
    await saveRun(catalog, {
      job,
      runId,
      startedAt,
      endedAt: clock.now().toISOString(),
      planned: counts.planned,
      done: 0,
      failed: 0,
      stopped,
      faults: [],
      notes,
      ...asked,
      result: stopped ? 'stopped' : 'failed',
      ...(stopped ? {} : { failure: { kind, code } }),
      // What ended the run may be the catalogue itself: its own error is the one to be told.
    }).catch(() => undefined);
    if (notes.length > 0 || left) await alerting.deliver();
    throw error;
  } finally {
    progress.remove();
  }
}
