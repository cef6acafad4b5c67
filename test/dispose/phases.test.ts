import { describe, expect, it } from 'vitest';
import { inventoryHash, type ScopedVersion } from '../../src/dispose/inventory-hash.js';
import { assertCancellable, assertNext, hasReached, PHASES } from '../../src/dispose/phases.js';

describe('the phases of an erasure', () => {
  it('follow one another and skip nothing', () => {
    PHASES.forEach((from, index) => {
      PHASES.forEach((to, other) => {
        if (other === index + 1) expect(() => assertNext(from, to)).not.toThrow();
        else expect(() => assertNext(from, to)).toThrow(expect.objectContaining({ code: 'erase/wrong-order' }));
      });
    });
  });

  it('can be cancelled until the first key is destroyed', () => {
    for (const phase of ['approved', 'frozen'] as const)
      expect(() => assertCancellable({ phase, unitKeys: [] })).not.toThrow();
    for (const phase of PHASES.filter((one) => hasReached(one, 'unit-keys-destroyed')))
      expect(() => assertCancellable({ phase, unitKeys: [] })).toThrow(
        expect.objectContaining({ code: 'erase/past-return' }),
      );
  });
});

describe('inventoryHash', () => {
  const versions: ScopedVersion[] = [
    { objectId: 'obj-a', versionId: '1', size: 10 },
    { objectId: 'obj-a', versionId: '2', size: 10 },
    { objectId: 'obj-b', versionId: '1', size: 10 },
  ];
  async function* of(items: readonly ScopedVersion[]): AsyncGenerator<ScopedVersion> {
    yield* items;
  }

  it.each`
    what                 | other
    ${'a version more'}  | ${[...versions, { objectId: 'obj-c', versionId: '1', size: 0 }]}
    ${'a version less'}  | ${versions.slice(1)}
    ${'another size'}    | ${[{ ...versions[0], size: 11 }, ...versions.slice(1)]}
    ${'another version'} | ${[{ ...versions[0], versionId: '0' }, ...versions.slice(1)]}
  `('is another for $what', async ({ other }) => {
    expect(await inventoryHash(of(other))).not.toBe(await inventoryHash(of(versions)));
  });

  it('refuses versions out of order: the same scope must have one hash', async () => {
    await expect(inventoryHash(of([...versions].reverse()))).rejects.toBeInstanceOf(RangeError);
    await expect(inventoryHash(of([...versions, versions[2] as ScopedVersion]))).rejects.toBeInstanceOf(RangeError);
  });
});
