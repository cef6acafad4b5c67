import { MemoryAccountDirectory } from '../../src/adapters/memory/memory-account-directory.js';
import { plannedAccounts } from '../../src/app/accounts/planned-accounts.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import type { Workspace } from '../../src/app/workspace.js';
import { canonicalHash } from '../../src/base/canonical-json.js';
import { randomId } from '../../src/base/ids.js';
import type {} from '../../src/dispose/account-disposal.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import type { AccountDirectory, Credential, CredentialKind, ManualAccount } from '../../src/ports/account-directory.js';
import type { SmallService } from './small-service.js';

export const credential = (kind: CredentialKind, id: string = kind): Credential => ({
  id,
  kind,
  status: 'active',
  createdAt: '2026-03-01T00:00:00.000Z',
  lastUsedAt: undefined,
});

/** A plan that names the accounts of this moment; of no records unless `from` has some. Approved unless told not to. */
export async function approvedPlan(
  workspace: Workspace,
  { keyFile }: Pick<SmallService, 'keyFile'>,
  { approve = true, from = {} }: { approve?: boolean; from?: Partial<DisposalPlan> } = {},
): Promise<DisposalPlan> {
  const { catalog, clock, service } = workspace.ports;
  const plan: DisposalPlan = {
    schema: 'kimitsu/disposal-plan/1',
    createdAt: clock.now().toISOString(),
    createdBy: 'operator:test',
    parties: service.parties,
    scope: {},
    lines: [],
    methods: [],
    keys: [],
    exceptions: [],
    inventoryHash: '0'.repeat(64),
    auditHead: { seq: 0, hash: '0'.repeat(64) },
    ...from,
    planId: randomId('plan'),
    accounts: await plannedAccounts(workspace.ports),
  };
  const body = { plan, hash: canonicalHash(plan) };
  await catalog.saveDocument({ kind: 'plan', id: plan.planId, parentId: undefined, body: body as never }, []);
  if (approve) await approvePlan(workspace, plan.planId, keyFile);
  return plan;
}

export interface SomeAccounts {
  directories: readonly AccountDirectory[];
  manual: readonly ManualAccount[];
  directory: MemoryAccountDirectory;
  ids: { user: string; admin: string; batch: string };
}

/** Three accounts, one of each kind; the administrator is the one that kimitsu runs as. Nobody in it is real. */
export function someAccounts({ clock }: Pick<SmallService, 'clock'>, manual: ManualAccount[] = []): SomeAccounts {
  const directory = new MemoryAccountDirectory('iam', clock);
  const ids = {
    user: directory.add({ name: 'kakuuyama.hanako', kind: 'user', credentials: [credential('password')] }),
    admin: directory.add({
      name: 'kanri',
      kind: 'privileged',
      credentials: [credential('access-key', 'AKIAEXAMPLE000000001'), credential('mfa-device', 'arn:…:mfa/kanri')],
    }),
    batch: directory.add({
      name: 'batch',
      kind: 'special',
      credentials: [credential('access-key', 'AKIAEXAMPLE000000002'), credential('service-credential')],
    }),
  };
  directory.ownId = ids.admin;
  return { directory, directories: [directory], manual, ids };
}
