import { Fault } from '../../base/fault.js';
import { MANUAL } from '../../config/account-directories.js';
import type { AccountDisposalRecord, AccountKind, KeptReason } from '../../dispose/account-disposal.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { assertPlanApproved } from '../end-of-service/approval-state.js';
import { storedPlan } from '../end-of-service/approvals.js';
import { assertPlanOnFile } from '../end-of-service/plan-on-file.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { disposeAccounts } from './dispose.js';
import { assertErased, assertNotTooEarly } from './due.js';
import { disposalOf, plannedHere } from './open-disposal.js';
import { ownKept } from './own-kept.js';
import { accountRegister } from './register.js';

export interface AffectedAccount {
  directory: string;
  accountId: string;
  kind: AccountKind;
  /** In clear: for the operator who is about to confirm. Undefined when it is gone, and of accounts kept by hand. */
  name: string | undefined;
  /** Kinds of the credentials that it has now. */
  credentials: string[];
  own: boolean;
}

export interface DisposalPreview {
  plan: DisposalPlan;
  hash: string;
  /** See `isBegun`. */
  begun: boolean;
  /** When all of it was done, RFC 3339. */
  endedAt: string | undefined;
  affected: AffectedAccount[];
  /** Of the service, but not in the plan: they stay. */
  unplanned: AffectedAccount[];
  /** Why the account that carries it out would stay, as things are now. */
  ownKept: KeptReason[];
}

/** @throws {Fault} usage `plan/unknown`, integrity `plan/altered` */
export async function accountPlan(
  { ports }: { ports: Pick<JobPorts, 'catalog'> },
  planId: string,
): Promise<{ plan: DisposalPlan; hash: string }> {
  return storedPlan(ports.catalog, planId);
}

/** Whether something was done under this plan already: then it goes on without being confirmed again. */
export async function isBegun(catalog: Catalog, planId: string): Promise<boolean> {
  return (await disposalOf(catalog, planId))?.accounts.some(({ state }) => state !== 'planned') ?? false;
}

/** What the plan names, as it is now. Changes nothing. */
export async function previewDisposal(workspace: Workspace, planId: string): Promise<DisposalPreview> {
  const { ports } = workspace;
  const { plan, hash } = await accountPlan(workspace, planId);
  const { accounts, manual } = await accountRegister(ports);
  const present = accounts.map(({ directory, accountId, kind, name, credentials, own }) => ({
    directory,
    accountId,
    kind,
    name,
    credentials: credentials.map((one) => one.kind as string),
    own,
  }));
  const kept = manual.map(({ id, kind, credentials }) => ({
    directory: MANUAL,
    accountId: id,
    kind,
    name: undefined,
    credentials: [...credentials],
    own: false,
  }));
  const planned = plan.accounts ?? [];
  const same = (a: { directory: string; accountId: string }, b: typeof a): boolean =>
    a.directory === b.directory && a.accountId === b.accountId;
  const affected = planned.map((account): AffectedAccount => {
    const gone = { ...account, name: undefined, credentials: [], own: false };
    return [...present, ...kept].find((one) => same(one, account)) ?? gone;
  });
  const unplanned = [...present, ...kept].filter((one) => !planned.some((account) => same(one, account)));
  return {
    plan,
    hash,
    begun: await isBegun(ports.catalog, planId),
    endedAt: (await disposalOf(ports.catalog, planId))?.endedAt,
    affected,
    unplanned,
    ownKept: await keptNow(ports, plan, unplanned.length > 0),
  };
}

async function keptNow(ports: JobPorts, plan: DisposalPlan, unplannedLeft: boolean): Promise<KeptReason[]> {
  const keysPending = await assertErased(ports, plan).catch(untold);
  if (keysPending === undefined) return [];
  const record = await disposalOf(ports.catalog, plan.planId);
  const recorded = new Set(record?.manual.filter((one) => one.recorded).map(({ accountId }) => accountId));
  const byHand = (plan.accounts ?? []).filter(({ directory }) => directory === MANUAL);
  const manualOpen = byHand.some(({ accountId }) => !recorded.has(accountId));
  return ownKept(ports.catalog, { keysPending, manualOpen, unplannedLeft });
}

/** What stands against all of it is told by `assertDisposable`. */
function untold(error: unknown): undefined {
  if (!(error instanceof Fault) || error.kind === 'bug') throw error;
}

/**
 * Before anything is asked or announced: the disposal itself looks again.
 * @throws {Fault} what stands against it now: the plan itself and its files, its approval, the day, records that are left, and
 *   denied `workspace/copied`
 */
export async function assertDisposable(workspace: Workspace, plan: DisposalPlan): Promise<void> {
  const { ports } = workspace;
  plannedHere(ports, plan);
  await assertPlanApproved(workspace, plan);
  await assertNotCopied(ports.catalog, workspace);
  assertNotTooEarly(plan, ports.clock.now());
  await assertErased(ports, plan);
}

/**
 * Disposes of the accounts that the approved plan names, or goes on where an earlier run stopped.
 * @throws {Fault} as `disposeAccounts`; before anything is begun as `assertPlanOnFile`
 */
export async function disposePlannedAccounts(
  { ports, approvers, folder }: Workspace,
  plan: DisposalPlan,
  request: RunRequest = {},
): Promise<AccountDisposalRecord> {
  if (!(await isBegun(ports.catalog, plan.planId))) await assertPlanOnFile({ ports, folder }, plan.planId);
  return disposeAccounts(ports, {
    plan,
    approvers,
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  });
}
