import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { UnfinishedUpload } from '../../../ports/object-store.js';
import type { Bucket } from './bucket.js';
import {
  createFile,
  diskCall,
  entriesOf,
  join,
  makeFolders,
  type Path,
  remove,
  statOf,
  syncFolder,
  textOf,
} from './disk.js';

const Begun = z.object({ key: z.string(), initiated: z.string() });
const FILE_NAME = /^([0-9a-f-]{36})\.(key|data)$/;
/** A record on its way to the history: no upload, and gone in a moment unless a crash has left it. */
const RECORD_NAME = /^[0-9a-f-]{36}\.record$/;

/** Whether the store gives such a name in `tmp`. */
export const isTemporaryName = (name: string): boolean => FILE_NAME.test(name) || RECORD_NAME.test(name);

/** What is being written, in `tmp` of the bucket: `<upload id>.key` names the key, `.data` holds the content. */
export class Uploads {
  constructor(readonly bucket: Bucket) {}

  async begin(key: string, initiated: Date): Promise<string> {
    await makeFolders(this.bucket.folder, this.bucket.tmp);
    const uploadId = randomUUID();
    const handle = await createFile(this.#path(uploadId, 'key'));
    try {
      await diskCall(handle.writeFile(JSON.stringify({ key, initiated: initiated.toISOString() })));
    } finally {
      await handle.close();
    }
    return uploadId;
  }

  dataPath(uploadId: string): Path {
    return this.#path(uploadId, 'data');
  }

  /** The content has been moved to its place. */
  async finish(uploadId: string): Promise<void> {
    await remove(this.#path(uploadId, 'key'));
  }

  async discard(uploadId: string): Promise<void> {
    for (const part of ['data', 'key']) await remove(this.#path(uploadId, part));
    await syncFolder(this.bucket.tmp);
  }

  /** Removes records that a crash has left on their way, when nobody writes. They hold the name of a key. */
  async removeStray(): Promise<void> {
    const stray = (await entriesOf(this.bucket.tmp)).filter(({ name }) => RECORD_NAME.test(name.toString('latin1')));
    for (const { name } of stray) await remove(join(this.bucket.tmp, name));
    if (stray.length > 0) await syncFolder(this.bucket.tmp);
  }

  /**
   * Every upload in `tmp`, also what a crash has left. After a power failure the name of the key may be lost; the upload
   * is listed all the same, with an empty key.
   */
  async *list(): AsyncGenerator<UnfinishedUpload> {
    const ids = new Set<string>();
    for (const { name } of await entriesOf(this.bucket.tmp)) {
      const [, uploadId] = FILE_NAME.exec(name.toString('latin1')) ?? [];
      if (uploadId !== undefined) ids.add(uploadId);
    }
    for (const uploadId of [...ids].sort()) {
      const initiated = await this.#initiated(uploadId);
      if (!initiated) continue;
      const begun = await this.#begun(uploadId);
      const key = begun?.key ?? '';
      yield { bucket: this.bucket.name, key, uploadId, initiated: begun ? new Date(begun.initiated) : initiated };
    }
  }

  async #begun(uploadId: string): Promise<z.infer<typeof Begun> | undefined> {
    const text = (await textOf(this.#path(uploadId, 'key'))) ?? '';
    try {
      return Begun.parse(JSON.parse(text));
    } catch {
      // Empty or cut: the power failed before it reached the disk.
      return undefined;
    }
  }

  async #initiated(uploadId: string): Promise<Date | undefined> {
    for (const part of ['data', 'key']) {
      const stats = await statOf(this.#path(uploadId, part));
      if (stats) return stats.mtime;
    }
    return undefined;
  }

  #path(uploadId: string, part: string): Path {
    return join(this.bucket.tmp, `${uploadId}.${part}`);
  }
}

/** Upload ids are made by us; anything else never reaches the disk. */
export function isUploadId(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}
