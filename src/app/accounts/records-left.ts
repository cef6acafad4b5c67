import { Fault } from '../../base/fault.js';
import { type ErasureRecord, leavesRest } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import { endsService } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import { storedPlan } from '../end-of-service/approvals.js';

type Ports = Pick<JobPorts, 'catalog' | 'objects' | 'service'>;

/**
 * Before accounts are planned alone, or disposed of under a plan that leaves the service running: no record of it is left
 * that somebody would need an account for, be it to erase it.
 *
 * @returns whether keys still wait for their destruction, so that somebody has to come back
 * @throws {Fault} conflict `accounts/records-left`; what the store throws
 */
export async function assertNoRecordsLeft(ports: Ports): Promise<boolean> {
  const { catalog } = ports;
  let keysPending = false;
  let ended = false;
  for (const { body } of await catalog.documents('erasure')) {
    const record = body as unknown as ErasureRecord;
    const { phase, planId } = record;
    if (phase === 'approved' || phase === 'cancelled') continue;
    if (!hasReached(phase, 'kms-keys-scheduled')) throw recordsLeft();
    if (phase !== 'complete') keysPending = true;
    ended ||= endsService((await storedPlan(catalog, planId)).plan);
  }
  const latest = (await catalog.documents('erasure')).at(-1)?.body as unknown as ErasureRecord | undefined;
  if (latest && latest.phase === 'complete' && leavesRest(latest)) throw recordsLeft();
  for await (const _ of catalog.objects({ states: ['found', 'classified', 'protected', 'migrated', 'exception'] }))
    throw recordsLeft();
  if (!ended) await assertStoreEmpty(ports);
  return keysPending;
}

/** What no listing has shown yet is in no catalogue. Of a service that has ended nothing is left to look at. */
async function assertStoreEmpty({ objects, service }: Ports): Promise<void> {
  for (const { bucket, prefix } of service.systems)
    for await (const { deleteMarker } of objects.listVersions(bucket, prefix)) if (!deleteMarker) throw recordsLeft();
}

function recordsLeft(): Fault {
  return new Fault(
    'conflict',
    'accounts/records-left',
    'records of the service are left, and erasing them needs its accounts',
    {},
    { hint: 'make a plan without --accounts-only: it names records and accounts' },
  );
}
