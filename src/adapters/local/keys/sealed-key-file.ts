import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../../base/fault.js';
import { MATERIAL_BYTES, newMaterial } from '../../memory/key-material.js';
import type { StoredKey } from '../../memory/stored-key.js';
import { readIfThere, writeKeyFile } from './key-files.js';

const MAGIC = Buffer.from('kimitsu key file 2\n', 'utf8');
/** Keys had one material each. Read, and replaced by the next change. */
const MAGIC_1 = Buffer.from('kimitsu key file 1\n', 'utf8');
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ROOT_KEY_BYTES = 32;

const named = {
  keyId: z.string(),
  alias: z.string(),
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  createdAt: z.string(),
  deletionDate: z.string().optional(),
};
const material = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').byteLength === MATERIAL_BYTES, `${MATERIAL_BYTES} bytes`);

const Content = z.object({
  keys: z.array(
    z.object({
      ...named,
      origin: z.enum(['AWS_KMS', 'EXTERNAL']),
      state: z.enum(['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport']),
      materials: z.array(
        z.object({
          materialId: z.string(),
          state: z.enum(['CURRENT', 'NON_CURRENT', 'PENDING_ROTATION']),
          rotatedAt: z.string().optional(),
          rotation: z.enum(['AUTOMATIC', 'ON_DEMAND']).optional(),
          bytes: material.optional(),
        }),
      ),
      waiting: z
        .object({
          days: z.number(),
          provenMs: z.number(),
          seen: z.object({ boot: z.string(), milliseconds: z.number() }).optional(),
        })
        .optional(),
      rotation: z.object({ days: z.number(), next: z.string() }).optional(),
      pendingImports: z.array(z.object({ token: z.string(), privateKey: z.string(), validTo: z.string() })).optional(),
    }),
  ),
});

const Content1 = z.object({
  keys: z.array(z.object({ ...named, state: z.enum(['Enabled', 'Disabled', 'PendingDeletion']), material })),
});

/** Keys of the first form of the file: each one's material is its first. */
function upgraded({ keys }: z.infer<typeof Content1>): StoredKey[] {
  return keys.map(({ material: only, ...key }) => ({
    ...key,
    origin: 'AWS_KMS',
    materials: [newMaterial(key.keyId, Buffer.from(only, 'base64'), 'CURRENT')],
  }));
}

/**
 * `keys.sealed`: the key service's keys as JSON under AES-256-GCM with the root key of `root.key` (32 random bytes).
 * File: the line `kimitsu key file 2`, IV (12 bytes), ciphertext, tag (16 bytes); the line is authenticated with it.
 */
export class SealedKeyFile {
  readonly path: string;
  readonly #rootKeyPath: string;

  constructor(folder: string) {
    this.path = join(folder, 'keys.sealed');
    this.#rootKeyPath = join(folder, 'root.key');
  }

  /** Changes whenever the file does; undefined while there is none. */
  async stamp(): Promise<string | undefined> {
    const stats = await stat(this.path, { bigint: true }).catch(() => undefined);
    return stats && `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
  }

  /** @throws {Fault} `integrity` / `keys/corrupt`; `denied` / `keys/root-key-exposed` */
  async read(): Promise<StoredKey[]> {
    const sealed = await readIfThere(this.path);
    if (!sealed) return [];
    const rootKey = await this.#rootKey();
    if (!rootKey) throw new Fault('integrity', 'keys/corrupt', 'the root key of the key file is missing');
    const ivEnd = MAGIC.byteLength + IV_BYTES;
    let plain: Buffer | undefined;
    try {
      const iv = sealed.subarray(MAGIC.byteLength, ivEnd);
      const decipher = createDecipheriv('aes-256-gcm', rootKey, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(sealed.subarray(0, MAGIC.byteLength)).setAuthTag(sealed.subarray(-TAG_BYTES));
      plain = decipher.update(sealed.subarray(ivEnd, -TAG_BYTES));
      decipher.final();
      const content: unknown = JSON.parse(plain.toString('utf8'));
      // The line is authenticated, so nobody can make one form be read as the other.
      const first = sealed.subarray(0, MAGIC.byteLength).equals(MAGIC_1);
      return first ? upgraded(Content1.parse(content)) : Content.parse(content).keys;
    } catch {
      // Without the cause: a parser's message may quote key material.
      throw new Fault('integrity', 'keys/corrupt', 'the key file was altered or belongs to another root key');
    } finally {
      plain?.fill(0);
      rootKey.fill(0);
    }
  }

  /** Replaces the file. Only under the lock. */
  async write(keys: readonly StoredKey[]): Promise<void> {
    const rootKey = (await this.#rootKey()) ?? (await this.#makeRootKey());
    const iv = randomBytes(IV_BYTES);
    const plain = Buffer.from(JSON.stringify({ keys }), 'utf8');
    const cipher = createCipheriv('aes-256-gcm', rootKey, iv).setAAD(MAGIC);
    const sealed = Buffer.concat([MAGIC, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    plain.fill(0);
    rootKey.fill(0);
    await writeKeyFile(this.path, sealed, { replace: true });
  }

  async #rootKey(): Promise<Buffer | undefined> {
    const key = await readIfThere(this.#rootKeyPath);
    if (!key) return undefined;
    const { mode } = await stat(this.#rootKeyPath);
    if ((mode & 0o077) !== 0) {
      const message = 'the root key can be read by other users of this machine';
      throw new Fault('denied', 'keys/root-key-exposed', message, {}, { hint: 'chmod 600 keys/root.key' });
    }
    if (key.byteLength === ROOT_KEY_BYTES) return key;
    throw new Fault('integrity', 'keys/corrupt', 'the root key has a wrong length', { bytes: key.byteLength });
  }

  async #makeRootKey(): Promise<Buffer> {
    // A key file without its root key must not be covered up by a new root key.
    if (await this.stamp()) throw new Fault('integrity', 'keys/corrupt', 'the root key of the key file is missing');
    const key = randomBytes(ROOT_KEY_BYTES);
    await writeKeyFile(this.#rootKeyPath, key, { replace: false });
    return key;
  }
}
