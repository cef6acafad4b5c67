import type { Factor } from '../../adapters/local/accounts/account-file.js';
import { Fault } from '../../base/fault.js';
import type { KeyAccess, KeyService } from '../../ports/key-service.js';
import type { KeyNote } from '../../protect/key-note.js';

/** A key of its own: those of the levels go with the records, and accounts are disposed of after them. */
export const factorKeyAlias = (service: string): string => `alias/kimitsu/${service}/access`;

export interface FactorKeyNeeds {
  service: string;
  keys: KeyService;
  access: KeyAccess | undefined;
  note: KeyNote;
}

/** Encrypts a TOTP secret, so that the register alone does not give it. */
export async function sealSecret(
  { service, keys, access, note }: FactorKeyNeeds,
  accountId: string,
  secret: string,
): Promise<Pick<Extract<Factor, { type: 'totp' }>, 'sealed' | 'kmsKeyId'>> {
  const alias = factorKeyAlias(service);
  let key = await keys.describeKey(alias);
  if (!key) {
    const description = `kimitsu ${service}: secrets of second factors`;
    const tags = { 'kimitsu-service': service, 'kimitsu-purpose': 'access' };
    key = await keys.createKey({ alias, description, tags, origin: 'AWS_KMS', ...(access ? { access } : {}) });
    const { keyId: kmsKeyId, state, origin, createdAt } = key;
    const detail = { kmsKeyId, alias, origin, state, createdAt: createdAt.toISOString(), rotationDays: null };
    await note({ action: 'kms-key.created', subject: kmsKeyId, detail });
  }
  const sealed = await keys.encrypt(key.keyId, Buffer.from(secret, 'utf8'), contextOf(service, accountId));
  return { sealed: Buffer.from(sealed).toString('base64'), kmsKeyId: key.keyId };
}

/** @throws {Fault} integrity `access/factor-unreadable` when it is not the secret of this account; what the key service throws */
export async function openSecret(
  { service, keys }: Pick<FactorKeyNeeds, 'service' | 'keys'>,
  accountId: string,
  { sealed, kmsKeyId }: Extract<Factor, { type: 'totp' }>,
): Promise<string> {
  try {
    const opened = await keys.decrypt(kmsKeyId, Buffer.from(sealed, 'base64'), contextOf(service, accountId));
    return Buffer.from(opened).toString('utf8');
  } catch (cause) {
    if (!(cause instanceof Fault && ['keys/wrong-ciphertext', 'keys/not-found'].includes(cause.code))) throw cause;
    const hint = 'restore keys and access/accounts.json together, or have a new factor enrolled';
    const message = 'the second factor of the account cannot be opened';
    throw new Fault('integrity', 'access/factor-unreadable', message, { accountId }, { cause, hint });
  }
}

const contextOf = (service: string, account: string) => ({ service, purpose: 'second-factor', account });
