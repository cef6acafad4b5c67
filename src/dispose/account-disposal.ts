export type AccountKind = 'user' | 'privileged' | 'special';

/** An account as a plan names it: the register in the approved plan binds. */
export interface PlannedAccount {
  /** As the configuration names the directory; `manual` for those kept by hand. */
  directory: string;
  /** Given by the directory, never reused, not personal. */
  accountId: string;
  kind: AccountKind;
  /** How many credentials it had when the plan was made. */
  credentials: number;
}

/**
 * `planned` → `begun` (on record before anything is touched) → one of the others.
 * `disposed`: removed with all its credentials, and not found by reading again. `found-absent`: it was gone before
 * kimitsu touched it. `credentials-removed`: of the executing account all that it can remove of itself.
 */
export type AccountState = 'planned' | 'begun' | 'disposed' | 'found-absent' | 'credentials-removed';

/**
 * `gone`: a listing of everything does not show it. `left`: it is still there. `refused`: the directory does not let
 * the executing account in any more, so nothing can be read. `not-read`: not read back (yet).
 */
export type AccountReadBack = 'gone' | 'left' | 'refused' | 'not-read';

export interface CredentialRecord {
  kind: string;
  /** As the directory names it where that is not personal, else masked. */
  reference: string;
  createdAt: string | undefined;
  /** Absent where it was never used, the directory does not keep that, or in an older record. */
  lastUsedAt?: string;
}

export interface AccountDisposal extends PlannedAccount {
  state: AccountState;
  /** Shape of its name only; undefined while its disposal has not begun, and when it was gone by then. */
  maskedName: string | undefined;
  /** The account that executes the disposal: it goes last. */
  own: boolean;
  /** What it had when its disposal began, and what had come to it by the time a later run went on. */
  found: CredentialRecord[];
  begunAt: string | undefined;
  endedAt: string | undefined;
  executedBy: string | undefined;
  readBack: { outcome: AccountReadBack; at: string | undefined; credentialsLeft: number };
}

/** The disposal of an account kept by hand, as two persons have recorded it. */
export interface ManualDisposal extends PlannedAccount {
  system: string;
  holder: string;
  credentialKinds: string[];
  recorded:
    | {
        /** Day of the disposal, `2026-11-25`. */
        on: string;
        by: string;
        confirmedBy: string;
        /** SHA-256 of what shows it: a screen, a receipt. */
        evidence: string;
        recordedAt: string;
      }
    | undefined;
}

/** Why the executing account was left in place. */
export type KeptReason = 'keys-pending' | 'certificate-open' | 'manual-open' | 'unplanned-left';

/** All that was done and seen while the accounts of one plan were disposed of; what the report is made from. */
export interface AccountDisposalRecord {
  schema: 'kimitsu/account-disposal/1';
  disposalId: string;
  planId: string;
  planHash: string;
  approvalHash: string;
  approvedBy: string;
  approvedAt: string;
  executedBy: string;
  verifiedBy: string;
  startedAt: string;
  /** When nothing was left to do; undefined until then. */
  endedAt: string | undefined;
  accounts: AccountDisposal[];
  manual: ManualDisposal[];
  /** Of the service and not in the plan: appeared since, so not approved, so not disposed of. */
  unplanned: { directory: string; accountId: string; kind: AccountKind; maskedName: string; seenAt: string }[];
  /** Empty once the executing account is dealt with. */
  ownKept: KeptReason[];
}

/** Nothing left that this record's plan asks for. */
export function isSettled({ accounts, manual, unplanned }: AccountDisposalRecord): boolean {
  const gone = accounts.every(
    ({ state, readBack }) => (state === 'disposed' || state === 'found-absent') && readBack.outcome === 'gone',
  );
  return gone && unplanned.length === 0 && manual.every(({ recorded }) => recorded !== undefined);
}

/** A copy with `change` laid over one account. */
export function withAccount(
  record: AccountDisposalRecord,
  of: Pick<PlannedAccount, 'directory' | 'accountId'>,
  change: Partial<AccountDisposal>,
): AccountDisposalRecord {
  return {
    ...record,
    accounts: record.accounts.map((account) =>
      account.directory === of.directory && account.accountId === of.accountId ? { ...account, ...change } : account,
    ),
  };
}
