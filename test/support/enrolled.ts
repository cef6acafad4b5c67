import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeAt } from '../../src/access/second-factor.js';
import { LocalAccountDirectory } from '../../src/adapters/local/accounts/local-account-directory.js';
import { confirmFactor, prepareFactor } from '../../src/app/access/enroll.js';
import { IDENTITIES } from '../../src/app/accounts/open-accounts.js';
import { type OpenOptions, withWorkspace } from '../../src/app/workspace.js';
import type { Role } from '../../src/base/role.js';

/** An identity with its secret and its second factor, for tests that give privileged commands. */
export interface Enrolled {
  name: string;
  accountId: string;
  secret: string;
  /** 0600, beside the workspace. */
  secretFile: string;
  /** Base32, as the authenticator app holds it. */
  totp: string;
  /** As the app shows it at this moment. */
  codeAt(at: Date): string;
  /** Each once: one command after the other need not wait for the next 30 seconds. */
  recoveryCodes: string[];
  /** `--as`, `--secret-file`: for personal commands. */
  identity: string[];
  /** `--as`, `--secret-file` and the next recovery code: for one privileged command. */
  stepUp(): string[];
}

export interface EnrolOptions extends Pick<OpenOptions, 'clock'> {
  name?: string;
  roles?: readonly Role[];
  codes?: number;
}

const SECRET = 'correct horse battery';
/** As little work as scrypt allows: what the tests look at does not depend on it. */
const CHEAP = { N: 2, r: 1, p: 1 };

/**
 * Enrols an identity in process: the first of a workspace, or with `by` a further one. Goes through the same calls as
 * the command; only there are more recovery codes, and the hash of the secret is a cheap one.
 */
export async function enrol(
  dir: string,
  { name = 'tokken', roles = ['privileged-operator'], codes = 40, clock }: EnrolOptions = {},
  by?: Enrolled,
): Promise<Enrolled> {
  const options = { lock: 'exclusive', ...(clock ? { clock } : {}) } as const;
  const admit: OpenOptions['admit'] = by
    ? async ({ acceptances }) => {
        acceptances.actor = `account:${by.accountId}`;
        return { actor: acceptances.actor };
      }
    : undefined;
  return withWorkspace(dir, { ...options, ...(admit ? { admit } : {}) }, async (workspace) => {
    const directory = new LocalAccountDirectory({
      file: join(dir, IDENTITIES),
      guard: workspace.access,
      clock: workspace.ports.clock,
      cost: CHEAP,
    });
    await directory.add({ name, roles, password: SECRET });
    const { accountId, uri = '' } = await prepareFactor(workspace, { name, secret: SECRET });
    const totp = new URL(uri).searchParams.get('secret') ?? '';
    const code = codeAt(totp, workspace.ports.clock.now());
    const { recoveryCodes } = await confirmFactor(workspace, { name, code, recoveryCodes: codes });
    const secretFile = join(dir, '..', `${accountId}.secret`);
    await writeFile(secretFile, `${SECRET}\n`, { mode: 0o600 });
    const identity = ['--as', name, '--secret-file', secretFile];
    const left = [...recoveryCodes];
    return {
      name,
      accountId,
      secret: SECRET,
      secretFile,
      totp,
      codeAt: (at) => codeAt(totp, at),
      recoveryCodes,
      identity,
      stepUp: () => [...identity, '--code', left.shift() ?? 'none-left'],
    };
  });
}
