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
    const path = this.#path(uploadId, 'key');
    const handle = await createFile(path);
    try {
      await diskCall(handle.writeFile(JSON.stringify({ key, initiated: initiated.toISOString() })));
    } catch (error) {
      await remove(path);
      throw error;
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

  /**
   * Removes what a crash has left and no listing shows, when nobody writes: records on their way, and uploads that had
   * not begun. Both may hold the name of a key.
   */
  async removeStray(): Promise<void> {
    const stray: Path[] = [];
    for (const { name } of await entriesOf(this.bucket.tmp)) {
      const text = name.toString('latin1');
      const [, uploadId] = FILE_NAME.exec(text) ?? [];
      if (RECORD_NAME.test(text) || (uploadId !== undefined && !(await this.#begun(uploadId))))
        stray.push(join(this.bucket.tmp, name));
    }
    for (const path of stray) await remove(path);
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
      const begun = await this.#begun(uploadId);
      if (begun) yield { bucket: this.bucket.name, uploadId, ...begun };
    }
  }

  /** Undefined of one that is gone, or whose process died before it had named the key: no content was ever written. */
  async #begun(uploadId: string): Promise<Pick<UnfinishedUpload, 'key' | 'initiated'> | undefined> {
    // Looked for first: what is there by then was written after the name.
    const data = await statOf(this.#path(uploadId, 'data'));
    const text = await textOf(this.#path(uploadId, 'key'));
    const begun = text === undefined ? undefined : parsed(text);
    if (begun) return { key: begun.key, initiated: new Date(begun.initiated) };
    return data && { key: '', initiated: data.mtime };
  }

  #path(uploadId: string, part: string): Path {
    return join(this.bucket.tmp, `${uploadId}.${part}`);
  }
}

/** Undefined of an empty or cut text: the process or the power failed before it reached the disk. */
function parsed(text: string): z.infer<typeof Begun> | undefined {
  try {
    return Begun.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Upload ids are made by us; anything else never reaches the disk. */
export function isUploadId(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}
