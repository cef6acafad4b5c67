import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, type SettableClock } from '../../src/base/clock.js';
import type { KeyDescription, KeyService } from '../../src/ports/key-service.js';

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
