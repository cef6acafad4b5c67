import { readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { z } from 'zod';
import { errnoOf, Fault } from '../../../base/fault.js';
import { keyFolder, readIfThere, writeKeyFile } from '../keys/key-files.js';
import { SecretHash } from './secret-hash.js';

export const ROLES = ['operator', 'privileged-operator', 'approver', 'prefecture', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

const LocalCredential = z.strictObject({
  id: z.string(),
  kind: z.enum(['password', 'access-key']),
  createdAt: z.string(),
  lastUsedAt: z.string().optional(),
  secret: SecretHash,
});

const LocalAccount = z.strictObject({
  accountId: z.string(),
  name: z.string(),
  kind: z.enum(['user', 'privileged', 'special']),
  roles: z.array(z.enum(ROLES)),
  status: z.enum(['active', 'disabled']),
  createdAt: z.string(),
  credentials: z.array(LocalCredential),
});
export type LocalAccount = z.infer<typeof LocalAccount>;

const Content = z.strictObject({ version: z.literal(1), accounts: z.array(LocalAccount) });

const LOCK = { realpath: false, retries: { retries: 40, minTimeout: 5, maxTimeout: 100 } };

/**
 * `access/accounts.json`, 0600: the embedded identities with the hashes of their secrets. Replaced as a whole, so that
 * a crash leaves the old file or the new one.
 */
export class AccountFile {
  constructor(readonly path: string) {}

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
    let release: (() => Promise<void>) | undefined;
    try {
      await keyFolder(dirname(this.path));
      release = await lock(this.path, LOCK);
      await this.#clear();
      const accounts = change(await this.read());
      if (accounts === undefined) return;
      const content: z.infer<typeof Content> = { version: 1, accounts };
      await writeKeyFile(this.path, Buffer.from(`${JSON.stringify(content, null, 2)}\n`, 'utf8'), { replace: true });
    } catch (error) {
      if (errnoOf(error) === 'ELOCKED')
        throw new Fault('conflict', 'accounts/changing', 'another process is changing the accounts');
      throw accountFileFault(error);
    } finally {
      await release?.();
    }
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
