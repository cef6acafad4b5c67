import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { Fault } from '../../base/fault.js';
import { cannotOpen, isBusy, sqliteFault } from './sqlite-fault.js';

/** `exclusive`: alone. `shared`: together with others that only read. */
export type LockMode = 'exclusive' | 'shared';

/**
 * Lets one process at a time change a workspace, and none while others read records: a reader holds unit keys in
 * memory, and an erasure must not finish beside it. The lock is a transaction on a file of its own, so the operating
 * system gives it back when a process dies, however it dies: no stale lock stops the next run.
 *
 * @returns gives the lock back
 * @throws {Fault} conflict `workspace/busy`; unavailable `catalog/unavailable` where the file cannot be made, opened or, for an exclusive
 *   lock, written
 */
export function lockWorkspace(file: string, mode: LockMode): () => void {
  const database = opened(file);
  if (mode === 'exclusive') assertWritable(file, database);
  try {
    // Nothing is ever written: a journal would only need room, and be left behind by whoever is killed.
    database.exec('PRAGMA journal_mode = MEMORY');
    // Reading takes the shared lock and the open transaction keeps it.
    database.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_master');
  } catch (cause) {
    database.close();
    // A disk that is full or read-only is no other process: waiting for it would be in vain.
    throw isBusy(cause) ? workspaceBusy(cause) : sqliteFault(cause);
  }
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}

/** SQLite takes a shared lock in silence where it was to be an exclusive one and the file cannot be written. */
function assertWritable(file: string, database: Database.Database): void {
  try {
    accessSync(file, constants.W_OK);
  } catch (cause) {
    database.close();
    throw cannotOpen(cause);
  }
}

function opened(file: string): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return new Database(file, { timeout: 0 });
  } catch (cause) {
    throw cannotOpen(cause);
  }
}

export function workspaceBusy(cause?: unknown): Fault {
  const hint = 'wait until it has finished, then try again';
  return new Fault('conflict', 'workspace/busy', 'another process is working on this workspace', {}, { cause, hint });
}
