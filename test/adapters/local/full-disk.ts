import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalUnitKeyStore } from '../../../src/adapters/local/keys/local-unit-key-store.js';
import { asFault } from '../../../src/base/fault.js';
import { unitKeyRecord } from '../../contract/unit-key-store.js';

const PAGE = 4096;
const wrapping = (bytes: number): string => Buffer.alloc(bytes, 7).toString('base64');

/**
 * Replaces a key on a full disk. The file has room to the end of its page: for the beginning of a new record.
 * @returns the fault, which of the two keys is there then, and which once there was room again
 */
export async function replaceOnFullDisk(disk: string): Promise<string> {
  const store = new LocalUnitKeyStore(join(disk, 'units'));
  const before = { ...unitKeyRecord('2026-04'), wrappedKey: wrapping(2600) };
  const after = { ...before, wrappedKey: wrapping(600) };
  await store.add(before);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(PAGE));
  const replace = () =>
    store.replace(after, before.wrappedKey).then(
      () => 'replaced',
      (error: unknown) => `${asFault(error).kind} ${asFault(error).code}`,
    );
  const now = async () => {
    const found = await store.get(before.unitId).catch((error: unknown) => asFault(error).code);
    if (typeof found === 'string') return found;
    return found?.wrappedKey === before.wrappedKey
      ? 'before'
      : found?.wrappedKey === after.wrappedKey
        ? 'after'
        : 'lost';
  };
  const said = [await replace(), await now()];
  rmSync(join(disk, 'ballast'));
  return [...said, await replace(), await now()].join(', ');
}
