import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../../base/fault.js';
import { MATERIAL_BYTES, newMaterial } from '../../memory/key-material.js';
import type { StoredKey } from '../../memory/stored-key.js';
import { readIfThere, writeKeyFile } from './key-files.js';
import { RootKey } from './root-key.js';

const MAGIC = Buffer.from('kimitsu key file 2\n', 'utf8');
/** Keys had one material each. Read, and replaced by the next change. */
const MAGIC_1 = Buffer.from('kimitsu key file 1\n', 'utf8');
const IV_BYTES = 12;
const TAG_BYTES = 16;

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

/** A reader without the lock can come between the two steps by which one root key takes the place of another. */
const READINGS = 5;

type Opened = { keys: StoredKey[]; with: 'current' | 'next' };

/**
 * `keys.sealed`: the key service's keys as JSON under AES-256-GCM with the root key of `root.key` (32 random bytes).
 * File: the line `kimitsu key file 2`, IV (12 bytes), ciphertext, tag (16 bytes); the line is authenticated with it.
 */
export class SealedKeyFile {
  readonly path: string;
  readonly #root: RootKey;

  constructor(folder: string) {
    this.path = join(folder, 'keys.sealed');
    this.#root = new RootKey(folder);
  }

  /** Changes whenever the file does; undefined while there is none. */
  async stamp(): Promise<string | undefined> {
    const stats = await stat(this.path, { bigint: true }).catch(() => undefined);
    return stats && `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
  }

  /** @throws {Fault} `integrity` / `keys/corrupt`; `denied` / `keys/root-key-exposed` */
  async read(): Promise<StoredKey[]> {
    for (let reading = 1; ; reading += 1) {
      try {
        return (await this.#open())?.keys ?? [];
      } catch (error) {
        if (reading === READINGS || !(error instanceof Fault && error.code === 'keys/corrupt')) throw error;
      }
    }
  }

  /** Whether a crash has left two root keys, of which the next `write` ends one. */
  async isHalfReplaced(): Promise<boolean> {
    return (await this.#root.next()) !== undefined;
  }

  /**
   * Replaces the file. Only under the lock.
   * @param freshRoot - something is gone that no copy of the file may bring back
   */
  async write(keys: readonly StoredKey[], freshRoot = false): Promise<void> {
    await this.#settle();
    const current = await this.#root.current();
    // A key file without its root key must not be covered up by a new root key.
    if (!current && (await this.stamp())) throw rootMissing();
    const replaced = current && freshRoot ? await this.#root.makeNext() : undefined;
    const rootKey = replaced ?? current ?? (await this.#root.make());
    await writeKeyFile(this.path, sealed(keys, rootKey), { replace: true });
    rootKey.fill(0);
    current?.fill(0);
    if (replaced) await this.#root.succeed();
  }

  /** Finishes what was interrupted: the root key that opens the file stays. */
  async #settle(): Promise<void> {
    if (!(await this.isHalfReplaced())) return;
    const opened = await this.#open();
    if (opened?.with === 'next') await this.#root.succeed();
    else await this.#root.discardNext();
  }

  async #open(): Promise<Opened | undefined> {
    const bytes = await readIfThere(this.path);
    if (!bytes) return undefined;
    const current = await this.#root.current();
    const next = await this.#root.next();
    if (!current && !next) throw rootMissing();
    const byCurrent = current && opened(bytes, current);
    if (byCurrent) return { keys: byCurrent, with: 'current' };
    const byNext = next && opened(bytes, next);
    if (byNext) return { keys: byNext, with: 'next' };
    // Without a cause: a parser's message may quote key material.
    throw new Fault('integrity', 'keys/corrupt', 'the key file was altered or belongs to another root key');
  }
}

function rootMissing(): Fault {
  return new Fault('integrity', 'keys/corrupt', 'the root key of the key file is missing');
}

/** Undefined where it does not open with this key. */
function opened(bytes: Buffer, rootKey: Buffer): StoredKey[] | undefined {
  const ivEnd = MAGIC.byteLength + IV_BYTES;
  let plain: Buffer | undefined;
  try {
    const iv = bytes.subarray(MAGIC.byteLength, ivEnd);
    const decipher = createDecipheriv('aes-256-gcm', rootKey, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(bytes.subarray(0, MAGIC.byteLength)).setAuthTag(bytes.subarray(-TAG_BYTES));
    plain = decipher.update(bytes.subarray(ivEnd, -TAG_BYTES));
    decipher.final();
    const content: unknown = JSON.parse(plain.toString('utf8'));
    // The line is authenticated, so nobody can make one form be read as the other.
    const first = bytes.subarray(0, MAGIC.byteLength).equals(MAGIC_1);
    return first ? upgraded(Content1.parse(content)) : Content.parse(content).keys;
  } catch {
    return undefined;
  } finally {
    plain?.fill(0);
    rootKey.fill(0);
  }
}

function sealed(keys: readonly StoredKey[], rootKey: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const plain = Buffer.from(JSON.stringify({ keys }), 'utf8');
  const cipher = createCipheriv('aes-256-gcm', rootKey, iv).setAAD(MAGIC);
  const bytes = Buffer.concat([MAGIC, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  plain.fill(0);
  return bytes;
}
