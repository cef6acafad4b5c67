import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import { plannedAccounts } from './planned-accounts.js';
import { assertNoRecordsLeft } from './records-left.js';

/**
 * B3-3-1 to B3-3-3: a plan of accounts alone, for those that have appeared since the records were erased. Looks neither at
 * the store nor at keys: of a service that has ended nothing is left to look at.
 *
 * @throws {Fault} conflict `accounts/records-left`; usage `plan/no-accounts`
 */
export async function accountsOnlyPlan(ports: JobPorts, notBefore: Date | undefined): Promise<DisposalPlan> {
  const { catalog, service, clock, actor } = ports;
  await assertNoRecordsLeft(ports);
  const accounts = await plannedAccounts(ports);
  if (accounts.length === 0)
    throw new Fault(
      'usage',
      'plan/no-accounts',
      'no account of the service is left',
      {},
      { hint: 'see `kimitsu accounts list`' },
    );
  const head = await catalog.auditHead();
  return {
    schema: 'kimitsu/disposal-plan/1',
    planId: randomId('plan'),
    createdAt: clock.now().toISOString(),
    createdBy: actor,
    parties: service.parties,
    people: {
      executes: service.parties.contractor.responsible,
      verifies: service.verifier,
      approves: [...service.approvers],
    },
    ...(notBefore ? { notBefore: notBefore.toISOString() } : {}),
    scope: { accountsOnly: true },
    lines: [],
    methods: [],
    keys: [],
    accounts,
    exceptions: [],
    inventoryHash: canonicalHash({}),
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
}
