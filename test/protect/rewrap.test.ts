import { describe, expect, it, vi } from 'vitest';
import { rewrapUnitKey } from '../../src/protect/rewrap.js';
import { UNIT, UNIT_ID, unitKeysInMemory } from './keys.js';

describe('rewrapUnitKey', () => {
  const ready = async () => {
    const ports = await unitKeysInMemory();
    const key = await ports.unitKeys.forWriting(UNIT, ports.kmsKeyId);
    const hex = key.use((bytes) => Buffer.from(bytes).toString('hex'));
    const record = (await ports.store.get(UNIT_ID))!;
    return { ...ports, hex, record, rewrap: () => rewrapUnitKey(record, { service: 'test', ...ports }) };
  };

  it('wraps the same unit key with the present material', async () => {
    const { keys, kmsKeyId, record, rewrap, store, open, hex } = await ready();
    await keys.rotateKey(kmsKeyId);
    const rewrapped = await rewrap();
    expect(rewrapped?.wrappedKey).not.toBe(record.wrappedKey);
    expect(await store.get(UNIT_ID)).toEqual({ ...record, wrappedKey: rewrapped?.wrappedKey });
    const read = await open().forReading(UNIT_ID);
    expect(read.use((bytes) => Buffer.from(bytes).toString('hex'))).toBe(hex);
  });

  it('leaves a key destroyed that was destroyed after it was read (B3-2-2)', async () => {
    const { keys, rewrap, store } = await ready();
    const encrypt = keys.encrypt.bind(keys);
    vi.spyOn(keys, 'encrypt').mockImplementationOnce(async (...args) => {
      await store.destroy(UNIT_ID);
      return encrypt(...args);
    });
    expect(await rewrap()).toBeUndefined();
    expect(await store.get(UNIT_ID)).toBeUndefined();
  });

  it('says so when the key was wrapped anew by somebody else meanwhile', async () => {
    const { rewrap, store, record } = await ready();
    const theirs = (await rewrap())!;
    await expect(rewrap()).rejects.toMatchObject({ kind: 'conflict', code: 'unit-keys/changed' });
    expect(await store.get(UNIT_ID)).toEqual({ ...record, wrappedKey: theirs.wrappedKey });
  });

  it('keeps the old wrapping when the new one does not open to the same key', async () => {
    const { keys, kmsKeyId, rewrap, store, record } = await ready();
    const encrypt = keys.encrypt.bind(keys);
    vi.spyOn(keys, 'encrypt').mockImplementationOnce((_, __, context) =>
      encrypt(kmsKeyId, Buffer.alloc(32, 1), context),
    );
    await expect(rewrap()).rejects.toMatchObject({ kind: 'integrity', code: 'protect/rewrap-differs' });
    expect(await store.get(UNIT_ID)).toEqual(record);
  });
});
