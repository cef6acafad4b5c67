import { MANUAL } from '../../config/account-directories.js';
import type { AccountDisposalRecord, AccountKind } from '../../dispose/account-disposal.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { currentApproval, storedPlan } from '../end-of-service/approvals.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { disposeAccounts } from './dispose.js';
import { assertErased, assertNotTooEarly } from './due.js';
import { disposalOf, plannedHere } from './open-disposal.js';
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
  affected: AffectedAccount[];
  /** Of the service, but not in the plan: they stay. */
  unplanned: AffectedAccount[];
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
  return {
    plan,
    hash,
    begun: await isBegun(ports.catalog, planId),
    affected,
    unplanned: [...present, ...kept].filter((one) => !planned.some((account) => same(one, account))),
  };
}

/**
 * Before anything is asked or announced: the disposal itself looks again.
 * @throws {Fault} what stands against it now: the plan itself, its approval, the day, records that are left, and denied `workspace/copied`
 */
export async function assertDisposable(workspace: Workspace, plan: DisposalPlan): Promise<void> {
  const { ports, approvers } = workspace;
  plannedHere(ports, plan);
  await currentApproval(ports, plan, approvers);
  await assertNotCopied(ports.catalog, workspace);
  assertNotTooEarly(plan, ports.clock.now());
  await assertErased(ports, plan);
}

/** Disposes of the accounts that the approved plan names, or goes on where an earlier run stopped. */
export function disposePlannedAccounts(
  { ports, approvers }: Workspace,
  plan: DisposalPlan,
  request: RunRequest = {},
): Promise<AccountDisposalRecord> {
  return disposeAccounts(ports, {
    plan,
    approvers,
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  });
}
