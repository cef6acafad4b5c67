import { createReadStream } from 'node:fs';
import { saveDisposal } from '../../../jobs/dispose-accounts.js';
import { digestOf } from '../../base/bytes.js';
import { errnoOf, Fault } from '../../base/fault.js';
import { type AccountDisposalRecord, isSettled } from '../../dispose/account-disposal.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import type { Workspace } from '../workspace.js';
import { openDisposal } from './open-disposal.js';

export interface ManualRequest {
  accountId: string;
  /** Day of the disposal in Japan, `2026-11-25`. */
  on: string;
  /** Who did it, and who has seen that it was done: two persons or posts. */
  by: string;
  confirmedBy: string;
  /** What shows it: a screen, a receipt. Only its hash is kept. */
  evidenceFile: string;
}

const JAPANESE_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });

/**
 * Records that an account of a system without an interface was disposed of by hand.
 *
 * @throws {Fault} usage `accounts/unknown-manual`, `accounts/bad-date`, `accounts/no-evidence`;
 *   denied `accounts/second-person`, `erase/not-approved`, `workspace/copied`; conflict `accounts/recorded`
 */
export async function recordManualDisposal(
  workspace: Workspace,
  plan: DisposalPlan,
  request: ManualRequest,
): Promise<AccountDisposalRecord> {
  const { ports, approvers } = workspace;
  const { catalog, clock, actor } = ports;
  await assertNotCopied(catalog, workspace);
  const by = request.by.normalize('NFKC').trim();
  const confirmedBy = request.confirmedBy.normalize('NFKC').trim();
  if (by === '' || confirmedBy === '' || by.replaceAll(/\s/g, '') === confirmedBy.replaceAll(/\s/g, ''))
    throw new Fault(
      'denied',
      'accounts/second-person',
      'a disposal by hand is recorded by two persons',
      {},
      {
        hint: 'name who did it with --by and another who has seen it with --confirmed-by',
      },
    );
  if (![by, confirmedBy].every((name) => /^[\p{L}\p{M}\p{N}\p{P}\p{Zs}]{1,100}$/u.test(name)))
    throw new Fault('usage', 'accounts/bad-name', 'a name has 1 to 100 letters, digits and spaces');
  const record = await openDisposal(ports, plan, approvers);
  const account = record.manual.find(({ accountId }) => accountId === request.accountId);
  if (!account)
    throw new Fault('usage', 'accounts/unknown-manual', 'the plan names no such account kept by hand', {
      accountId: request.accountId,
    });
  checkDay(request.on, record.approvedAt, clock.now());
  const evidence = await hashOf(request.evidenceFile);
  if (account.recorded)
    throw new Fault('conflict', 'accounts/recorded', 'the disposal of this account is on record already', {
      accountId: account.accountId,
    });
  const recorded = { on: request.on, by, confirmedBy, evidence, recordedAt: clock.now().toISOString() };
  const manual = record.manual.map((one) => (one === account ? { ...account, recorded } : one));
  const next = { ...record, manual };
  const closed = { ...next, endedAt: isSettled(next) ? recorded.recordedAt : undefined };
  const detail = { on: request.on, evidence, kind: account.kind, disposalId: record.disposalId };
  await saveDisposal(catalog, closed, [
    { actor, action: 'account.disposal-recorded', subject: account.accountId, detail },
  ]);
  return closed;
}

/** From the day of the approval to today. */
function checkDay(on: string, approvedAt: string, now: Date): void {
  const day = /^\d{4}-\d\d-\d\d$/.test(on) ? new Date(`${on}T00:00:00Z`) : new Date(Number.NaN);
  const real = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(on);
  if (real && on >= JAPANESE_DAY.format(new Date(approvedAt)) && on <= JAPANESE_DAY.format(now)) return;
  throw new Fault(
    'usage',
    'accounts/bad-date',
    'the day lies between the approval of the plan and today',
    {},
    {
      hint: 'give it as --on 2026-11-25',
    },
  );
}

async function hashOf(file: string): Promise<string> {
  try {
    const { sha256, bytes } = await digestOf(createReadStream(file));
    if (bytes > 0) return sha256;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
  throw new Fault('usage', 'accounts/no-evidence', 'the file of the evidence is empty or cannot be read');
}
