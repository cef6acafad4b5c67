import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { SettableClock } from '../../src/base/clock.js';
import { LEVEL_KEY_LIFE_MS, LevelKeys, levelKeyAlias } from '../../src/protect/level-keys.js';
import { START } from './keys.js';

describe('level keys', () => {
  let clock: SettableClock;
  let keys: MemoryKeyService;
  let levelKeys: LevelKeys;
  const noted: unknown[] = [];

  beforeEach(() => {
    clock = new SettableClock(START);
    keys = new MemoryKeyService(clock);
    noted.length = 0;
    const note = async (event: unknown) => noted.push(event);
    levelKeys = new LevelKeys('test', keys, { clock, note, settings: { origin: 'AWS_KMS', rotationDays: 365 } });
  });

  it('are made once, named, tagged, told of, and with the access that was set', async () => {
    const createKey = vi.spyOn(keys, 'createKey');
    const access = { administrators: ['arn:aws:iam::111122223333:role/a'], users: [] };
    const settings = { origin: 'AWS_KMS', rotationDays: 400, access } as const;
    const [one, two] = [new LevelKeys('test', keys, { settings }), new LevelKeys('test', keys, { settings })];
    expect(await one.idOf(3)).toBe(await two.idOf(3));
    expect(createKey).toHaveBeenCalledTimes(1);
    expect(createKey).toHaveBeenCalledWith({
      alias: levelKeyAlias('test', 3),
      description: 'kimitsu test: records of confidentiality level 3',
      tags: { 'kimitsu-service': 'test', 'kimitsu-level': '3' },
      ...settings,
    });
  });

  it('are told of when they were made, and only then (B2-4-2)', async () => {
    const keyId = await levelKeys.idOf(3);
    await levelKeys.idOf(3);
    clock.advance(LEVEL_KEY_LIFE_MS);
    await levelKeys.idOf(3);
    const detail = { kmsKeyId: keyId, alias: levelKeyAlias('test', 3), level: 3, origin: 'AWS_KMS', rotationDays: 365 };
    expect(noted).toMatchObject([
      { action: 'kms-key.created', subject: keyId, detail: { ...detail, state: 'Enabled' } },
    ]);
  });

  it('are asked for once a minute, however many objects there are', async () => {
    const describeKey = vi.spyOn(keys, 'describeKey');
    for (let object = 0; object < 500; object += 1) await levelKeys.idOf(3);
    expect(describeKey).toHaveBeenCalledTimes(1);
    clock.advance(LEVEL_KEY_LIFE_MS - 1);
    await levelKeys.idOf(3);
    expect(describeKey).toHaveBeenCalledTimes(1);
    clock.advance(1);
    await Promise.all(Array.from({ length: 20 }, () => levelKeys.idOf(3)));
    expect(describeKey).toHaveBeenCalledTimes(2);
  });

  it('disabled in the middle of a run are noticed within a minute, and so is their return', async () => {
    const keyId = await levelKeys.idOf(3);
    await keys.disableKey(keyId);
    clock.advance(LEVEL_KEY_LIFE_MS);
    await expect(levelKeys.idOf(3)).rejects.toMatchObject({ kind: 'denied', code: 'keys/disabled' });
    await keys.enableKey(keyId);
    expect(await levelKeys.idOf(3)).toBe(keyId);
    await keys.scheduleKeyDeletion(keyId, 7);
    clock.advance(LEVEL_KEY_LIFE_MS);
    await expect(levelKeys.idOf(3)).rejects.toMatchObject({ code: 'keys/pending-deletion' });
  });

  it('that wait for material can be found and cannot be used', async () => {
    const waiting = new LevelKeys('test', keys, { clock, settings: { origin: 'EXTERNAL', rotationDays: 365 } });
    const { keyId } = await waiting.findOrCreate(2);
    await expect(waiting.idOf(2)).rejects.toMatchObject({ kind: 'denied', code: 'keys/pending-import' });
    expect((await waiting.findOrCreate(2)).keyId).toBe(keyId);
  });
});
