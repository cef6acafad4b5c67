import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Fault } from '../../base/fault.js';
import type { KeyService } from '../../ports/key-service.js';
import type { StoreEncryption } from '../../ports/object-store.js';

/** Content as the in-memory store keeps it: so that without the KMS key it cannot be read there either. */
export type SealedContent =
  | { kind: 'plain'; bytes: Buffer }
  | { kind: 'sealed'; keyId: string; wrapped: Uint8Array; iv: Buffer; bytes: Buffer; tag: Buffer };

const context = (versionId: string) => ({ purpose: 'encryption at rest', 'store-version': versionId });

export async function seal(
  bytes: Buffer,
  encryption: StoreEncryption,
  keys: KeyService,
  versionId: string,
): Promise<SealedContent> {
  if (encryption.mode !== 'kms') return { kind: 'plain', bytes };
  const key = await keys.describeKey(encryption.keyId);
  if (!key) throw new Fault('usage', 'keys/not-found', 'the key for encryption at rest does not exist');
  const dataKey = randomBytes(32);
  const wrapped = await keys.encrypt(key.keyId, dataKey, context(versionId));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return { kind: 'sealed', keyId: key.keyId, wrapped, iv, bytes: sealed, tag: cipher.getAuthTag() };
}

export async function open(content: SealedContent, keys: KeyService, versionId: string): Promise<Buffer> {
  if (content.kind === 'plain') return content.bytes;
  const dataKey = await keys.decrypt(content.keyId, content.wrapped, context(versionId));
  const decipher = createDecipheriv('aes-256-gcm', dataKey, content.iv).setAuthTag(content.tag);
  return Buffer.concat([decipher.update(content.bytes), decipher.final()]);
}
