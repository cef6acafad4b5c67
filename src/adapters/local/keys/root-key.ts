import { randomBytes } from 'node:crypto';
import { open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, Fault } from '../../../base/fault.js';
import { readIfThere, syncKeyFolder, writeKeyFile } from './key-files.js';

const ROOT_KEY_BYTES = 32;

/**
 * `root.key`: 32 random bytes. Its successor lies beside it as `root.key.next` until the key file is sealed under it; then
 * the old one is overwritten and the successor takes its name. Whatever was sealed before, a copy of the key file or its
 * blocks on the disk, opens with nothing that is there any more.
 */
export class RootKey {
  readonly #path: string;
  readonly #next: string;

  constructor(folder: string) {
    this.#path = join(folder, 'root.key');
    this.#next = join(folder, 'root.key.next');
  }

  /** @throws {Fault} `integrity` / `keys/corrupt`; `denied` / `keys/root-key-exposed` */
  current(): Promise<Buffer | undefined> {
    return readRoot(this.#path);
  }

  /** There only while one takes the place of the other, or where that was interrupted. */
  next(): Promise<Buffer | undefined> {
    return readRoot(this.#next);
  }

  async make(): Promise<Buffer> {
    const key = randomBytes(ROOT_KEY_BYTES);
    await writeKeyFile(this.#path, key, { replace: false });
    return key;
  }

  async makeNext(): Promise<Buffer> {
    const key = randomBytes(ROOT_KEY_BYTES);
    await writeKeyFile(this.#next, key, { replace: true });
    return key;
  }

  /** Once everything is sealed under the successor. */
  async succeed(): Promise<void> {
    const old = await open(this.#path, 'r+').catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
    });
    try {
      await old?.write(Buffer.alloc(ROOT_KEY_BYTES), 0, ROOT_KEY_BYTES, 0);
      await old?.sync();
    } finally {
      await old?.close();
    }
    await rename(this.#next, this.#path);
    await syncKeyFolder(dirname(this.#path));
  }

  /** Where nothing was sealed under the successor yet. */
  async discardNext(): Promise<void> {
    await unlink(this.#next);
  }
}

async function readRoot(path: string): Promise<Buffer | undefined> {
  const key = await readIfThere(path);
  if (!key) return undefined;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    const message = 'the root key can be read by other users of this machine';
    throw new Fault('denied', 'keys/root-key-exposed', message, {}, { hint: 'chmod 600 keys/root.key' });
  }
  if (key.byteLength === ROOT_KEY_BYTES) return key;
  throw new Fault('integrity', 'keys/corrupt', 'the root key has a wrong length', { bytes: key.byteLength });
}
