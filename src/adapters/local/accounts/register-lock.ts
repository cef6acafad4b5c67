import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../../../base/fault.js';
import { lockWorkspace } from '../../sql/process-lock.js';

/** Changes take milliseconds: half a minute in all is for a machine that is busy. */
const TRIES = 1200;
const PAUSE_MS = 25;

/**
 * One process at a time changes the register. The operating system gives the lock back when its holder dies, and no
 * clock is asked, so neither a clock that jumps nor a file server with a time of its own takes it from who holds it.
 *
 * @param file - of the lock; stays, and is empty
 * @returns gives the lock back
 * @throws {Fault} conflict `accounts/changing`; unavailable `accounts/unavailable`
 */
export async function lockRegister(file: string): Promise<() => void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return lockWorkspace(file, 'exclusive');
    } catch (cause) {
      if (!(cause instanceof Fault && cause.code === 'workspace/busy'))
        throw new Fault('unavailable', 'accounts/unavailable', 'the register cannot be locked', {}, { cause });
      if (attempt >= TRIES)
        throw new Fault('conflict', 'accounts/changing', 'another process is changing the accounts', {}, { cause });
    }
    await delay(PAUSE_MS * (0.5 + Math.random()));
  }
}
