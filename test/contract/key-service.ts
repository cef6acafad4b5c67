import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, type SettableClock } from '../../src/base/clock.js';
import type { KeyDescription, KeyService } from '../../src/ports/key-service.js';
import { wrapForImport } from '../../src/protect/import-material.js';

export interface KeysUnderTest {
  keys: KeyService;
  /** The time the service goes by; undefined where it cannot be moved, then what needs it is left out by name. */
  clock: SettableClock | undefined;
  close(): Promise<void>;
}

const CONTEXT = { service: 'test', unit: 'pbx/3/2026-04' };
const request = (alias: string) => ({ alias, description: 'a test key', tags: { service: 'test' } });

/** Every promise of the `KeyService` port; run on each adapter. */
export function keyServiceContract(name: string, makeKeys: () => Promise<KeysUnderTest>): void {
  describe(`key service contract: ${name}`, () => {
    let under: KeysUnderTest;
    let keys: KeyService;
    let key: KeyDescription;

    beforeEach(async () => {
      under = await makeKeys();
      keys = under.keys;
      key = await keys.createKey(request('alias/test/3'));
    });
    afterEach(() => under.close());

    const usable = async () => {
      const sealed = await keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT);
      return Buffer.from(await keys.decrypt(key.keyId, sealed, CONTEXT)).toString() === 'x';
    };

    it('describes a new key by id and by alias', async () => {
      expect(key).toMatchObject({ state: 'Enabled', alias: 'alias/test/3', deletionDate: undefined });
      expect(key).toMatchObject({ origin: 'AWS_KMS', spec: 'SYMMETRIC_DEFAULT' });
      expect(await keys.describeKey(key.keyId)).toEqual(key);
      expect(await keys.describeKey('alias/test/3')).toEqual(key);
      expect(await keys.describeKey('alias/none')).toBeUndefined();
    });

    it('lists every key', async () => {
      const other = await keys.createKey(request('alias/test/2'));
      const ids: string[] = [];
      for await (const { keyId } of keys.listKeys()) ids.push(keyId);
      expect(ids.sort()).toEqual([key.keyId, other.keyId].sort());
    });

    it('shows the tags of a key, and takes others in their place', async () => {
      expect(await keys.tagsOf(key.keyId)).toEqual({ service: 'test' });
      await keys.tagKey(key.keyId, { service: 'other', owner: 'ws-1' });
      expect(await keys.tagsOf(key.keyId)).toEqual({ service: 'other', owner: 'ws-1' });
      await expect(keys.tagsOf(`${key.keyId}0`)).rejects.toMatchObject({ code: 'keys/not-found' });
    });

    it('gives each alias to one key only', async () => {
      await expect(keys.createKey(request('alias/test/3'))).rejects.toMatchObject({
        kind: 'conflict',
        code: 'keys/alias-exists',
      });
    });

    it.each([0, 1, 32, 4096])('decrypts what it encrypted: %i bytes', async (length) => {
      const plain = randomBytes(length);
      const sealed = await keys.encrypt(key.keyId, plain, CONTEXT);
      expect(Buffer.from(await keys.decrypt(key.keyId, sealed, CONTEXT)).equals(plain)).toBe(true);
    });

    it('never gives the same ciphertext twice', async () => {
      const [one, two] = [
        await keys.encrypt(key.keyId, Buffer.alloc(32), CONTEXT),
        await keys.encrypt(key.keyId, Buffer.alloc(32), CONTEXT),
      ];
      expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
    });

    it('refuses more than 4096 bytes', async () => {
      await expect(keys.encrypt(key.keyId, randomBytes(4097), CONTEXT)).rejects.toMatchObject({ kind: 'usage' });
    });

    it('does not care about the order of the context', async () => {
      const sealed = await keys.encrypt(key.keyId, Buffer.from('x'), { a: '1', b: '2' });
      expect(Buffer.from(await keys.decrypt(key.keyId, sealed, { b: '2', a: '1' })).toString()).toBe('x');
    });

    describe('wrong ciphertext', () => {
      const wrong = { kind: 'integrity', code: 'keys/wrong-ciphertext' };

      it.each`
        context                                  | why
        ${{ ...CONTEXT, unit: 'pbx/3/2026-05' }} | ${'another value'}
        ${{ service: 'test' }}                   | ${'a pair missing'}
        ${{ ...CONTEXT, more: 'x' }}             | ${'a pair too many'}
        ${{}}                                    | ${'no context'}
      `('in context: $why', async ({ context }) => {
        const sealed = await keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT);
        await expect(keys.decrypt(key.keyId, sealed, context)).rejects.toMatchObject(wrong);
      });

      it('of another key', async () => {
        const other = await keys.createKey(request('alias/test/2'));
        const sealed = await keys.encrypt(other.keyId, Buffer.from('x'), CONTEXT);
        await expect(keys.decrypt(key.keyId, sealed, CONTEXT)).rejects.toMatchObject(wrong);
      });

      it('altered or cut', async () => {
        const sealed = Buffer.from(await keys.encrypt(key.keyId, Buffer.from('secret'), CONTEXT));
        const altered = Buffer.from(sealed);
        altered[altered.length - 1]! ^= 1;
        await expect(keys.decrypt(key.keyId, altered, CONTEXT)).rejects.toMatchObject(wrong);
        for (const length of [0, 1, 20, sealed.length - 1]) {
          await expect(keys.decrypt(key.keyId, sealed.subarray(0, length), CONTEXT)).rejects.toMatchObject(wrong);
        }
      });
    });

    it('knows no key that was never made', async () => {
      const fault = { kind: 'usage', code: 'keys/not-found' };
      await expect(keys.encrypt('urn:none', Buffer.from('x'), CONTEXT)).rejects.toMatchObject(fault);
      await expect(keys.decrypt('urn:none', Buffer.from('x'), CONTEXT)).rejects.toMatchObject(fault);
      await expect(keys.disableKey('urn:none')).rejects.toMatchObject(fault);
      await expect(keys.scheduleKeyDeletion('urn:none', 7)).rejects.toMatchObject(fault);
    });

    it('a disabled key refuses at once, an enabled one works again', async () => {
      const sealed = await keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT);
      await keys.disableKey(key.keyId);
      const fault = { kind: 'denied', code: 'keys/disabled' };
      await expect(keys.decrypt(key.keyId, sealed, CONTEXT)).rejects.toMatchObject(fault);
      await expect(keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT)).rejects.toMatchObject(fault);
      expect(await keys.describeKey(key.keyId)).toMatchObject({ state: 'Disabled' });
      await keys.enableKey(key.keyId);
      expect(await usable()).toBe(true);
    });

    const missing = { kind: 'denied', code: 'keys/pending-import' };

    describe('rotation', () => {
      it('adds a material: what the old encrypted opens, and what is encrypted now needs the new', async () => {
        const [first] = await keys.materialsOf(key.keyId);
        expect(first).toMatchObject({ state: 'CURRENT', present: true, rotatedAt: undefined, rotation: undefined });
        const old = await keys.encrypt(key.keyId, Buffer.from('old'), CONTEXT);
        const second = await keys.rotateKey(key.keyId);
        expect(second).toMatchObject({ state: 'CURRENT', present: true, rotation: 'ON_DEMAND' });
        expect(second.rotatedAt).toBeInstanceOf(Date);
        expect(await keys.materialsOf(key.keyId)).toEqual([{ ...first, state: 'NON_CURRENT' }, second]);
        const now = await keys.encrypt(key.keyId, Buffer.from('now'), CONTEXT);
        for (const [sealed, text] of [
          [old, 'old'],
          [now, 'now'],
        ] as const) {
          expect(Buffer.from(await keys.decrypt(key.keyId, sealed, CONTEXT)).toString()).toBe(text);
        }
        expect(await keys.describeKey(key.keyId)).toEqual(key);
      });

      it('needs an enabled key, and one of the service to be possible without an import', async () => {
        const { keyId } = await keys.createKey({ ...request('alias/test/external'), origin: 'EXTERNAL' });
        await expect(keys.rotateKey(keyId)).rejects.toMatchObject(missing);
        await keys.disableKey(key.keyId);
        await expect(keys.rotateKey(key.keyId)).rejects.toMatchObject({ code: 'keys/disabled' });
        await expect(keys.rotateKey('urn:none')).rejects.toMatchObject({ code: 'keys/not-found' });
      });

      it.each([89, 2561, 90.5])('refuses to rotate every %d days', async (rotationDays) => {
        await expect(keys.createKey({ ...request('alias/test/rotating'), rotationDays })).rejects.toMatchObject({
          kind: 'usage',
          code: 'keys/bad-rotation-period',
        });
        expect(await keys.describeKey('alias/test/rotating')).toBeUndefined();
      });

      it('comes by itself when it was asked for, once for all periods that were missed', async ({ skip }) => {
        const { clock } = under;
        if (!clock) return skip('this service goes by real time');
        const { keyId } = await keys.createKey({ ...request('alias/test/rotating'), rotationDays: 365 });
        const sealed = await keys.encrypt(keyId, Buffer.from('x'), CONTEXT);
        clock.advance(365 * DAY_MS - 1);
        expect(await keys.materialsOf(keyId)).toHaveLength(1);
        clock.advance(1);
        expect(await keys.materialsOf(keyId)).toMatchObject([
          { state: 'NON_CURRENT' },
          { state: 'CURRENT', rotation: 'AUTOMATIC', rotatedAt: clock.now() },
        ]);
        clock.advance(3 * 365 * DAY_MS);
        expect(await keys.materialsOf(keyId)).toHaveLength(3);
        clock.advance(364 * DAY_MS);
        expect(await keys.materialsOf(keyId)).toHaveLength(3);
        expect(Buffer.from(await keys.decrypt(keyId, sealed, CONTEXT)).toString()).toBe('x');
        expect(await keys.materialsOf(key.keyId)).toHaveLength(1);
      });

      it('on demand is possible 25 times', async () => {
        for (let time = 0; time < 25; time += 1) await keys.rotateKey(key.keyId);
        await expect(keys.rotateKey(key.keyId)).rejects.toMatchObject({ kind: 'denied', code: 'keys/rotation-limit' });
        expect(await keys.materialsOf(key.keyId)).toHaveLength(26);
      });
    });

    describe('imported material', () => {
      const BYTES = Buffer.alloc(32, 7);
      const OTHER = Buffer.alloc(32, 8);
      let keyId: string;

      beforeEach(async () => {
        ({ keyId } = await keys.createKey({ ...request('alias/test/external'), origin: 'EXTERNAL' }));
      });

      const bring = async (bytes: Uint8Array, kind: 'NEW' | 'EXISTING' = 'NEW') => {
        const { publicKey, importToken } = await keys.getImportParameters(keyId);
        return keys.importKeyMaterial(keyId, { importToken, encryptedMaterial: wrapForImport(publicKey, bytes), kind });
      };
      const stateOf = async () => (await keys.describeKey(keyId))?.state;

      it('is waited for: until then the key does nothing', async () => {
        expect(await keys.describeKey(keyId)).toMatchObject({ state: 'PendingImport', origin: 'EXTERNAL' });
        expect(await keys.materialsOf(keyId)).toEqual([]);
        await expect(keys.encrypt(keyId, Buffer.from('x'), CONTEXT)).rejects.toMatchObject(missing);
        await expect(keys.enableKey(keyId)).rejects.toMatchObject(missing);
        await expect(keys.disableKey(keyId)).rejects.toMatchObject(missing);
      });

      it('enables the key, and brought back after its deletion opens everything again', async () => {
        const imported = await bring(BYTES);
        expect(imported).toMatchObject({ state: 'CURRENT', present: true });
        expect(await stateOf()).toBe('Enabled');
        const sealed = await keys.encrypt(keyId, Buffer.from('x'), CONTEXT);
        expect(await keys.deleteImportedKeyMaterial(keyId)).toEqual([{ ...imported, present: false }]);
        expect(await stateOf()).toBe('PendingImport');
        await expect(keys.decrypt(keyId, sealed, CONTEXT)).rejects.toMatchObject(missing);
        await expect(bring(OTHER, 'EXISTING')).rejects.toMatchObject({ kind: 'conflict', code: 'keys/other-material' });
        expect(await stateOf()).toBe('PendingImport');
        expect(await bring(BYTES, 'EXISTING')).toEqual(imported);
        expect(Buffer.from(await keys.decrypt(keyId, sealed, CONTEXT)).toString()).toBe('x');
      });

      it('waits for the rotation, which takes it into use; all of it is deleted, not the current alone', async () => {
        const first = await bring(BYTES);
        const old = await keys.encrypt(keyId, Buffer.from('old'), CONTEXT);
        const second = await bring(OTHER);
        expect(second.state).toBe('PENDING_ROTATION');
        await expect(bring(Buffer.alloc(32, 9))).rejects.toMatchObject({ code: 'keys/material-waiting' });
        await keys.rotateKey(keyId);
        const now = await keys.encrypt(keyId, Buffer.from('now'), CONTEXT);
        await expect(keys.rotateKey(keyId)).rejects.toMatchObject({ code: 'keys/nothing-to-rotate-to' });
        await expect(bring(BYTES)).rejects.toMatchObject({ code: 'keys/other-material' });
        const deleted = await keys.deleteImportedKeyMaterial(keyId);
        expect(deleted.map(({ materialId, state, present }) => [materialId, state, present])).toEqual([
          [first.materialId, 'NON_CURRENT', false],
          [second.materialId, 'CURRENT', false],
        ]);
        expect(await keys.materialsOf(keyId)).toEqual(deleted);
        await bring(OTHER, 'EXISTING');
        expect(await stateOf()).toBe('PendingImport');
        await expect(keys.decrypt(keyId, now, CONTEXT)).rejects.toMatchObject(missing);
        await bring(BYTES, 'EXISTING');
        for (const sealed of [old, now]) await keys.decrypt(keyId, sealed, CONTEXT);
      });

      it('that waits for a rotation is deleted without a trace, and deleting twice resolves', async () => {
        await bring(BYTES);
        await bring(OTHER);
        expect(await keys.deleteImportedKeyMaterial(keyId)).toHaveLength(1);
        expect(await keys.deleteImportedKeyMaterial(keyId)).toMatchObject([{ present: false }]);
      });

      it('is deleted from a key that waits for its deletion as well, which goes on waiting', async () => {
        await bring(BYTES);
        await keys.scheduleKeyDeletion(keyId, 7);
        expect(await keys.deleteImportedKeyMaterial(keyId)).toMatchObject([{ present: false }]);
        expect(await stateOf()).toBe('PendingDeletion');
        await keys.cancelKeyDeletion(keyId);
        expect(await stateOf()).toBe('PendingImport');
      });

      it.each`
        what                       | bytes               | spoil
        ${'31 bytes'}              | ${Buffer.alloc(31)} | ${{}}
        ${'33 bytes'}              | ${Buffer.alloc(33)} | ${{}}
        ${'a foreign token'}       | ${BYTES}            | ${{ importToken: Buffer.alloc(32) }}
        ${'bytes wrapped by none'} | ${BYTES}            | ${{ encryptedMaterial: Buffer.alloc(256) }}
      `('refuses $what', async ({ bytes, spoil }) => {
        const { publicKey, importToken } = await keys.getImportParameters(keyId);
        const request = { importToken, encryptedMaterial: wrapForImport(publicKey, bytes), kind: 'NEW', ...spoil };
        await expect(keys.importKeyMaterial(keyId, request)).rejects.toMatchObject({
          kind: 'integrity',
          code: 'keys/bad-import',
        });
        expect(await stateOf()).toBe('PendingImport');
      });

      it('refuses parameters that are over', async ({ skip }) => {
        const { clock } = under;
        if (!clock) return skip('this service goes by real time');
        const { publicKey, importToken, validTo } = await keys.getImportParameters(keyId);
        clock.set(validTo);
        await expect(
          keys.importKeyMaterial(keyId, {
            importToken,
            encryptedMaterial: wrapForImport(publicKey, BYTES),
            kind: 'NEW',
          }),
        ).rejects.toMatchObject({ code: 'keys/bad-import' });
      });

      it('is not for a key that the service has generated', async () => {
        const fault = { kind: 'usage', code: 'keys/not-importable' };
        await expect(keys.getImportParameters(key.keyId)).rejects.toMatchObject(fault);
        await expect(keys.deleteImportedKeyMaterial(key.keyId)).rejects.toMatchObject(fault);
      });
    });

    describe('deletion', () => {
      it.each([0, 6, 31, 7.5])('refuses a waiting period of %d days', async (days) => {
        await expect(keys.scheduleKeyDeletion(key.keyId, days)).rejects.toMatchObject({ kind: 'usage' });
        expect(await keys.describeKey(key.keyId)).toMatchObject({ state: 'Enabled' });
      });

      it('makes the key unusable from now on', async () => {
        const sealed = await keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT);
        const pending = await keys.scheduleKeyDeletion(key.keyId, 7);
        expect(pending.state).toBe('PendingDeletion');
        expect(pending.deletionDate).toBeInstanceOf(Date);
        const fault = { kind: 'denied', code: 'keys/pending-deletion' };
        await expect(keys.decrypt(key.keyId, sealed, CONTEXT)).rejects.toMatchObject(fault);
        await expect(keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT)).rejects.toMatchObject(fault);
        await expect(keys.enableKey(key.keyId)).rejects.toMatchObject(fault);
        await expect(keys.disableKey(key.keyId)).rejects.toMatchObject(fault);
        await expect(keys.scheduleKeyDeletion(key.keyId, 7)).rejects.toMatchObject(fault);
        expect(await keys.describeKey(key.keyId)).toEqual(pending);
      });

      it('cancelled leaves the key disabled, and it can be enabled', async () => {
        await keys.scheduleKeyDeletion(key.keyId, 30);
        await keys.cancelKeyDeletion(key.keyId);
        expect(await keys.describeKey(key.keyId)).toMatchObject({ state: 'Disabled', deletionDate: undefined });
        await keys.enableKey(key.keyId);
        expect(await usable()).toBe(true);
        await expect(keys.cancelKeyDeletion(key.keyId)).rejects.toMatchObject({ code: 'keys/invalid-state' });
      });

      it('is complete when the waiting period is over: the key is gone for good', async ({ skip }) => {
        const { clock } = under;
        if (!clock) return skip('this service goes by real time');
        const sealed = await keys.encrypt(key.keyId, Buffer.from('x'), CONTEXT);
        const { deletionDate } = await keys.scheduleKeyDeletion(key.keyId, 7);
        expect(deletionDate).toEqual(new Date(clock.now().getTime() + 7 * DAY_MS));
        clock.advance(7 * DAY_MS - 1);
        expect(await keys.describeKey(key.keyId)).toMatchObject({ state: 'PendingDeletion' });
        clock.advance(1);
        expect(await keys.describeKey(key.keyId)).toBeUndefined();
        expect(await keys.describeKey('alias/test/3')).toBeUndefined();
        const fault = { kind: 'usage', code: 'keys/not-found' };
        await expect(keys.decrypt(key.keyId, sealed, CONTEXT)).rejects.toMatchObject(fault);
        await expect(keys.cancelKeyDeletion(key.keyId)).rejects.toMatchObject(fault);
        // Also when the clock is set back: the material does not exist any more.
        clock.advance(-DAY_MS);
        expect(await keys.describeKey(key.keyId)).toBeUndefined();
        const again = await keys.createKey(request('alias/test/3'));
        expect(again.keyId).not.toBe(key.keyId);
        await expect(keys.decrypt(again.keyId, sealed, CONTEXT)).rejects.toMatchObject({
          code: 'keys/wrong-ciphertext',
        });
      });
    });
  });
}
