import type { KmsKeyErasure } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import type { ErasureLog } from './erasure-log.js';

/** Disables and schedules every KMS key that ends with the plan for deletion; what is scheduled already stays as it is. */
export async function scheduleKmsKeys(log: ErasureLog, plan: DisposalPlan, { keys, clock }: JobPorts): Promise<void> {
  for (const { kmsKeyId, alias, level, waitingDays, stays } of plan.keys) {
    if (stays) continue;
    if (log.record.kmsKeys.some((known) => known.kmsKeyId === kmsKeyId)) continue;
    const before = await keys.describeKey(kmsKeyId);
    if (before?.state === 'Enabled') await keys.disableKey(kmsKeyId);
    const disabledAt = clock.now().toISOString();
    const pending =
      before?.state === 'PendingDeletion' ? before : await keys.scheduleKeyDeletion(kmsKeyId, waitingDays);
    const erasure: KmsKeyErasure = {
      kmsKeyId,
      alias,
      level,
      disabledAt,
      scheduledAt: clock.now().toISOString(),
      deletionDate: (pending.deletionDate ?? clock.now()).toISOString(),
      destroyedAt: undefined,
    };
    await log.note(
      'kms-key.deletion-scheduled',
      { kmsKeys: [...log.record.kmsKeys, erasure] },
      {
        kmsKeyId,
        deletionDate: erasure.deletionDate,
      },
    );
  }
}

/**
 * Notes which scheduled keys are gone. A key counts as destroyed only when it was seen pending before, its deletion
 * date has passed, and the service no longer knows it.
 * @returns whether all of them are
 */
export async function confirmKmsKeys(log: ErasureLog, { keys, clock }: JobPorts): Promise<boolean> {
  for (const key of log.record.kmsKeys) {
    if (key.destroyedAt !== undefined || clock.now() < new Date(key.deletionDate)) continue;
    if ((await keys.describeKey(key.kmsKeyId)) !== undefined) continue;
    const destroyed = { ...key, destroyedAt: clock.now().toISOString() };
    const others = log.record.kmsKeys.filter(({ kmsKeyId }) => kmsKeyId !== key.kmsKeyId);
    await log.note('kms-key.destroyed', { kmsKeys: [...others, destroyed] }, { kmsKeyId: key.kmsKeyId });
  }
  return log.record.kmsKeys.every(({ destroyedAt }) => destroyedAt !== undefined);
}
