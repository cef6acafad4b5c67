import { asFault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { acceptedAlerting } from '../access/accepted-alerting.js';
import type { Workspace } from '../workspace.js';
import { type CheckpointNeeds, makeCheckpoint } from './make-checkpoint.js';

/**
 * What is done when a command ends that may have changed something. Its own result stands, whatever becomes of this; the
 * next command makes up for it. Until then `status` and `audit verify` say how much is not signed, and whoever is to be told
 * is told once a day for each cause: a log that was altered gets no checkpoint either. (B1-2-2, B2-1-3)
 */
export async function checkpointAtEnd(workspace: CheckpointNeeds & Pick<Workspace, 'access' | 'bound'>): Promise<void> {
  try {
    await makeCheckpoint(workspace);
  } catch (error) {
    const { code } = asFault(error);
    workspace.ports.logger.error({ code }, 'the audit log got no checkpoint');
    await tell(workspace, code);
  }
}

async function tell({ dir, config, ports, access, bound }: Parameters<typeof checkpointAtEnd>[0], code: string) {
  const { clock, logger, actor } = ports;
  try {
    const { alerting } = await acceptedAlerting({ acceptances: access, dir, config, bound, clock, logger });
    const once = `checkpoint-failed ${code} ${japaneseDay(clock.now())}`;
    if (await alerting.raise('checkpoint-failed', { code, actor }, once)) await alerting.deliver();
  } catch (error) {
    logger.error({ code: asFault(error).code }, 'nobody could be told that there is no checkpoint');
  }
}
