import { judgeCode, UNUSED } from '../../access/second-factor.js';
import { afterFailure, isLocked, NO_TRIES, stricter, type Tries } from '../../access/tries.js';
import type { AccountFile, LocalAccount } from '../../adapters/local/accounts/account-file.js';
import { hashSecret, isSecret, SCRYPT_COST, type ScryptCost } from '../../adapters/local/accounts/secret-hash.js';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { Catalog } from '../../ports/catalog.js';
import { triesOnRecord } from './tries-on-record.js';

type Use = NonNullable<LocalAccount['use']>;
const FRESH: Use = { ...UNUSED, secretTries: NO_TRIES };

/** Where identities are, and what time it is for them. */
export interface Register {
  file: AccountFile;
  clock: Clock;
  /** The audit log remembers failures that the register may have been made to forget. */
  catalog: Catalog;
  /** Cheap in tests alone. */
  cost?: ScryptCost;
}

/**
 * Whose name and secret these are; notes the use. Every attempt is written down as a failure before it is judged, so
 * that many at once are not more than the same number one after the other.
 *
 * @param told - learns the account's id as soon as the name is known
 * @throws {Fault} denied `access/wrong-secret` (for a name that is not there too), `access/locked`, `access/disabled`
 */
export async function proveSecret(
  { file, clock, catalog, cost = SCRYPT_COST }: Register,
  name: string,
  secret: string,
  told: (accountId: string) => void = () => undefined,
): Promise<LocalAccount> {
  const wanted = name.normalize('NFC').trim();
  const known = (await file.read()).find((one) => one.name === wanted);
  if (!known) {
    // A name that is not there takes as long as one that is.
    await isSecret(secret, await hashSecret('', cost));
    throw wrongSecret();
  }
  const { accountId } = known;
  told(accountId);
  const onRecord = await triesOnRecord(catalog, accountId, clock.now());
  const before = await changeUse(file, accountId, (use) => {
    const at = clock.now();
    const tries = stricter(use.secretTries, onRecord.secret);
    if (isLocked(tries, at)) throw locked(tries);
    return { ...use, secretTries: afterFailure(tries, at) };
  });
  let used: string | undefined;
  for (const credential of before.credentials) if (await isSecret(secret, credential.secret)) used = credential.id;
  if (used === undefined) throw wrongSecret();
  const lastUsedAt = clock.now().toISOString();
  const account = await change(file, accountId, (now) => ({
    ...now,
    use: { ...(now.use ?? FRESH), secretTries: NO_TRIES },
    credentials: now.credentials.map((one) => (one.id === used ? { ...one, lastUsedAt } : one)),
  }));
  // Read again under the lock: it may have been disabled, or given another secret, meanwhile.
  if (!account.credentials.some(({ id }) => id === used)) throw wrongSecret();
  if (account.status !== 'active')
    throw new Fault('denied', 'access/disabled', 'the account is disabled', { accountId });
  return account;
}

/**
 * Judges a code and keeps the outcome before telling it, under the lock of the file: of two processes with one code
 * exactly one is let in.
 *
 * @returns by what, and which one it was: the time step, or the position of the recovery code
 * @param secret - of TOTP; undefined where it is not there or cannot be opened: then only recovery codes count
 * @throws {Fault} denied `access/wrong-code`, `access/code-replayed`, `access/locked`
 */
export async function proveCode(
  { file, clock, catalog }: Register,
  accountId: string,
  code: string,
  secret: string | undefined,
): Promise<{ means: 'totp' | 'recovery-code'; mark: number }> {
  let judged: ReturnType<typeof judgeCode> | undefined;
  const onRecord = await triesOnRecord(catalog, accountId, clock.now());
  const account = await change(file, accountId, (now) => {
    const kept = now.use ?? FRESH;
    const use = { ...kept, tries: stricter(kept.tries, onRecord.code) };
    judged = judgeCode(code, { secret, recovery: now.recoveryCodes, use }, clock.now());
    return { ...now, use: { ...use, ...judged.use } };
  });
  if (judged?.verdict === 'accepted' && judged.means) {
    const { means, use } = judged;
    return { means, mark: (means === 'totp' ? use.lastStep : use.usedCodes.at(-1)) ?? 0 };
  }
  if (judged?.verdict === 'locked') throw locked(account.use?.tries ?? NO_TRIES);
  if (judged?.verdict === 'replayed') throw replayed();
  throw new Fault(
    'denied',
    'access/wrong-code',
    'the code is not right',
    {},
    {
      hint: 'the clock of this host and of the device may be 30 seconds apart at most; see `kimitsu doctor`',
    },
  );
}

/** The same counting for a code that somebody else judges, such as AWS. @throws {Fault} denied `access/locked` and what `judge` throws */
export async function countedCode<T>(
  { file, clock, catalog }: Register,
  accountId: string,
  judge: () => Promise<T>,
): Promise<T> {
  let before = NO_TRIES;
  const onRecord = await triesOnRecord(catalog, accountId, clock.now());
  await changeUse(file, accountId, (use) => {
    const at = clock.now();
    before = stricter(use.tries, onRecord.code);
    if (isLocked(before, at)) throw locked(before);
    return { ...use, tries: afterFailure(before, at) };
  });
  const settle = (tries: Tries) => changeUse(file, accountId, (use) => ({ ...use, tries }));
  try {
    const proven = await judge();
    await settle(NO_TRIES);
    return proven;
  } catch (error) {
    // A code that nobody could judge was no guess.
    if (error instanceof Fault && error.kind === 'unavailable') await settle(before);
    throw error;
  }
}

function changeUse(file: AccountFile, accountId: string, next: (use: Use) => Use): Promise<LocalAccount> {
  return change(file, accountId, (now) => ({ ...now, use: next(now.use ?? FRESH) }));
}

/** @throws {Fault} denied `access/wrong-secret` when the account is gone by now */
export async function change(
  file: AccountFile,
  accountId: string,
  next: (account: LocalAccount) => LocalAccount,
): Promise<LocalAccount> {
  let changed: LocalAccount | undefined;
  await file.update((accounts) => {
    const now = accounts.find((one) => one.accountId === accountId);
    if (!now) throw wrongSecret();
    const after = next(now);
    changed = after;
    return accounts.map((one) => (one.accountId === accountId ? after : one));
  });
  if (!changed) throw wrongSecret();
  return changed;
}

function wrongSecret(): Fault {
  return new Fault('denied', 'access/wrong-secret', 'name or secret is not right');
}

export function replayed(): Fault {
  const hint = 'wait for the next code of the device, at most 30 seconds';
  return new Fault('denied', 'access/code-replayed', 'this code was used before', {}, { hint });
}

function locked({ lockedUntil }: Tries): Fault {
  return new Fault(
    'denied',
    'access/locked',
    'after too many failures in a row nothing is accepted for a while',
    { lockedUntil },
    { hint: 'wait until then; another privileged operator can give the account a new factor' },
  );
}
