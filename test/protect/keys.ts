import { randomBytes } from 'node:crypto';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { MemoryUnitKeyStore } from '../../src/adapters/memory/memory-unit-key-store.js';
import type { ByteStream } from '../../src/base/bytes.js';
import { SettableClock } from '../../src/base/clock.js';
import { UnitKeys } from '../../src/protect/unit-keys.js';
import { WrappingKey } from '../../src/protect/wrapping-key.js';

export const START = new Date('2026-04-01T00:00:00.000Z');
export const UNIT = { system: 'pbx', level: 3, period: '2026-04' } as const;
export const UNIT_ID = 'pbx/3/2026-04';

export function wrappingKey(name = UNIT_ID, bytes: Uint8Array = randomBytes(32)): WrappingKey {
  const own = Buffer.alloc(32);
  own.set(bytes);
  return new WrappingKey(name, own);
}

/** Unit keys over stores in memory, with a KMS key for level 3. */
export async function unitKeysInMemory() {
  const clock = new SettableClock(START);
  const keys = new MemoryKeyService(clock);
  const store = new MemoryUnitKeyStore();
  const { keyId } = await keys.createKey({ alias: 'alias/test/3', description: 'level 3', tags: {} });
  const open = () => new UnitKeys({ service: 'test', keys, store, clock });
  return { clock, keys, store, kmsKeyId: keyId, unitKeys: open(), open };
}

/** `length` bytes in chunks of `chunk`, the same in every run, different in every chunk. */
export async function* generated(length: number, chunk = 65_536): ByteStream {
  for (let at = 0; at < length; at += chunk) {
    const bytes = Buffer.alloc(Math.min(chunk, length - at), at % 251);
    bytes.set(Buffer.from(String(at)).subarray(0, bytes.byteLength));
    yield bytes;
  }
}

export async function* once(...parts: Uint8Array[]): ByteStream {
  yield* parts;
}
