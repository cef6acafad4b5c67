import { z } from 'zod';
import { vouching } from '../src/audit/vouched-record.js';
import { Fault } from '../src/base/fault.js';
import {
  type AccountDisposal,
  type AccountDisposalRecord,
  type AccountReadBack,
  type CredentialRecord,
  isSettled,
  withAccount,
} from '../src/dispose/account-disposal.js';
import { maskedName } from '../src/dispose/account-names.js';
import type { AccountDirectory, Credential, DisposalOutcome } from '../src/ports/account-directory.js';
import type { AuditDraft } from '../src/ports/catalog.js';
import { defineJob } from '../src/run/job.js';
import type { JobPorts } from '../src/run/ports.js';

export const DisposeAccounts = z.strictObject({
  disposalId: z.string(),
  /** The accounts that execute the disposal, after all others. */
  own: z.boolean(),
});
export type DisposeAccounts = z.infer<typeof DisposeAccounts>;

const NEEDS = ['catalog', 'accounts', 'clock', 'actor'] as const;
type Ports = Pick<JobPorts, (typeof NEEDS)[number]>;

interface Target {
  disposalId: string;
  account: AccountDisposal;
  /** An earlier run has seen it and begun: if it is gone now, that run has removed it. */
  begunBefore: boolean;
}

interface Result {
  outcome: DisposalOutcome;
  /** What reading again has shown; `verify` fills it in. */
  seen: { outcome: AccountReadBack; credentialsLeft: number };
}

/**
 * B3-3-1, B3-3-2, B3-3-3: disposes of the accounts that an approved plan names, with all their credentials. The record
 * says what each had before anything is touched, and that it is gone only after it was looked for again.
 */
export const disposeAccounts = defineJob({
  name: 'dispose-accounts',
  effect: 'destroys',
  input: DisposeAccounts,
  needs: NEEDS,

  async *plan({ disposalId, own }, ports): AsyncIterable<Target> {
    const before = await loadDisposal(ports.catalog, disposalId);
    const due = before.accounts.filter((account) => account.own === own && !isDone(account));
    // All at once, before the first is touched: from here on the record is changed by `record` alone.
    const opened = await openAll(before, due, ports);
    for (const { directory, accountId, state } of due) {
      const account = opened.accounts.find((one) => one.directory === directory && one.accountId === accountId);
      if (account) yield { disposalId, account, begunBefore: state !== 'planned' && account.maskedName !== undefined };
    }
  },

  async apply({ account }, { accounts }): Promise<Result> {
    const outcome = await directoryOf(accounts, account.directory).dispose(account.accountId);
    return { outcome, seen: { outcome: 'not-read', credentialsLeft: 0 } };
  },

  async verify({ account }, result, { accounts }) {
    const { directory, accountId } = account;
    const own = result.outcome === 'credentials-removed';
    try {
      for await (const left of directoryOf(accounts, directory).remaining([accountId])) {
        const credentialsLeft = left.credentials.filter(isLeft).length;
        if (!own)
          throw new Fault('integrity', 'accounts/still-there', 'an account is still there after its disposal', {
            directory,
            accountId,
            credentialsLeft,
          });
        result.seen = { outcome: 'left', credentialsLeft };
        return;
      }
      result.seen = { outcome: 'gone', credentialsLeft: 0 };
    } catch (error) {
      // Of its own removed credentials: that they open nothing any more is what was to be shown.
      if (!own || !(error instanceof Fault) || error.code !== 'accounts/access-denied') throw error;
      result.seen = { outcome: 'refused', credentialsLeft: 0 };
    }
  },

  // Last: a crash before this line repeats the step, a crash after it has nothing left to do.
  async record(done, ports) {
    const { catalog, clock, actor } = ports;
    const at = clock.now().toISOString();
    const drafts: AuditDraft[] = [];
    let record: AccountDisposalRecord | undefined;
    for (const { item, result } of done) {
      record ??= await loadDisposal(catalog, item.disposalId);
      const { account, begunBefore } = item;
      const absent = result.outcome === 'absent' && !begunBefore;
      const removed = absent ? ('found-absent' as const) : ('disposed' as const);
      const state = result.outcome === 'credentials-removed' ? result.outcome : removed;
      const readBack = { ...result.seen, at };
      record = withAccount(record, account, { state, endedAt: at, executedBy: actor, readBack });
      drafts.push({
        actor,
        action: 'account.disposed',
        subject: account.accountId,
        detail: {
          directory: account.directory,
          kind: account.kind,
          state,
          credentials: account.found.length,
          readBack: result.seen.outcome,
        },
      });
    }
    if (record) await saveDisposal(catalog, record, drafts);
  },
});

