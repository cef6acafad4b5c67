import { type ErasureRecord, openIncidents } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import type { ErasureLog } from './erasure-log.js';
import { scheduleAgain } from './kms-keys.js';

/**
 * Ends the time in which a key that had come back may have been used: it is shown to be of no use to anybody again. A run
 * that died after it had scheduled the key is finished here.
 *
 * @param answered - keys that somebody has just answered for: only those are disabled and scheduled
 * @throws {Fault} as `scheduleKmsKeys`
 */
export async function closeIncidents(
  log: ErasureLog,
  plan: DisposalPlan,
  ports: Pick<JobPorts, 'keys' | 'clock'>,
  answered: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const kmsKeyId of new Set(openIncidents(log.record).map((incident) => incident.kmsKeyId))) {
    const shown = await ports.keys.describeKey(kmsKeyId);
    const planned = plan.keys.find((key) => key.kmsKeyId === kmsKeyId);
    // Taken back once more: that is for somebody to answer for.
    if (shown && shown.state !== 'PendingDeletion' && !answered.has(kmsKeyId)) continue;
    if (shown && planned) await scheduleAgain(log, planned, ports);
    const incidents = closed(log.record, kmsKeyId, ports.clock.now().toISOString());
    await log.note('kms-key.incident-closed', { incidents }, { kmsKeyId });
  }
}

function closed(record: ErasureRecord, kmsKeyId: string, at: string): NonNullable<ErasureRecord['incidents']> {
  const open = new Set(openIncidents(record));
  return (record.incidents ?? []).map((incident) =>
    open.has(incident) && incident.kmsKeyId === kmsKeyId ? { ...incident, unusableAgainAt: at } : incident,
  );
}
