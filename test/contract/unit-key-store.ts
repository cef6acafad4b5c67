import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnitKeyRecord, UnitKeyStore } from '../../src/ports/unit-key-store.js';

export interface UnitKeysUnderTest {
  store: UnitKeyStore;
  close(): Promise<void>;
}

export function unitKeyRecord(period: string, system = 'pbx'): UnitKeyRecord {
  return {
    unitId: `${system}/3/${period}`,
    system,
    level: 3,
    period,
    kmsKeyId: 'urn:kimitsu:kms:test',
    wrappedKey: Buffer.from(`wrapped ${system} ${period}`).toString('base64'),
    createdAt: '2026-04-01T00:00:00.000Z',
  };
}

/** Every promise of the `UnitKeyStore` port; run on each adapter. */
export function unitKeyStoreContract(name: string, makeStore: () => Promise<UnitKeysUnderTest>): void {
  describe(`unit key store contract: ${name}`, () => {
    let under: UnitKeysUnderTest;
    let store: UnitKeyStore;

    beforeEach(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterEach(() => under.close());

    const listed = async () => {
      const ids: string[] = [];
      for await (const { unitId } of store.list()) ids.push(unitId);
      return ids.sort();
    };

    it('has nothing at first', async () => {
      expect(await store.get('pbx/3/2026-04')).toBeUndefined();
      expect(await listed()).toEqual([]);
    });

    it('gives back what was added', async () => {
      const record = unitKeyRecord('2026-04');
      await store.add(record);
      expect(await store.get(record.unitId)).toEqual(record);
      expect(await store.get('pbx/3/2026-0')).toBeUndefined();
    });

    it('never replaces a key', async () => {
      const record = unitKeyRecord('2026-04');
      await store.add(record);
      await expect(store.add({ ...record, wrappedKey: 'b3RoZXI=' })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'unit-keys/exists',
      });
      expect(await store.get(record.unitId)).toEqual(record);
    });

    it('of many who add the same unit at once, one wins', async () => {
      const records = Array.from({ length: 8 }, (_, index) => ({
        ...unitKeyRecord('2026-04'),
        wrappedKey: `a${index}==`,
      }));
      const results = await Promise.allSettled(records.map((record) => store.add(record)));
      const winner = results.findIndex(({ status }) => status === 'fulfilled');
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.get('pbx/3/2026-04')).toEqual(records[winner]);
    });

    it('destroys one unit and no other', async () => {
      for (const period of ['2026-04', '2026-05', '2026-06']) await store.add(unitKeyRecord(period));
      await store.destroy('pbx/3/2026-05');
      expect(await store.get('pbx/3/2026-05')).toBeUndefined();
      expect(await listed()).toEqual(['pbx/3/2026-04', 'pbx/3/2026-06']);
    });

    it('destroying twice, or what never was, resolves; afterwards a new key may be added', async () => {
      await store.destroy('pbx/3/2026-04');
      await store.add(unitKeyRecord('2026-04'));
      await store.destroy('pbx/3/2026-04');
      await store.destroy('pbx/3/2026-04');
      await store.add(unitKeyRecord('2026-04'));
      expect(await listed()).toEqual(['pbx/3/2026-04']);
    });

    describe('replacing', () => {
      const record = unitKeyRecord('2026-04');
      const rewrapped = { ...record, wrappedKey: 'cmV3cmFwcGVk' };
      const changed = { kind: 'conflict', code: 'unit-keys/changed' };

      it('puts a new wrapping in the place of the old, again and again', async () => {
        await store.add(record);
        await store.add(unitKeyRecord('2026-05'));
        let { wrappedKey } = record;
        for (const next of ['b25l', rewrapped.wrappedKey, 'dHdv']) {
          await store.replace({ ...record, wrappedKey: next }, wrappedKey);
          wrappedKey = next;
          expect(await store.get(record.unitId)).toEqual({ ...record, wrappedKey });
        }
        expect(await store.get('pbx/3/2026-05')).toEqual(unitKeyRecord('2026-05'));
        expect(await listed()).toEqual(['pbx/3/2026-04', 'pbx/3/2026-05']);
        await expect(store.add(record)).rejects.toMatchObject({ code: 'unit-keys/exists' });
      });

      it('is refused when the key is another by now', async () => {
        await store.add(record);
        await expect(store.replace(rewrapped, 'b3RoZXI=')).rejects.toMatchObject(changed);
        expect(await store.get(record.unitId)).toEqual(record);
      });

      it('of many who replace the same at once, one wins', async () => {
        await store.add(record);
        const wanted = Array.from({ length: 8 }, (_, index) => ({ ...record, wrappedKey: `a${index}==` }));
        const results = await Promise.allSettled(wanted.map((each) => store.replace(each, record.wrappedKey)));
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject(changed);
        const winner = results.findIndex(({ status }) => status === 'fulfilled');
        expect(await store.get(record.unitId)).toEqual(wanted[winner]);
      });

      it('never brings back what was destroyed between reading and replacing (B3-2-2)', async () => {
        await expect(store.replace(rewrapped, record.wrappedKey)).rejects.toMatchObject(changed);
        await store.add(record);
        const read = await store.get(record.unitId);
        await store.destroy(record.unitId);
        await expect(store.replace(rewrapped, read!.wrappedKey)).rejects.toMatchObject(changed);
        expect(await store.get(record.unitId)).toBeUndefined();
        expect(await listed()).toEqual([]);
      });

      it('loses against a destruction at the same moment, whoever comes first (B3-2-2)', async () => {
        for (let round = 0; round < 25; round += 1) {
          await store.add(record);
          await Promise.allSettled([
            store.replace(rewrapped, record.wrappedKey),
            ...(round % 3 === 0 ? [store.get(record.unitId)] : []),
            store.destroy(record.unitId),
            store.replace({ ...record, wrappedKey: 'b25l' }, record.wrappedKey),
          ]);
          expect(await store.get(record.unitId)).toBeUndefined();
          expect(await listed()).toEqual([]);
        }
      });
    });
  });
}
