import { inspect } from 'node:util';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { CATALOG_UNIT, CatalogSeal } from '../../src/protect/seal.js';
import { unitIdOf } from '../../src/protect/unit-keys.js';
import { unitKeysInMemory } from './keys.js';

const KEY = '2026/04/09012345678_山田𠮷郎.wav';

describe('the catalogue seal', () => {
  let ports: Awaited<ReturnType<typeof unitKeysInMemory>>;
  let seal: CatalogSeal;

  beforeEach(async () => {
    ports = await unitKeysInMemory();
    seal = await CatalogSeal.load(ports.unitKeys, ports.kmsKeyId);
  });

  it('opens what it sealed, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(seal.open(seal.seal(key))).toBe(key);
      }),
      { seed: 20260407 },
    );
  });

  it('gives the same text and the same id each time and in every process', async () => {
    const other = await CatalogSeal.load(ports.open(), ports.kmsKeyId);
    expect(other.seal(KEY)).toBe(seal.seal(KEY));
    expect(other.objectId('pbx', KEY)).toBe(seal.objectId('pbx', KEY));
    expect(other.open(seal.seal(KEY))).toBe(KEY);
  });

  it('shows nothing of the key', () => {
    const bytes = Buffer.from(seal.seal(KEY).slice(3), 'base64url');
    expect(bytes.includes('0901234')).toBe(false);
    expect(seal.objectId('pbx', KEY)).toMatch(/^obj-[0-9a-f]{32}$/);
  });

  it('has an id for each system and key, with no way to mix the two', () => {
    const ids = [
      seal.objectId('pbx', 'a'),
      seal.objectId('form', 'a'),
      seal.objectId('pbx', 'b'),
      seal.objectId('pb', 'xa'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('refuses altered and foreign texts, without showing them', () => {
    const sealed = seal.seal(KEY);
    const altered = Buffer.from(sealed.slice(3), 'base64url');
    altered[altered.length - 1]! ^= 1;
    for (const text of ['', 'k1.', KEY, sealed.slice(1), `k1.${altered.toString('base64url')}`]) {
      let fault: unknown;
      try {
        seal.open(text);
      } catch (error) {
        fault = error;
      }
      expect(fault).toMatchObject({ kind: 'integrity', code: 'protect/wrong-seal' });
      expect(inspect(fault)).not.toContain('0901234');
    }
  });

  it('is worth nothing once its unit key is destroyed: neither sealed keys nor ids can be made again', async () => {
    const [sealed, id] = [seal.seal(KEY), seal.objectId('pbx', KEY)];
    await ports.store.destroy(unitIdOf(CATALOG_UNIT));
    ports.unitKeys.forgetAll();
    const later = await CatalogSeal.load(ports.unitKeys, ports.kmsKeyId);
    expect(() => later.open(sealed)).toThrow(expect.objectContaining({ code: 'protect/wrong-seal' }));
    expect(later.objectId('pbx', KEY)).not.toBe(id);
  });

  it('forgets its keys', () => {
    seal.forget();
    const forgotten = expect.objectContaining({ kind: 'denied', code: 'protect/key-forgotten' });
    expect(() => seal.seal(KEY)).toThrow(forgotten);
    expect(() => seal.open('k1.AAAA')).toThrow(forgotten);
    expect(() => seal.objectId('pbx', KEY)).toThrow(forgotten);
  });
});
