import { describe, expect, it } from 'vitest';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { DAY_MS, SettableClock } from '../../src/base/clock.js';
import { Fault } from '../../src/base/fault.js';
import { makeKmsCanary, probeKmsCanary } from '../../src/protect/canary.js';

describe('B3-2-1: a message that a key of the key service encrypted', () => {
  it('tells in which state the key is, and never two states alike', async () => {
    const clock = new SettableClock(new Date('2026-04-01T00:00:00Z'));
    const keys = new MemoryKeyService(clock);
    const { keyId } = await keys.createKey({ alias: 'alias/canary', description: '', tags: {} });
    const message = await makeKmsCanary(keys, keyId);
    const outcome = () => probeKmsCanary(keys, keyId, message);
    expect(await outcome()).toBe('altered');
    expect(await probeKmsCanary(keys, keyId, `AAAA${message.slice(4)}`)).toBe('unreadable');
    await keys.disableKey(keyId);
    expect(await outcome()).toBe('refused');
    await keys.scheduleKeyDeletion(keyId, 7);
    expect(await outcome()).toBe('refused');
    clock.advance(8 * DAY_MS);
    expect(await outcome()).toBe('destroyed');
    keys.decrypt = () => Promise.reject(new Fault('unavailable', 'keys/unavailable', 'no answer'));
    expect(await outcome()).toBe('store-unavailable');
  });
});
