import { type FileHandle, open, readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, Fault } from '../../../base/fault.js';
import type { UnitKeyRecord, UnitKeyStore } from '../../../ports/unit-key-store.js';
import { type LockFaults, underLock } from '../file-lock.js';
import { keyFileFault, keyFolder, readIfThere, syncKeyFolder, writeKeyFile } from './key-files.js';
import { readUnitKey, UNIT_FILE, unitFileName, unitKeyBytes, writeReplacement, writeWhole } from './unit-key-file.js';

/** Beside the folder, so that what lies in it are units and nothing else. */
const LOCK_FILE = 'unit-keys.lock';
const FAULTS: LockFaults = {
  held: (cause) =>
    new Fault('unavailable', 'unit-keys/unavailable', 'another process holds the unit keys', {}, { cause }),
  failed: (cause) => new Fault('unavailable', 'unit-keys/unavailable', 'the unit keys cannot be locked', {}, { cause }),
};

/** One file per unit, named by the SHA-256 of its id, so that destroying one touches no other. */
export class LocalUnitKeyStore implements UnitKeyStore {
  readonly #folder: string;

  /** @param folder - `<workspace>/keys/units`; made with mode 0700 when missing */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get(unitId: string): Promise<UnitKeyRecord | undefined> {
    return onDisk(() => this.#read(unitFileName(unitId)));
  }

  async *list(): AsyncGenerator<UnitKeyRecord> {
    for (const name of await onDisk(() => this.#names())) {
      if (!UNIT_FILE.test(name)) continue;
      const record = await onDisk(() => this.#read(name));
      if (record) yield record;
    }
  }

  add(record: UnitKeyRecord): Promise<void> {
    const { unitId } = record;
    return onDisk(async () => {
      await keyFolder(this.#folder);
      const bytes = unitKeyBytes(record);
      if (await this.#tryAdd(unitId, bytes)) return;
      // What an interrupted destruction has left is no key, and only that may be taken away here.
      const exists = (await this.#read(unitFileName(unitId))) !== undefined;
      if (!exists) await removeIfThere(join(this.#folder, unitFileName(unitId)));
      if (!exists && (await this.#tryAdd(unitId, bytes))) return;
      throw new Fault('conflict', 'unit-keys/exists', 'the unit has a key already', { unitId });
    });
  }

  replace(record: UnitKeyRecord, expectedWrappedKey: string): Promise<void> {
    const { unitId } = record;
    const name = unitFileName(unitId);
    const path = join(this.#folder, name);
    return onDisk(async () => {
      const handle = await openIfThere(path);
      if (!handle) throw changed(unitId);
      try {
        // Among replacements only: a destruction waits for nobody.
        await underLock(join(dirname(this.#folder), LOCK_FILE), FAULTS, async () => {
          const current = readUnitKey(name, await handle.readFile());
          if (current?.wrappedKey !== expectedWrappedKey) throw changed(unitId);
          await writeReplacement(handle, record);
        });
        // Destroyed meanwhile: then it was another file that was written to, and nobody can read that any more.
        if ((await handle.stat()).nlink === 0) throw changed(unitId);
      } finally {
        await handle.close();
      }
    });
  }

  /**
   * Also removes what an interrupted `add` has left. The overwriting reaches the old blocks on some file systems only;
   * the wrapped key is of no use without its KMS key in any case.
   */
  destroy(unitId: string): Promise<void> {
    return onDisk(async () => {
      const stem = unitFileName(unitId);
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
      await writeKeyFile(join(this.#folder, unitFileName(unitId)), bytes, { replace: false });
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

  async #read(name: string): Promise<UnitKeyRecord | undefined> {
    const bytes = await readIfThere(join(this.#folder, name));
    return bytes && readUnitKey(name, bytes);
  }
}

function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r+').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

function changed(unitId: string): Fault {
  return new Fault('conflict', 'unit-keys/changed', 'the key of the unit is another, or none, by now', { unitId });
}

async function overwriteAndRemove(path: string): Promise<void> {
  const handle = await openIfThere(path);
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    await writeWhole(handle, Buffer.alloc(size), 0);
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
