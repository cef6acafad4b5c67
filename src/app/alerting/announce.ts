import { asFault } from '../../base/fault.js';
import { type DisposalPlan, erasedLines } from '../../dispose/plan.js';
import { isMigrationPlan, type MigrationPlan } from '../../migrate/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import { ProgressFile } from '../runs/progress-file.js';
import { recordLeft } from '../runs/record-left.js';
import { systemTimer, type Timer } from '../schedule/timer.js';
import type { Workspace } from '../workspace.js';
import { Alerting } from './alerting.js';
import { circumstancesOf, type Scope } from './circumstances.js';
import { noticeWaitingKeys } from './notice-waiting.js';

/** An operation that cannot be undone, or its cancelling. */
export interface Operation {
  command:
    | 'erase'
    | 'erase --cancel'
    | 'erase --reschedule-keys'
    | 'migrate'
    | 'approve --withdraw'
    | 'accounts dispose';
  planId: string;
  /** What is told when it has been done: an operation, or the cancelling of one. */
  ends: 'finished' | 'cancelled';
}

/** What the plan covers, as far as the command works on it. Undefined for a plan that is not there. */
async function scopeOf(catalog: Catalog, { command, planId }: Operation): Promise<Scope | undefined> {
  const body = (await catalog.document('plan', planId))?.body as { plan?: DisposalPlan | MigrationPlan } | undefined;
  // Of accounts the register is what counts, and its length says enough.
  if (!body?.plan || command === 'accounts dispose') return undefined;
  const lines = isMigrationPlan(body.plan) ? body.plan.moved : erasedLines(body.plan);
  const sum = (of: 'objects' | 'bytes') => lines.reduce((total, line) => total + line[of], 0);
  return { objects: sum('objects'), bytes: sum('bytes'), systems: new Set(lines.map(({ system }) => system)).size };
}

/** Tells others how far the operation is, see `ProgressFile`. */
export type ShowProgress = (planned: number, finished: number) => void;

/**
 * B1-1-2: makes a wrong operation visible. Alerts go out when it starts (side by side with the work, so that a slow
 * receiver holds nothing up), when it ends, and when it is refused.
 *
 * @param work - calls `started` once it is confirmed; a Fault before that is a refusal
 * @throws what `work` throws
 */
export async function announced<T>(
  { dir, config, ports }: Pick<Workspace, 'dir' | 'config' | 'ports'>,
  operation: Operation,
  work: (started: () => Promise<ShowProgress>) => Promise<T>,
  timer: Timer = systemTimer,
): Promise<T> {
  const { command, planId, ends } = operation;
  const { clock, logger, actor, catalog } = ports;
  const alerting = new Alerting({ dir, config, clock, logger, timer });
  const scope = await scopeOf(catalog, operation);
  const facts = { command, planId, actor, ...(await circumstancesOf({ config, catalog }, clock.now(), scope)) };
  const note = (action: string, more: Record<string, string | number> = {}) =>
    catalog.appendAudit([{ actor, action, subject: planId, detail: { command, ...scope, ...more } }]);
  let begun: Promise<unknown> | undefined;
  let progress: ProgressFile | undefined;
  const started = async (): Promise<ShowProgress> => {
    await note('destructive.started');
    await alerting.raise('destructive-started', facts);
    await recordLeft({ dir, ports }, alerting, { alone: false });
    begun = alerting.deliver();
    const file = new ProgressFile(dir, { job: command }, clock);
    progress = file;
    return (planned, finished) => file.update({ planned, finished });
  };
  try {
    const result = await work(started);
    await alerting.raise(`destructive-${ends}`, facts);
    return result;
  } catch (error) {
    const { kind, code } = asFault(error);
    const refused = begun === undefined || kind === 'denied';
    if (refused)
      await note('destructive.refused', { code }).catch((failed) =>
        logger.error({ code: asFault(failed).code }, 'a refusal could not be written down'),
      );
    await alerting.raise(refused ? 'destructive-refused' : 'destructive-failed', { ...facts, code });
    throw error;
  } finally {
    progress?.remove();
    // Telling must not hide how the work ended.
    const { planId: _, ...begunBy } = facts;
    await noticeWaitingKeys(alerting, catalog, clock.now(), begunBy).catch((error) =>
      logger.error({ code: asFault(error).code }, 'the waiting periods of keys could not be looked at'),
    );
    await begun;
    await alerting.deliver();
  }
}
