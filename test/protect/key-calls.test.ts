import { describe, expect, it, vi } from 'vitest';
import { MemoryObjectStore } from '../../src/adapters/memory/memory-object-store.js';
import { collect } from '../../src/base/bytes.js';
import { openClear } from '../../src/protect/clear-content.js';
import { LevelKeys } from '../../src/protect/level-keys.js';
import { writeProtected } from '../../src/protect/write-protected.js';
import { once, unitKeysInMemory } from './keys.js';

const OBJECTS = 200;
const PERIODS = ['2026-04', '2026-05'];

/** The quota of a key service is shared by a whole region: what a run asks of it grows with units, not with objects. */
describe('calls of the key service', () => {
  it(`for ${OBJECTS} objects in ${PERIODS.length} units are counted by units`, async () => {
    const { keys, clock, unitKeys, open } = await unitKeysInMemory();
    const objects = new MemoryObjectStore(keys, clock);
    await objects.createBucket('pbx');
    const levelKeys = new LevelKeys('test', keys, { clock });
    const ports = { objects, unitKeys, levelKeys };
    const calls = (['createKey', 'describeKey', 'encrypt', 'decrypt'] as const).map((name) => vi.spyOn(keys, name));
    const counts = () => calls.map(({ mock }) => mock.calls.length);
    const { signal } = new AbortController();
    const context = (index: number) => ({ service: 'test', system: 'pbx', object: `obj-${index}` });

    const heads = await Promise.all(
      Array.from({ length: OBJECTS }, async (_, index) => {
        const object = { bucket: 'pbx', key: `recording ${index}` };
        const body = once(Buffer.from(`recording ${index}`));
        const found = await objects.put(object, body, { encryption: { mode: 'default' } });
        const unit = { system: 'pbx', level: 3, period: PERIODS[index % 2]! } as const;
        return (await writeProtected(found, { mode: 'envelope', unit, context: context(index) }, ports, signal)).head;
      }),
    );
    // The key of the level looked for and made; each unit key wrapped once and unwrapped once.
    expect(counts()).toEqual([1, 1, PERIODS.length, PERIODS.length]);

    // A unit more costs one call, since the key was shown to open.
    await unitKeys.forWriting({ system: 'pbx', level: 3, period: '2026-06' }, await levelKeys.idOf(3));
    expect(counts()).toEqual([1, 1, PERIODS.length + 1, PERIODS.length]);

    // Another process reads all of them: one call per unit.
    const reader = { ...ports, unitKeys: open() };
    for (const [index, head] of heads.entries())
      expect(String(await collect(openClear(head, reader, context(index), signal)))).toBe(`recording ${index}`);
    expect(counts()).toEqual([1, 1, PERIODS.length + 1, 2 * PERIODS.length]);
  });
});
