import { randomBytes } from 'node:crypto';
import { collect } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import type { KmsCanaryOutcome, ReadBackOutcome } from '../dispose/erasure.js';
import type { KeyService } from '../ports/key-service.js';
import { decryptStream, encryptStream } from './envelope.js';
import type { UnitKeys } from './unit-keys.js';

/** Says what the message is, and that nothing of a person is in it. */
const PURPOSE = { purpose: 'kimitsu-canary' };

/** A random message under the key of `unitId`: as long as it opens, so does everything else of the unit. */
export async function makeCanary(unitKeys: UnitKeys, unitId: string): Promise<Buffer> {
  const key = await unitKeys.forReading(unitId);
  return collect(encryptStream(once(randomBytes(32)), key, PURPOSE));
}

/**
 * Tries to open a canary. `destroyed`: the key is gone. `altered`: it opened, so nothing was destroyed.
 * `unreadable`: the key is there and the message is not what it was. `store-unavailable`: no answer, so no claim.
 */
export async function probeCanary(unitKeys: UnitKeys, unitId: string, message: Uint8Array): Promise<ReadBackOutcome> {
  try {
    await collect(decryptStream(once(message), { keyFor: () => unitKeys.forReading(unitId), context: PURPOSE }));
    return 'altered';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'protect/key-destroyed') return 'destroyed';
    if (error.kind === 'unavailable') return 'store-unavailable';
    return 'unreadable';
  }
}

/** Random bytes under a key of the key service, base64. */
export async function makeKmsCanary(keys: KeyService, kmsKeyId: string): Promise<string> {
  return Buffer.from(await keys.encrypt(kmsKeyId, randomBytes(32), PURPOSE)).toString('base64');
}

/**
 * Tries to open it. `refused`: the key is disabled or waits for its deletion. `destroyed`: there is no such key. The
 * others as with unit keys.
 */
export async function probeKmsCanary(keys: KeyService, kmsKeyId: string, message: string): Promise<KmsCanaryOutcome> {
  try {
    await keys.decrypt(kmsKeyId, Buffer.from(message, 'base64'), PURPOSE);
    return 'altered';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'keys/not-found') return 'destroyed';
    if (REFUSALS.has(error.code)) return 'refused';
    if (error.kind === 'unavailable') return 'store-unavailable';
    return 'unreadable';
  }
}

/** The key is there and may not be used. */
const REFUSALS: ReadonlySet<string> = new Set(['keys/disabled', 'keys/pending-deletion', 'keys/pending-import']);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
