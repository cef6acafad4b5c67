import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256Hex } from '../../../base/bytes.js';
import { errnoOf, Fault } from '../../../base/fault.js';
import type { UnitKeyRecord, UnitKeyStore } from '../../../ports/unit-key-store.js';
import { keyFileFault, keyFolder, readIfThere, syncKeyFolder, writeKeyFile } from './key-files.js';

const Unit = z.object({
  unitId: z.string(),
  system: z.string(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  period: z.string(),
  kmsKeyId: z.string(),
  wrappedKey: z.string(),
  createdAt: z.string(),
});

const FILE_NAME = /^[0-9a-f]{64}\.json$/;

/** One file per unit, named by the SHA-256 of its id, so that destroying one touches no other. */
export class LocalUnitKeyStore implements UnitKeyStore {
  readonly #folder: string;

  /** @param folder - `<workspace>/keys/units`; made with mode 0700 when missing */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get(unitId: string): Promise<UnitKeyRecord | undefined> {
    return onDisk(() => this.#read(fileName(unitId), unitId));
  }

  async *list(): AsyncGenerator<UnitKeyRecord> {
    for (const name of await onDisk(() => this.#names())) {
      if (!FILE_NAME.test(name)) continue;
      const record = await onDisk(() => this.#read(name));
      if (record) yield record;
    }
  }

  add(record: UnitKeyRecord): Promise<void> {
    const { unitId } = record;
    return onDisk(async () => {
      await keyFolder(this.#folder);
      const bytes = Buffer.from(JSON.stringify(Unit.parse(record)), 'utf8');
      if (await this.#tryAdd(unitId, bytes)) return;
      // What an interrupted destruction has left is no key, and only that may be taken away here.
      const exists = (await this.#read(fileName(unitId), unitId)) !== undefined;
      if (!exists) await removeIfThere(join(this.#folder, fileName(unitId)));
      if (!exists && (await this.#tryAdd(unitId, bytes))) return;
      throw new Fault('conflict', 'unit-keys/exists', 'the unit has a key already', { unitId });
    });
  }

  /**
   * Also removes what an interrupted `add` has left. The overwriting reaches the old blocks on some file systems only;
   * the wrapped key is of no use without its KMS key in any case.
   */
  destroy(unitId: string): Promise<void> {
    return onDisk(async () => {
      const stem = fileName(unitId);
      const names = (await this.#names()).filter((name) => name.startsWith(stem));
      for (const name of names) await overwriteAndRemove(join(this.#folder, name));
      // Also when nothing was left: the process that removed it may have died before this line.
      await syncKeyFolder(this.#folder).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
      });
    });
  }

  async #tryAdd(unitId: string, bytes: Uint8Array): Promise<boolean> {
    try {
      await writeKeyFile(join(this.#folder, fileName(unitId)), bytes, { replace: false });
      return true;
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).sort();
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async #read(name: string, unitId?: string): Promise<UnitKeyRecord | undefined> {
    const bytes = await readIfThere(join(this.#folder, name));
    // All zeros: a destruction that was interrupted between overwriting and removing.
    if (!bytes?.some((byte) => byte !== 0)) return undefined;
    try {
      const record = Unit.parse(JSON.parse(bytes.toString('utf8')));
      if (fileName(record.unitId) === name && (unitId ?? record.unitId) === record.unitId) return record;
    } catch {
      // Falls through: not readable and not ours are the same to the caller.
    }
    throw new Fault('integrity', 'unit-keys/corrupt', 'a unit key file cannot be read', { file: name });
  }
}

function fileName(unitId: string): string {
  return `${sha256Hex(unitId)}.json`;
}

async function overwriteAndRemove(path: string): Promise<void> {
  const handle = await open(path, 'r+').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await removeIfThere(path);
}

async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw keyFileFault('unit-keys/unavailable', error);
  }
}
