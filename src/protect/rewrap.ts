import { timingSafeEqual } from 'node:crypto';
import { Fault } from '../base/fault.js';
import type { KeyService } from '../ports/key-service.js';
import type { UnitKeyRecord, UnitKeyStore } from '../ports/unit-key-store.js';
import { unitKeyContext } from './unit-keys.js';

export interface RewrapPorts {
  service: string;
  keys: KeyService;
  store: UnitKeyStore;
}

/**
 * Wraps a unit key again, with the material that its KMS key has now. The new wrapping is opened and compared before it
 * takes the place of the old: a wrong one would lose everything under the unit.
 *
 * @returns undefined when the key was destroyed meanwhile, which stays so
 * @throws {Fault} `integrity` / `protect/rewrap-differs`, with the old wrapping in its place
 */
export async function rewrapUnitKey(
  record: UnitKeyRecord,
  { service, keys, store }: RewrapPorts,
): Promise<UnitKeyRecord | undefined> {
  const { kmsKeyId, unitId, wrappedKey } = record;
  const context = unitKeyContext(service, record);
  const plain = await keys.decrypt(kmsKeyId, Buffer.from(wrappedKey, 'base64'), context);
  try {
    const wrapped = await keys.encrypt(kmsKeyId, plain, context);
    const opened = await keys.decrypt(kmsKeyId, wrapped, context);
    const same = opened.byteLength === plain.byteLength && timingSafeEqual(opened, plain);
    opened.fill(0);
    if (!same) {
      const message = 'the new wrapping does not open to the same unit key';
      throw new Fault('integrity', 'protect/rewrap-differs', message, { unitId });
    }
    const rewrapped = { ...record, wrappedKey: Buffer.from(wrapped).toString('base64') };
    await store.replace(rewrapped, wrappedKey);
    return rewrapped;
  } catch (error) {
    const destroyed = error instanceof Fault && error.code === 'unit-keys/changed' && !(await store.get(unitId));
    if (destroyed) return undefined;
    throw error;
  } finally {
    plain.fill(0);
  }
}