/** A key that is set inactive can be set active again; a role that nobody may take on any more has lost its trust. */
const isLeft = ({ kind, status }: Credential): boolean => kind !== 'role-trust' || status === 'active';

const isDone = ({ state, readBack }: AccountDisposal): boolean =>
  (state === 'disposed' || state === 'found-absent') && readBack.outcome === 'gone';

/** Puts on record what each account has before its disposal begins, and what has come to it before that goes on. */
async function openAll(
  before: AccountDisposalRecord,
  due: readonly AccountDisposal[],
  { catalog, accounts, clock, actor }: Ports,
): Promise<AccountDisposalRecord> {
  const begunAt = clock.now().toISOString();
  const drafts: AuditDraft[] = [];
  let record = before;
  for (const account of due) {
    const begins = account.state === 'planned';
    // Whose own credentials are gone may not be let in any more; what it had is on record.
    if (!begins && account.own) continue;
    const described = await directoryOf(accounts, account.directory).describe(account.accountId);
    const has = (described?.credentials ?? []).map(credentialRecord);
    const came = has.filter((one) => !account.found.some((held) => isSame(held, one)));
    if (!begins && came.length === 0) continue;
    record = withAccount(record, account, {
      ...(begins ? { state: 'begun', begunAt } : {}),
      found: [...account.found, ...came],
      maskedName: account.maskedName ?? (described && maskedName(described.name)),
    });
    drafts.push({
      actor,
      action: begins ? 'account.disposal-begun' : 'account.credentials-came',
      subject: account.accountId,
      detail: { directory: account.directory, kind: account.kind, credentials: came.map(({ kind }) => kind).sort() },
    });
  }
  if (drafts.length > 0) await saveDisposal(catalog, record, drafts);
  return record;
}

/** Ids that a directory gives are no one's name; others (an MFA device) may be. */
function credentialRecord({ kind, id, createdAt, lastUsedAt }: Credential): CredentialRecord {
  const given = /^[A-Z0-9]{10,128}$/.test(id) || /^[a-z]+-[0-9a-f]{24}$/.test(id);
  const used = lastUsedAt === undefined ? {} : { lastUsedAt };
  return { kind, reference: given ? id : maskedName(id), createdAt, ...used };
}

const isSame = (one: CredentialRecord, other: CredentialRecord): boolean =>
  one.kind === other.kind && one.reference === other.reference && one.createdAt === other.createdAt;

export function directoryOf({ directories }: JobPorts['accounts'], id: string): AccountDirectory {
  const directory = directories.find((one) => one.id === id);
  if (directory) return directory;
  throw new Fault('usage', 'accounts/unknown-directory', 'the plan names a directory that is not configured', {
    directory: id,
  });
}

export async function loadDisposal(catalog: JobPorts['catalog'], disposalId: string): Promise<AccountDisposalRecord> {
  const document = await catalog.document('account-disposal', disposalId);
  if (document) return document.body as unknown as AccountDisposalRecord;
  throw new Fault('bug', 'accounts/no-record', 'a disposal has no record', { disposalId });
}

/**
 * One step of the record; the last entry vouches for it. Complete is only what is settled: an account that comes back,
 * or that nobody has planned, opens it again.
 *
 * @param audit - at least one entry
 */
export async function saveDisposal(
  catalog: JobPorts['catalog'],
  record: AccountDisposalRecord,
  audit: readonly AuditDraft[],
): Promise<void> {
  const { disposalId: id, planId: parentId } = record;
  const body = isSettled(record) ? record : { ...record, endedAt: undefined };
  await catalog.saveDocument(
    { kind: 'account-disposal', id, parentId, body: body as never },
    vouching(id, body, audit),
  );
}
