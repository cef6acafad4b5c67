import { Fault } from '../../../base/fault.js';
import { type LockFaults, underLock } from '../file-lock.js';

const FAULTS: LockFaults = {
  held: (cause) =>
    new Fault('conflict', 'accounts/changing', 'another process is changing the accounts', {}, { cause }),
  failed: (cause) => new Fault('unavailable', 'accounts/unavailable', 'the register cannot be locked', {}, { cause }),
};

/**
 * One process at a time changes the register.
 *
 * @param file - of the lock; stays, and is empty
 * @throws {Fault} conflict `accounts/changing`; unavailable `accounts/unavailable`
 */
export const whileRegisterLocked = <T>(file: string, work: () => Promise<T>): Promise<T> =>
  underLock(file, FAULTS, work);
