import { directoryOf, saveDisposal } from '../../../jobs/dispose-accounts.js';
import { assertVouchedFor } from '../../audit/vouched-record.js';
import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import { MANUAL } from '../../config/account-directories.js';
import type { AccountDisposalRecord, ManualDisposal, PlannedAccount } from '../../dispose/account-disposal.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { currentApproval, type PinnedApprovers } from '../end-of-service/approvals.js';

/** The record of the disposal under this plan, if one was opened. */
export async function disposalOf(catalog: Catalog, planId: string): Promise<AccountDisposalRecord | undefined> {
  const [document] = await catalog.documents('account-disposal', planId);
  return document && (document.body as unknown as AccountDisposalRecord);
}

/** The same, once it is shown that nobody has edited it. @throws {Fault} integrity `accounts/record-altered`, `audit/broken` */
export async function vouchedDisposal(catalog: Catalog, planId: string): Promise<AccountDisposalRecord | undefined> {
  const record = await disposalOf(catalog, planId);
  if (record) await assertVouchedFor(catalog, { id: record.disposalId, record, code: 'accounts/record-altered' });
  return record;
}

/**
 * The record, opened before anything is touched, or that of an earlier run. The approval is asked for every time (B3-2-3).
 *
 * @throws {Fault} denied `erase/not-approved`, `accounts/other-service`; usage `accounts/nothing-planned`,
 *   `accounts/unknown-directory`; integrity `accounts/record-altered`, `audit/broken`
 */
export async function openDisposal(
  ports: JobPorts,
  plan: DisposalPlan,
  approvers: PinnedApprovers,
): Promise<AccountDisposalRecord> {
  const { catalog, accounts, service, clock, actor } = ports;
  const planned = plannedHere(ports, plan);
  const approval = await currentApproval(ports, plan, approvers);
  const known = await vouchedDisposal(catalog, plan.planId);
  if (known) return known;

  const record: AccountDisposalRecord = {
    schema: 'kimitsu/account-disposal/1',
    disposalId: randomId('accounts'),
    planId: plan.planId,
    planHash: canonicalHash(plan),
    approvalHash: approval.hash,
    approvedBy: approval.approver,
    approvedAt: approval.at,
    executedBy: plan.parties.contractor.responsible,
    verifiedBy: service.verifier,
    startedAt: clock.now().toISOString(),
    endedAt: undefined,
    accounts: await opened(planned, ports),
    manual: planned.filter(({ directory }) => directory === MANUAL).map((account) => manualOf(account, accounts)),
    unplanned: [],
    ownKept: [],
  };
  const detail = { planHash: record.planHash, accounts: record.accounts.length, manual: record.manual.length };
  await saveDisposal(catalog, record, [
    { actor, action: 'accounts.disposal-opened', subject: record.disposalId, detail },
  ]);
  return record;
}

/**
 * The accounts of a plan of this service, in directories of its configuration.
 * @throws {Fault} denied `accounts/other-service`; usage `accounts/nothing-planned`, `accounts/unknown-directory`
 */
export function plannedHere(
  { accounts, service }: Pick<JobPorts, 'accounts' | 'service'>,
  { planId, parties, accounts: planned = [] }: DisposalPlan,
): readonly PlannedAccount[] {
  if (parties.service.id !== service.parties.service.id)
    throw new Fault('denied', 'accounts/other-service', 'the plan is that of another service', { planId });
  const hint = 'make a new plan and have it approved: it takes in the accounts of that moment';
  if (planned.length === 0)
    throw new Fault('usage', 'accounts/nothing-planned', 'the plan names no account', { planId }, { hint });
  for (const { directory } of planned) if (directory !== MANUAL) directoryOf(accounts, directory);
  return planned;
}

async function opened(
  planned: readonly PlannedAccount[],
  { accounts }: JobPorts,
): Promise<AccountDisposalRecord['accounts']> {
  const own = new Map<string, string | undefined>();
  for (const directory of accounts.directories) own.set(directory.id, await directory.own());
  return planned
    .filter(({ directory }) => directory !== MANUAL)
    .map((account) => ({
      ...account,
      state: 'planned' as const,
      maskedName: undefined,
      own: own.get(account.directory) === account.accountId,
      found: [],
      begunAt: undefined,
      endedAt: undefined,
      executedBy: undefined,
      readBack: { outcome: 'not-read' as const, at: undefined, credentialsLeft: 0 },
    }));
}

/** What the configuration says of it; an account that was taken out of the configuration since keeps its id only. */
function manualOf(account: PlannedAccount, { manual }: JobPorts['accounts']): ManualDisposal {
  const kept = manual.find(({ id }) => id === account.accountId);
  return {
    ...account,
    system: kept?.system ?? '',
    holder: kept?.holder ?? '',
    credentialKinds: [...(kept?.credentials ?? [])],
    recorded: undefined,
  };
}
