import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collect } from '../../src/base/bytes.js';
import { DAY_MS } from '../../src/base/clock.js';
import { decryptStream, encryptStream } from '../../src/protect/envelope.js';
import {
  UNIT_KEY_CACHE_COUNT,
  UNIT_KEY_FRESH_MS,
  UNIT_KEY_HELD_COUNT,
  UNIT_KEY_LIFE_MS,
} from '../../src/protect/key-cache.js';
import type { WrappingKey } from '../../src/protect/wrapping-key.js';
import { once, START, UNIT, UNIT_ID, unitKeysInMemory } from './keys.js';

type Ports = Awaited<ReturnType<typeof unitKeysInMemory>>;

const hex = (key: WrappingKey) => key.use((bytes) => Buffer.from(bytes).toString('hex'));

describe('unit keys', () => {
  let ports: Ports;

  beforeEach(async () => {
    ports = await unitKeysInMemory();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('are made once, wrapped by the KMS key, and found again by every process', async () => {
    const { unitKeys, open, kmsKeyId, store } = ports;
    const made = hex(await unitKeys.forWriting(UNIT, kmsKeyId));
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(hex(await open().forWriting(UNIT, kmsKeyId))).toBe(made);
    expect(hex(await open().forReading(UNIT_ID))).toBe(made);
    const record = await store.get(UNIT_ID);
    expect(record).toMatchObject({ ...UNIT, unitId: UNIT_ID, kmsKeyId, createdAt: START.toISOString() });
    expect(Buffer.from(record!.wrappedKey, 'base64').includes(Buffer.from(made, 'hex'))).toBe(false);
  });

  it('differ from unit to unit', async () => {
    const { unitKeys, kmsKeyId } = ports;
    const units = [UNIT, { ...UNIT, period: '2026-05' }, { ...UNIT, system: 'form' }, { ...UNIT, level: 2 as const }];
    const made = await Promise.all(units.map(async (unit) => hex(await unitKeys.forWriting(unit, kmsKeyId))));
    expect(new Set(made).size).toBe(4);
  });

  it('are one key when many ask at once, in one process and in several', async () => {
    const { unitKeys, open, kmsKeyId } = ports;
    const asked = [unitKeys, unitKeys, unitKeys, open(), open(), open()];
    const keys = await Promise.all(asked.map((each) => each.forWriting(UNIT, kmsKeyId)));
    expect(new Set(keys.map(hex)).size).toBe(1);
  });

  it('are asked of the key service once while they are fresh', async () => {
    const { unitKeys, open, kmsKeyId, keys, clock } = ports;
    await unitKeys.forWriting(UNIT, kmsKeyId);
    const reader = open();
    const decrypt = vi.spyOn(keys, 'decrypt');
    await Promise.all(Array.from({ length: 20 }, () => reader.forReading(UNIT_ID)));
    expect(decrypt).toHaveBeenCalledTimes(1);
    clock.advance(UNIT_KEY_FRESH_MS);
    await reader.forReading(UNIT_ID);
    expect(decrypt).toHaveBeenCalledTimes(2);
  });

  it('are bound to their unit: a wrapped key moved to another unit opens nothing', async () => {
    const { unitKeys, kmsKeyId, store } = ports;
    await unitKeys.forWriting(UNIT, kmsKeyId);
    const record = (await store.get(UNIT_ID))!;
    await store.add({ ...record, unitId: 'pbx/3/2026-05', period: '2026-05' });
    await expect(unitKeys.forReading('pbx/3/2026-05')).rejects.toMatchObject({ code: 'keys/wrong-ciphertext' });
  });

  describe('that were destroyed', () => {
    const destroyed = { kind: 'denied', code: 'protect/key-destroyed' };

    it('are told by name', async () => {
      const { unitKeys, kmsKeyId, store } = ports;
      await expect(unitKeys.forReading(UNIT_ID)).rejects.toMatchObject(destroyed);
      await unitKeys.forWriting(UNIT, kmsKeyId);
      await store.destroy(UNIT_ID);
      unitKeys.forget(UNIT_ID);
      await expect(unitKeys.forReading(UNIT_ID)).rejects.toMatchObject(destroyed);
    });

    it('through their KMS key, too; disabled and pending ones say so', async () => {
      const { unitKeys, open, kmsKeyId, keys, clock } = ports;
      await unitKeys.forWriting(UNIT, kmsKeyId);
      await keys.disableKey(kmsKeyId);
      await expect(open().forReading(UNIT_ID)).rejects.toMatchObject({ code: 'keys/disabled' });
      await keys.scheduleKeyDeletion(kmsKeyId, 7);
      await expect(open().forReading(UNIT_ID)).rejects.toMatchObject({ code: 'keys/pending-deletion' });
      clock.advance(7 * DAY_MS);
      await expect(open().forReading(UNIT_ID)).rejects.toMatchObject(destroyed);
    });

    it('leave messages that a new key of the same unit does not open', async () => {
      const { unitKeys, kmsKeyId, store } = ports;
      const key = await unitKeys.forWriting(UNIT, kmsKeyId);
      const message = await collect(encryptStream(once(Buffer.from('x')), key, {}));
      await store.destroy(UNIT_ID);
      unitKeys.forgetAll();
      await unitKeys.forWriting(UNIT, kmsKeyId);
      const request = { keyFor: () => unitKeys.forReading(UNIT_ID), context: {} };
      await expect(collect(decryptStream(once(message), request))).rejects.toMatchObject({ code: 'protect/wrong-key' });
    });
  });

  describe('in memory', () => {
    it('forgotten ones are zeroised and refuse', async () => {
      const { unitKeys, kmsKeyId } = ports;
      const key = await unitKeys.forWriting(UNIT, kmsKeyId);
      let seen: Uint8Array = new Uint8Array();
      key.use((bytes) => {
        seen = bytes;
      });
      expect(seen.some((byte) => byte !== 0)).toBe(true);
      unitKeys.forget('pbx/3/2026-05');
      expect(seen.some((byte) => byte !== 0)).toBe(true);
      unitKeys.forgetAll();
      expect(seen.every((byte) => byte === 0)).toBe(true);
      expect(() => hex(key)).toThrow(expect.objectContaining({ kind: 'denied', code: 'protect/key-forgotten' }));
    });

    it('are zeroised when their life is over, even if nobody asks again and the clock stands still', async () => {
      vi.useFakeTimers();
      const { unitKeys, kmsKeyId } = ports;
      const key = await unitKeys.forWriting(UNIT, kmsKeyId);
      vi.advanceTimersByTime(UNIT_KEY_LIFE_MS - 1);
      expect(hex(key)).toMatch(/[1-9a-f]/);
      vi.advanceTimersByTime(1);
      expect(() => hex(key)).toThrow(expect.objectContaining({ code: 'protect/key-forgotten' }));
    });

    it('asked for before they were forgotten do not come back after', async () => {
      const { unitKeys, open, kmsKeyId, keys } = ports;
      await unitKeys.forWriting(UNIT, kmsKeyId);
      const reader = open();
      const decrypt = vi.spyOn(keys, 'decrypt');
      const asked = reader.forReading(UNIT_ID);
      reader.forgetAll();
      const key = await asked;
      expect(() => hex(key)).toThrow(expect.objectContaining({ code: 'protect/key-forgotten' }));
      await reader.forReading(UNIT_ID);
      expect(decrypt).toHaveBeenCalledTimes(2);
    });

    it('are in memory in bounded number, also those no longer at hand', async () => {
      const { unitKeys, kmsKeyId } = ports;
      const made: WrappingKey[] = [];
      for (let index = 0; index <= UNIT_KEY_HELD_COUNT; index += 1)
        made.push(await unitKeys.forWriting({ ...UNIT, period: `${2000 + index}-01` }, kmsKeyId));
      expect(() => hex(made[0]!)).toThrow(expect.objectContaining({ code: 'protect/key-forgotten' }));
      for (const key of made.slice(1)) expect(hex(key)).toMatch(/^[0-9a-f]{64}$/);
    });

    it('are kept in bounded number: the one used longest ago is asked for again', async () => {
      const { unitKeys, kmsKeyId, keys } = ports;
      const periods = Array.from({ length: UNIT_KEY_CACHE_COUNT + 1 }, (_, index) => `${2000 + index}-01`);
      for (const period of periods) await unitKeys.forWriting({ ...UNIT, period }, kmsKeyId);
      const decrypt = vi.spyOn(keys, 'decrypt');
      await unitKeys.forReading(`pbx/3/${periods.at(-1)}`);
      expect(decrypt).not.toHaveBeenCalled();
      await unitKeys.forReading(`pbx/3/${periods[0]}`);
      expect(decrypt).toHaveBeenCalledTimes(1);
    });
  });
});
