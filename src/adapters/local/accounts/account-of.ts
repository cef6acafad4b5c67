import { sha256Hex } from '../../../base/bytes.js';
import type { Account, Credential } from '../../../ports/account-directory.js';
import type { Factor, LocalAccount } from './account-file.js';

/** RFC 6238: what authenticator apps take for the length of a step. */
const STEP_MS = 30_000;

/** An identity as the port describes it, with everything that it can show: secrets, second factors, recovery codes. */
export function accountOf(identity: LocalAccount): Account {
  const { accountId, name, kind, roles, status, createdAt } = identity;
  const credentials = credentialsOf(identity);
  const used = credentials.map(({ lastUsedAt }) => lastUsedAt ?? '').sort();
  return {
    accountId,
    name,
    kind,
    status,
    createdAt,
    lastUsedAt: used.at(-1) || undefined,
    grants: roles,
    credentials,
  };
}

function credentialsOf(identity: LocalAccount): Credential[] {
  const { factor, pendingFactor, recoveryCodes, use } = identity;
  const credentials: Credential[] = identity.credentials.map(({ id, kind, createdAt, lastUsedAt }) => ({
    id,
    kind,
    status: 'active',
    createdAt,
    lastUsedAt,
  }));
  if (factor) {
    const step = factor.type === 'totp' ? use?.lastStep : undefined;
    const lastUsedAt = step === undefined ? undefined : new Date(step * STEP_MS).toISOString();
    credentials.push(device(identity, factor, 'active', lastUsedAt));
  }
  // Nobody has shown a code of it yet, so it opens nothing.
  if (pendingFactor) credentials.push(device(identity, pendingFactor, 'disabled', undefined));
  if (recoveryCodes)
    credentials.push({
      id: idOf(identity, 'recovery', recoveryCodes.salt),
      kind: 'recovery-codes',
      status: recoveryCodes.hashes.length > (use?.usedCodes.length ?? 0) ? 'active' : 'disabled',
      // They are made when the device is confirmed.
      createdAt: factor?.enrolledAt,
      lastUsedAt: undefined,
    });
  return credentials;
}

/** A device of AWS goes by its serial number there; an authenticator app has none. */
function device(
  identity: LocalAccount,
  factor: Factor,
  status: Credential['status'],
  lastUsedAt: string | undefined,
): Credential {
  const id = factor.type === 'aws-mfa' ? factor.serial : idOf(identity, 'totp', factor.enrolledAt);
  return { id, kind: 'mfa-device', status, createdAt: factor.enrolledAt, lastUsedAt };
}

/** Not personal, and another one for what takes its place. */
const idOf = ({ accountId }: LocalAccount, kind: string, made: string): string =>
  `${kind}-${sha256Hex(`${accountId} ${kind} ${made}`).slice(0, 24)}`;
