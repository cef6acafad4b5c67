import { Fault } from '../../base/fault.js';
import { type ErasureRecord, leavesRest } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import type { JobPorts } from '../../run/ports.js';

/**
 * Before accounts alone are planned or disposed of: no record of the service is left that somebody would need an account
 * for, be it to erase it.
 *
 * @returns whether keys still wait for their destruction, so that somebody has to come back
 * @throws {Fault} conflict `accounts/records-left`
 */
export async function assertNoRecordsLeft({ catalog }: Pick<JobPorts, 'catalog'>): Promise<boolean> {
  let keysPending = false;
  for (const { body } of await catalog.documents('erasure')) {
    const record = body as unknown as ErasureRecord;
    const { phase } = record;
    if (phase === 'approved' || phase === 'cancelled') continue;
    if (!hasReached(phase, 'kms-keys-scheduled')) throw recordsLeft();
    if (phase !== 'complete') keysPending = true;
  }
  const latest = (await catalog.documents('erasure')).at(-1)?.body as unknown as ErasureRecord | undefined;
  if (latest && latest.phase === 'complete' && leavesRest(latest)) throw recordsLeft();
  for await (const _ of catalog.objects({ states: ['found', 'classified', 'protected', 'migrated', 'exception'] }))
    throw recordsLeft();
  return keysPending;
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
