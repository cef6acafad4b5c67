/**
 * What an account is for, as 別紙３ 3 sorts them: ordinary users (B3-3-1), administrators (B3-3-2), and all that is not a
 * person's, such as what programs sign in with (B3-3-3).
 */
export type AccountKind = 'user' | 'privileged' | 'special';

export type CredentialKind =
  | 'password'
  | 'access-key'
  | 'mfa-device'
  /** One set of them: each opens once where the device is lost. */
  | 'recovery-codes'
  | 'certificate'
  | 'ssh-key'
  | 'service-credential'
  /** Who may take a role on: its trust policy, and the instance profiles that hand it to machines. */
  | 'role-trust';

/** What somebody can show to be let in. Never the secret itself. */
export interface Credential {
  /** As the directory names it; may be personal (an MFA device named by its owner). */
  id: string;
  kind: CredentialKind;
  status: 'active' | 'disabled';
  /** RFC 3339; undefined where the directory does not say. */
  createdAt: string | undefined;
  /** RFC 3339; undefined where it was never used, or where the directory does not keep that. */
  lastUsedAt: string | undefined;
  /** When it ends by itself, RFC 3339; absent where it does not, or where the directory does not say. */
  expiresAt?: string;
  /**
   * Of a role's trust: who may take it on, as the policy names them (`Service ec2.amazonaws.com`); `*` for anybody.
   * May be personal. Empty where nobody may.
   */
  trusted?: readonly string[];
}

export interface Account {
  /** Given by the directory, never reused and never personal: another account of the same name has another. */
  accountId: string;
  /** May be personal. In clear only in the register that operators read; masked in logs, audit and documents. */
  name: string;
  kind: AccountKind;
  status: 'active' | 'disabled';
  createdAt: string;
  lastUsedAt: string | undefined;
  /** What it may do: names of roles, policies and groups. */
  grants: readonly string[];
  credentials: readonly Credential[];
}

/**
 * `removed`: the account and all its credentials. `absent`: there was nothing to remove.
 * `credentials-removed`: of the caller's own account everything but the empty account, which the directory lets only
 * another administrator remove.
 */
export type DisposalOutcome = 'removed' | 'absent' | 'credentials-removed';

/**
 * The accounts of this service in one place: embedded identities, or those of a provider that carry the service's mark.
 * Accounts without the mark are never listed and never changed.
 *
 * Failures are Faults: `usage` / `accounts/unknown`, `denied` / `accounts/not-selected` (the account lost the mark),
 * `denied` / `accounts/access-denied`, `integrity` / `accounts/corrupt`, `unavailable` / `accounts/unavailable`,
 * `conflict` / `accounts/changing` (somebody else changes it at this moment).
 */
export interface AccountDirectory {
  /** As the configuration names it; stands in plans and reports. */
  readonly id: string;
  readonly product: { vendor: string; name: string };

  /** Every account of the service, streamed, each once. */
  list(): AsyncIterable<Account>;

  /** Undefined when the service has no such account (any more). */
  describe(accountId: string): Promise<Account | undefined>;

  /** The account this process acts as; undefined when it is none of the service's. */
  own(): Promise<string | undefined>;

  /** Lets the account do nothing, at once; everything stays as it is for `enable`. Resolves as well when repeated. */
  disable(accountId: string): Promise<void>;
  enable(accountId: string): Promise<void>;

  /**
   * Removes all credentials, then the account. Resolves as well when it is gone in part or whole, so that a repetition
   * after a crash converges.
   */
  dispose(accountId: string): Promise<DisposalOutcome>;

  /**
   * What is left of these accounts, read afresh from a listing of everything there is, with the service's mark or
   * without, so that neither a new name nor a lost mark makes an account look gone.
   */
  remaining(accountIds: readonly string[]): AsyncIterable<Account>;
}

/** An account of a system without an interface for it, as the configuration keeps it. */
export interface ManualAccount {
  id: string;
  system: string;
  kind: AccountKind;
  /** Office or post that holds it. */
  holder: string;
  credentials: readonly CredentialKind[];
}

/** Every account made for the service. */
export interface ServiceAccounts {
  directories: readonly AccountDirectory[];
  manual: readonly ManualAccount[];
}
