import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../src/adapters/memory/memory-object-store.js';
import { MemoryUnitKeyStore } from '../../src/adapters/memory/memory-unit-key-store.js';
import { collect, sha256Hex } from '../../src/base/bytes.js';
import { SettableClock } from '../../src/base/clock.js';
import type { ObjectHead, ObjectRef, ObjectStore, PutOptions } from '../../src/ports/object-store.js';
import { openClear } from '../../src/protect/clear-content.js';
import { HashedStream } from '../../src/protect/hashed-stream.js';
import { LevelKeys } from '../../src/protect/level-keys.js';
import { UnitKeys } from '../../src/protect/unit-keys.js';
import { type WantedForm, type WritePorts, writeProtected } from '../../src/protect/write-protected.js';
import { generated, once, START } from './keys.js';

const CONTENT = Buffer.from('架空山 花子様より、税の納付について。');
const CONTEXT = { service: 'test', system: 'pbx', object: 'obj-1' };
const form = (mode: WantedForm['mode']): WantedForm => ({
  mode,
  context: CONTEXT,
  unit: { system: 'pbx', level: mode === 'envelope' ? 3 : 2, period: '2026-04' },
});
const never = new AbortController().signal;

let store: MemoryObjectStore;
let ports: WritePorts;

beforeEach(async () => {
  const clock = new SettableClock(START);
  const keys = new MemoryKeyService(clock);
  store = new MemoryObjectStore(keys, clock);
  await store.createBucket('pbx');
  const unitKeys = new UnitKeys({ service: 'test', keys, store: new MemoryUnitKeyStore(), clock });
  ports = { objects: store, unitKeys, levelKeys: new LevelKeys('test', keys) };
});

const put = (options: Partial<PutOptions> = {}) =>
  store.put({ bucket: 'pbx', key: 'k' }, once(CONTENT), { encryption: { mode: 'default' }, ...options });
const versions = async () => (await store.versionsOf({ bucket: 'pbx', key: 'k' })).map(({ versionId }) => versionId);

/** The store, but one version gives other content than was put: bits that rot on the way. */
function rotting(isRotten: (ref: ObjectRef) => boolean, rot: (content: Buffer) => Buffer): ObjectStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'get') {
        const member = Reflect.get(target, name, target) as unknown;
        return typeof member === 'function' ? member.bind(target) : member;
      }
      return async (ref: ObjectRef, options: object) => {
        const content = await target.get(ref, options);
        return isRotten(ref) ? once(rot(await collect(content))) : content;
      };
    },
  });
}
const shorter = (content: Buffer) => content.subarray(0, -1);
const altered = (content: Buffer) => Buffer.concat([content.subarray(0, -1), Buffer.from([(content.at(-1) ?? 0) ^ 1])]);

describe('writeProtected', () => {
  it.each(['envelope', 'store-kms'] as const)(
    '%s: gives the hash that was read, and the content reads back',
    async (mode) => {
      const current = await put();
      const { head, digest } = await writeProtected(current, form(mode), ports, never);
      expect(digest).toEqual({ sha256: sha256Hex(CONTENT), bytes: CONTENT.byteLength });
      expect(await collect(openClear(head, ports, CONTEXT))).toEqual(CONTENT);
      expect(await versions()).toEqual([head.versionId, current.versionId]);
    },
  );

  it.each`
    mode           | what         | rot
    ${'store-kms'} | ${'shorter'} | ${shorter}
    ${'store-kms'} | ${'altered'} | ${altered}
  `('$mode: a copy that reads back $what is destroyed, and the original stays', async ({ mode, rot }) => {
    const current = await put();
    const objects = rotting(({ versionId }) => versionId !== current.versionId, rot);
    await expect(writeProtected(current, form(mode), { ...ports, objects }, never)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'protect/read-back-differs',
    });
    expect(await versions()).toEqual([current.versionId]);
  });

  it.each([shorter, altered])('an envelope that reads back otherwise does not pass for the original', async (rot) => {
    const current = await put();
    const objects = rotting(({ versionId }) => versionId !== current.versionId, rot);
    await expect(writeProtected(current, form('envelope'), { ...ports, objects }, never)).rejects.toMatchObject({
      kind: 'integrity',
    });
    expect(await collect(await store.get(current))).toEqual(CONTENT);
  });

  it('a lock that keeps a wrong copy is named', async () => {
    const current = await put({ properties: { lock: { legalHold: true } } });
    const objects = rotting(({ versionId }) => versionId !== current.versionId, altered);
    await expect(writeProtected(current, form('store-kms'), { ...ports, objects }, never)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'protect/read-back-differs-locked',
    });
    expect(await versions()).toHaveLength(2);
  });

  it.each(['envelope', 'store-kms'] as const)('%s: what was changed meanwhile is not overwritten', async (mode) => {
    const current = await put();
    const newer: ObjectHead = await put({ metadata: { newer: 'yes' } });
    await expect(writeProtected(current, form(mode), ports, never)).rejects.toMatchObject({ code: 'store/changed' });
    expect(await versions()).toEqual([newer.versionId, current.versionId]);
  });
});

describe('HashedStream', () => {
  it('hashes what it passes on', async () => {
    const hashed = new HashedStream();
    const passed = await collect(hashed.through(generated(200_000)));
    expect(hashed.digest()).toEqual({ sha256: sha256Hex(passed), bytes: 200_000 });
  });

  it('has no hash of a part', async () => {
    const hashed = new HashedStream();
    for await (const _ of hashed.through(generated(200_000))) break;
    expect(() => hashed.digest()).toThrow(expect.objectContaining({ code: 'protect/not-read-to-its-end' }));
  });
});
