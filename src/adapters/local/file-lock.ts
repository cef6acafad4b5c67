import { chmodSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../../base/fault.js';
import { lockWorkspace } from '../sql/process-lock.js';
import { KeyLock } from './store/key-lock.js';

/** Changes take milliseconds: half a minute in all is for a machine that is busy. */
const TRIES = 1200;
const PAUSE_MS = 25;

/** Within a process turns are taken first come, first served; only between processes does anybody try again. */
const turns = new KeyLock();

/** How the caller's port says that the lock is not to be had. */
export interface LockFaults {
  /** Somebody else has held it for half a minute. */
  held(cause: Fault): Fault;
  /** It cannot be made or locked at all, as on a disk that is read-only. */
  failed(cause: unknown): Fault;
}

/**
 * Does `work` while no other process or caller holds the lock. The operating system gives it back when its holder dies,
 * and no clock is asked: neither a slow disk nor a clock that jumps nor a file server with a time of its own takes it
 * from who holds it.
 *
 * @param file - of the lock, in a folder that exists; stays, is empty, and only its owner may read it
 */
export function underLock<T>(file: string, faults: LockFaults, work: () => Promise<T>): Promise<T> {
  return turns.run(file, async () => {
    const release = await held(file, faults);
    try {
      return await work();
    } finally {
      release();
    }
  });
}

async function held(file: string, faults: LockFaults): Promise<() => void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return lockOnce(file);
    } catch (cause) {
      if (!(cause instanceof Fault && cause.code === 'workspace/busy')) throw faults.failed(cause);
      if (attempt >= TRIES) throw faults.held(cause);
    }
    await delay(PAUSE_MS * (0.5 + Math.random()));
  }
}

function lockOnce(file: string): () => void {
  const release = lockWorkspace(file, 'exclusive');
  try {
    // By name: to open the file once more and close it would give the lock back.
    chmodSync(file, 0o600);
    return release;
  } catch (cause) {
    release();
    throw cause;
  }
}
