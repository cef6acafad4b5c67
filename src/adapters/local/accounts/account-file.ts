import { readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { canonicalHash } from '../../../base/canonical-json.js';
import { errnoOf, Fault } from '../../../base/fault.js';
import { ROLES } from '../../../base/role.js';
import { keyFolder, readIfThere, writeKeyFile } from '../keys/key-files.js';
import { whileRegisterLocked } from './register-lock.js';
import { SecretHash } from './secret-hash.js';

const LocalCredential = z.strictObject({
  id: z.string(),
  kind: z.enum(['password', 'access-key']),
  createdAt: z.string(),
  lastUsedAt: z.string().optional(),
  secret: SecretHash,
});

/** The second factor (B1-1-1). */
const Factor = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('totp'),
    /** The TOTP secret, encrypted by the key service under a key of its own. Base64. */
    sealed: z.string(),
    kmsKeyId: z.string(),
    enrolledAt: z.string(),
  }),
  z.strictObject({
    type: z.literal('aws-mfa'),
    /** ARN of the IAM user who calls. */
    caller: z.string(),
    /** ARN or serial number of the user's device. */
    serial: z.string(),
    enrolledAt: z.string(),
  }),
]);
export type Factor = z.infer<typeof Factor>;

const Tries = z.strictObject({
  failures: z.int().min(0),
  locks: z.int().min(0),
  lockedUntil: z.string().optional(),
});

/** What changes whenever the account is used; nothing of it gives anybody a right. */
const Use = z.strictObject({
  secretTries: Tries,
  tries: Tries,
  lastStep: z.int().min(0).optional(),
  usedCodes: z.array(z.int().min(0)),
});

const LocalAccount = z.strictObject({
  accountId: z.string(),
  name: z.string(),
  kind: z.enum(['user', 'privileged', 'special']),
  roles: z.array(z.enum(ROLES)),
  status: z.enum(['active', 'disabled']),
  createdAt: z.string(),
  credentials: z.array(LocalCredential),
  factor: Factor.optional(),
  /** Made ready, and not yet confirmed by a first code. */
  pendingFactor: Factor.optional(),
  recoveryCodes: z.strictObject({ salt: z.string(), hashes: z.array(z.string()) }).optional(),
  use: Use.optional(),
});
export type LocalAccount = z.infer<typeof LocalAccount>;

const Content = z.strictObject({ version: z.literal(1), accounts: z.array(LocalAccount) });

/** Told of each change of who may do what, so that a change past kimitsu is told apart from one by it. */
export interface RegisterGuard {
  /**
   * Before the file is replaced.
   * @throws {Fault} integrity `access/register-altered` where `before` is not what was accepted
   */
  changing(before: string, after: string): Promise<void>;
  /** The file is replaced. */
  changed(after: string): Promise<void>;
}

/** SHA-256 over everything in the register that gives somebody a right, in hex. */
export function registerDigest(accounts: readonly LocalAccount[]): string {
  const facts = accounts.map(({ use: _, credentials, roles, ...account }) => ({
    ...account,
    roles: [...roles].sort(),
    credentials: credentials.map(({ lastUsedAt: _last, ...credential }) => credential),
  }));
  return canonicalHash(facts.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)));
}

/**
 * `access/accounts.json`, 0600: the embedded identities with the hashes of their secrets. Replaced as a whole, so that
 * a crash leaves the old file or the new one.
 */
export class AccountFile {
  constructor(
    readonly path: string,
    readonly guard?: RegisterGuard,
  ) {}

  /** Whether there is a file, whatever it holds. */
  async exists(): Promise<boolean> {
    return (await readIfThere(this.path)) !== undefined;
  }

  /** @throws {Fault} `integrity` / `accounts/corrupt`; `denied` / `accounts/exposed`; `unavailable` / `accounts/unavailable` */
  async read(): Promise<LocalAccount[]> {
    try {
      const bytes = await readIfThere(this.path);
      if (!bytes) return [];
      const { mode } = await stat(this.path);
      if ((mode & 0o077) !== 0)
        throw new Fault(
          'denied',
          'accounts/exposed',
          'others than its owner can read the file of accounts',
          {},
          {
            hint: 'chmod 600 access/accounts.json, and give every account a new secret',
          },
        );
      return Content.parse(JSON.parse(bytes.toString('utf8'))).accounts;
    } catch (error) {
      // Without the cause: a parser's message quotes the file.
      if (error instanceof z.ZodError || error instanceof SyntaxError)
        throw new Fault('integrity', 'accounts/corrupt', 'the file of accounts cannot be read');
      throw accountFileFault(error);
    }
  }

  /** Reads, changes and replaces, one process at a time. `change` gives undefined when there is nothing to replace. */
  async update(change: (accounts: LocalAccount[]) => LocalAccount[] | undefined): Promise<void> {
    try {
      await keyFolder(dirname(this.path));
      await whileRegisterLocked(join(dirname(this.path), 'accounts.lock'), () => this.#replace(change));
    } catch (error) {
      throw accountFileFault(error);
    }
  }

  async #replace(change: (accounts: LocalAccount[]) => LocalAccount[] | undefined): Promise<void> {
    await this.#clear();
    const before = await this.read();
    const accounts = change(before);
    if (accounts === undefined) return;
    const digests = [registerDigest(before), registerDigest(accounts)] as const;
    const guard = digests[0] === digests[1] ? undefined : this.guard;
    await guard?.changing(...digests);
    const content: z.infer<typeof Content> = { version: 1, accounts };
    await writeKeyFile(this.path, Buffer.from(`${JSON.stringify(content, null, 2)}\n`, 'utf8'), { replace: true });
    await guard?.changed(digests[1]);
  }

  /** What writers that died have left: names and hashes of accounts that may be gone by now. Only under the lock. */
  async #clear(): Promise<void> {
    const folder = dirname(this.path);
    const left = (await readdir(folder)).filter(
      (name) => name.startsWith(`${basename(this.path)}.`) && name.endsWith('.tmp'),
    );
    for (const name of left) await unlink(join(folder, name));
  }
}

function accountFileFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('unavailable', 'accounts/unavailable', 'the file of accounts cannot be read or written', {
    errno: errnoOf(error) ?? 'unknown',
  });
}
