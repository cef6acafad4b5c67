import { disposeAccounts as job, loadDisposal, saveDisposal } from '../../../jobs/dispose-accounts.js';
import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { MANUAL } from '../../config/account-directories.js';
import {
  type AccountDisposalRecord,
  type AccountKind,
  isSettled,
  type KeptReason,
  withAccount,
} from '../../dispose/account-disposal.js';
import { maskedName } from '../../dispose/account-names.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import { type RunSummary, runJob } from '../../run/runner.js';
import { worstFault } from '../../run/worst-fault.js';
import { currentApproval, type PinnedApprovers } from '../end-of-service/approvals.js';
import { assertErased, assertNotTooEarly } from './due.js';
import { openDisposal } from './open-disposal.js';
import { ownKept } from './own-kept.js';

export interface DisposalRequest {
  plan: DisposalPlan;
  approvers: PinnedApprovers;
  signal?: AbortSignal;
  onProgress?: (progress: { planned: number; finished: number }) => void;
}

/** Accounts worked on at the same time: directories allow few requests a second. */
const CONCURRENCY = 2;

/**
 * B3-3-1, B3-3-2, B3-3-3: disposes of the accounts that the approved plan names, reads all of them back, and only then
 * of the account it runs as. Accounts that appeared since the plan are reported and left alone: nobody has approved
 * their disposal. Can be called again after a crash at any point; it goes on where it stopped.
 *
 * @throws {Fault} denied `erase/not-approved`, `accounts/too-early`; conflict `accounts/erasure-unfinished`, `accounts/records-left`; integrity `accounts/still-there`;
 *   and what the directories throw; the record then says how far it came
 */
export async function disposeAccounts(ports: JobPorts, request: DisposalRequest): Promise<AccountDisposalRecord> {
  const { plan, approvers } = request;
  await currentApproval(ports, plan, approvers);
  assertNotTooEarly(plan, ports.clock.now());
  const keysPending = await assertErased(ports, plan);
  const { disposalId } = await openDisposal(ports, plan, approvers);
  await lookAround(ports, disposalId);
  await run(ports, request, disposalId, false);
  await readBack(ports, disposalId);
  const record = await lookAround(ports, disposalId);

  const kept = await ownKept(ports.catalog, {
    keysPending,
    manualOpen: record.manual.some(({ recorded }) => recorded === undefined),
    unplannedLeft: record.unplanned.length > 0,
  });
  const hasOwn = record.accounts.some(({ own, state }) => own && state !== 'disposed');
  if (hasOwn && kept.length === 0) await run(ports, request, disposalId, true);
  return close(ports, disposalId, hasOwn ? kept : []);
}

/** As whom this run works, and what there is that the plan does not name. */
async function lookAround(ports: JobPorts, disposalId: string): Promise<AccountDisposalRecord> {
  const { catalog, accounts, clock, actor } = ports;
  const before = await loadDisposal(catalog, disposalId);
  let record: AccountDisposalRecord = before;
  const seenAt = clock.now().toISOString();
  const unplanned: AccountDisposalRecord['unplanned'] = [];
  const found = (directory: string, accountId: string, kind: AccountKind, shape: string): void => {
    const known = before.unplanned.find((one) => one.directory === directory && one.accountId === accountId);
    unplanned.push(known ?? { directory, accountId, kind, maskedName: shape, seenAt });
  };
  for (const directory of accounts.directories) {
    const { id } = directory;
    const own = await directory.own();
    const named = before.accounts.filter((one) => one.directory === id);
    for (const account of named) record = withAccount(record, account, { own: account.accountId === own });
    const planned = new Set(named.map(({ accountId }) => accountId));
    for await (const { accountId, kind, name } of directory.list()) {
      if (planned.has(accountId)) continue;
      found(id, accountId, kind, maskedName(name));
    }
  }
  for (const { id, kind } of accounts.manual)
    if (!before.manual.some(({ accountId }) => accountId === id)) found(MANUAL, id, kind, '');
  record = { ...record, unplanned };
  if (canonicalHash(record) === canonicalHash(before)) return record;
  const news = unplanned.filter((one) => !before.unplanned.includes(one));
  await saveDisposal(catalog, record, [
    ...news.map(({ directory, accountId, kind }) => ({
      actor,
      action: 'account.not-in-plan',
      subject: accountId,
      detail: { directory, kind, disposalId },
    })),
    { actor, action: 'accounts.looked-around', subject: disposalId, detail: { unplanned: unplanned.length } },
  ]);
  return loadDisposal(catalog, disposalId);
}

async function run(
  ports: JobPorts,
  { signal, onProgress }: DisposalRequest,
  disposalId: string,
  own: boolean,
): Promise<void> {
  const summary = await runJob(job, { disposalId, own }, ports, {
    concurrency: own ? 1 : CONCURRENCY,
    // On record one by one: what was removed cannot be looked up again.
    batch: 1,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  assertFinished(summary);
}

/** All of them once more, by one listing each, after the last was disposed of. */
async function readBack({ catalog, accounts, clock, actor }: JobPorts, disposalId: string): Promise<void> {
  let record = await loadDisposal(catalog, disposalId);
  const at = clock.now().toISOString();
  let checked = 0;
  let left = 0;
  for (const directory of accounts.directories) {
    const done = record.accounts.filter(
      (one) => one.directory === directory.id && (one.state === 'disposed' || one.state === 'found-absent'),
    );
    for (const account of done)
      record = withAccount(record, account, { readBack: { outcome: 'gone', at, credentialsLeft: 0 } });
    for await (const found of directory.remaining(done.map(({ accountId }) => accountId))) {
      const credentialsLeft = found.credentials.length;
      record = withAccount(
        record,
        { directory: directory.id, accountId: found.accountId },
        { readBack: { outcome: 'left', at, credentialsLeft } },
      );
      left += 1;
    }
    checked += done.length;
  }
  await saveDisposal(catalog, record, [
    { actor, action: 'accounts.read-back', subject: disposalId, detail: { checked, left } },
  ]);
  if (left > 0)
    throw new Fault('integrity', 'accounts/still-there', `${left} account(s) are still there after their disposal`, {
      left,
    });
}

async function close(ports: JobPorts, disposalId: string, ownKept: KeptReason[]): Promise<AccountDisposalRecord> {
  const { catalog, clock, actor } = ports;
  const before = await loadDisposal(catalog, disposalId);
  const settled = isSettled(before);
  const endedAt = settled ? (before.endedAt ?? clock.now().toISOString()) : undefined;
  const closed = { ...before, ownKept, endedAt };
  if (canonicalHash(closed) === canonicalHash(before)) return closed;
  const entry =
    settled && before.endedAt === undefined
      ? { action: 'accounts.disposal-complete', detail: {} }
      : { action: 'accounts.disposal-open', detail: { ownKept } };
  await saveDisposal(catalog, closed, [{ actor, subject: disposalId, ...entry }]);
  return closed;
}

function assertFinished(summary: RunSummary): void {
  if (!summary.stopped && summary.failed === 0) return;
  const worst = worstFault(summary.faults);
  throw new Fault(
    worst?.kind ?? 'unavailable',
    worst?.code ?? 'accounts/interrupted',
    summary.stopped ? 'the disposal was interrupted' : `${summary.failed} account(s) could not be disposed of`,
    { done: summary.done, failed: summary.failed },
    { hint: worst?.hint ?? 'run the same command again: it goes on where it stopped' },
  );
}
