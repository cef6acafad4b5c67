import { open, readdir, rename, unlink } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isMovedCatalog } from '../../adapters/sql/moved-catalog.js';
import { errnoOf, Fault } from '../../base/fault.js';
import { isPostgresUrl } from '../../base/postgres-url.js';
import type { ErasureLog } from './erasure-log.js';

/** What SQLite keeps beside a database; each may quote its content. */
const BESIDE = ['-wal', '-shm', '-journal'];
const HEADER = Buffer.from('SQLite format 3\0', 'latin1');
/** Locks of processes: says nothing of records. */
const LOCK = 'lock.sqlite';
/** Of a file that is being overwritten. */
const REMOVING = '.removing';
const BLOCK = Buffer.alloc(1 << 20);

/** What `catalog migrate` has left in a workspace: names, samples and reasons as they were on that day. */
export interface CatalogueOriginals {
  /**
   * Before anything is touched: what is going to be removed is known to be such an original, and no other catalogue
   * lies beside it.
   * @throws {Fault} conflict `erase/catalogue-copy-left`
   */
  check(): Promise<void>;
  /** Overwrites and removes them. @returns how many, and their bytes with what SQLite keeps beside each */
  remove(): Promise<{ catalogues: number; bytes: number }>;
}

/**
 * Undefined where the catalogue is embedded: then its file is the catalogue. Looked for in the workspace and the folders
 * right below it, wherever the configuration had the catalogue before.
 *
 * @param records - folder of the embedded store: what lies there is the store's
 */
export function catalogueOriginals(
  dir: string,
  { catalogue, records }: { catalogue: string; records: string | undefined },
): CatalogueOriginals | undefined {
  if (!isPostgresUrl(catalogue)) return undefined;
  const databases = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const file of filesNear(dir, records)) if (await isDatabase(file)) found.push(file);
    return found;
  };
  return {
    async check() {
      const others = (await databases()).filter((file) => !isMovedCatalog(file)).map((file) => relative(dir, file));
      if (others.length === 0) return;
      throw new Fault(
        'conflict',
        'erase/catalogue-copy-left',
        'a database that is not the catalogue lies in the workspace',
        { files: others },
        { hint: 'it may hold names and samples of records: remove it, or run catalog migrate to its end' },
      );
    },
    async remove() {
      for (const file of await databases()) if (isMovedCatalog(file)) await setAside(file);
      const removed = { catalogues: 0, bytes: 0 };
      for await (const file of filesNear(dir, records)) {
        if (!file.endsWith(REMOVING)) continue;
        if (!BESIDE.some((suffix) => file.endsWith(`${suffix}${REMOVING}`))) removed.catalogues += 1;
        removed.bytes += await overwriteAndRemove(file);
      }
      return removed;
    },
  };
}

/** They are from before the move, and of no use to anybody; and nothing of them is sealed. */
export async function removeOriginals(log: ErasureLog, originals: CatalogueOriginals): Promise<void> {
  const { catalogues, bytes } = await originals.remove();
  if (catalogues + bytes === 0) return;
  const before = log.record.catalogue?.originalsRemoved ?? { catalogues: 0, bytes: 0 };
  const originalsRemoved = { catalogues: before.catalogues + catalogues, bytes: before.bytes + bytes };
  await log.note(
    'catalogue.originals-removed',
    { catalogue: { place: 'postgresql', originalsRemoved } },
    { catalogues, bytes },
  );
}

async function* filesNear(dir: string, records: string | undefined): AsyncGenerator<string> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && (records === undefined || path !== resolve(dir, records)))
      for (const inner of await readdir(path, { withFileTypes: true }))
        if (inner.isFile() && inner.name !== LOCK) yield join(path, inner.name);
  }
}

/** A file that is half overwritten cannot be told to be a catalogue any more: its name says what it is by then. */
async function setAside(file: string): Promise<void> {
  // The database last: it is what tells that the others belong to it.
  for (const path of [...BESIDE.map((suffix) => `${file}${suffix}`), file])
    await rename(path, `${path}${REMOVING}`).catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
    });
}

async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => undefined);
  try {
    const { buffer } = (await handle?.read(Buffer.alloc(HEADER.length), 0, HEADER.length, 0)) ?? {};
    return buffer?.equals(HEADER) ?? false;
  } catch {
    return false; // a folder
  } finally {
    await handle?.close();
  }
}

/** @returns its bytes */
async function overwriteAndRemove(path: string): Promise<number> {
  const handle = await open(path, 'r+');
  let size: number;
  try {
    ({ size } = await handle.stat());
    for (let at = 0; at < size; at += BLOCK.length) await handle.write(BLOCK, 0, Math.min(BLOCK.length, size - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await unlink(path);
  return size;
}
