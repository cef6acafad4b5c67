import { asFault } from '../../base/fault.js';
import { ProgressFile } from '../runs/progress-file.js';
import { systemTimer, type Timer } from '../schedule/timer.js';
import type { Workspace } from '../workspace.js';
import { Alerting } from './alerting.js';
import { noticeWaitingKeys } from './notice-waiting.js';

/** An operation that cannot be undone, or its cancelling. */
export interface Operation {
  command: 'erase' | 'erase --cancel' | 'migrate' | 'approve --withdraw' | 'accounts dispose';
  planId: string;
  /** What is told when it has been done: an operation, or the cancelling of one. */
  ends: 'finished' | 'cancelled';
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
  { command, planId, ends }: Operation,
  work: (started: () => Promise<ShowProgress>) => Promise<T>,
  timer: Timer = systemTimer,
): Promise<T> {
  const { clock, logger, actor, catalog } = ports;
  const alerting = new Alerting({ dir, config, clock, logger, timer });
  const facts = { command, planId, actor };
  let begun: Promise<unknown> | undefined;
  let progress: ProgressFile | undefined;
  const started = async (): Promise<ShowProgress> => {
    await alerting.raise('destructive-started', facts);
    begun = alerting.deliver();
    const file = new ProgressFile(dir, command, undefined, clock);
    progress = file;
    return (planned, finished) => file.update(planned, finished);
  };
  try {
    const result = await work(started);
    await alerting.raise(`destructive-${ends}`, facts);
    return result;
  } catch (error) {
    const { kind, code } = asFault(error);
    const refused = begun === undefined || kind === 'denied';
    await alerting.raise(refused ? 'destructive-refused' : 'destructive-failed', { ...facts, code });
    throw error;
  } finally {
    progress?.remove();
    // Telling must not hide how the work ended.
    await noticeWaitingKeys(alerting, catalog, clock.now()).catch((error) =>
      logger.error({ code: asFault(error).code }, 'the waiting periods of keys could not be looked at'),
    );
    await begun;
    await alerting.deliver();
  }
}
