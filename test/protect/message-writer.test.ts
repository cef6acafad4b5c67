import { randomBytes } from 'node:crypto';
import {
  buildClient,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/base/bytes.js';
import { encryptStream, FRAME_BYTES } from '../../src/protect/envelope.js';
import { COMMITTED_SUITE, readMessageHeader } from '../../src/protect/message-header.js';
import { generated, once, UNIT_ID, wrappingKey } from './keys.js';

const RAW_KEY = randomBytes(32);
const CONTEXT = { service: 'test', object: 'obj-0123', 注記: '改行\nも可' };

const client = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const sdkKeyring = () => {
  const unencryptedMasterKey = new Uint8Array(32);
  unencryptedMasterKey.set(RAW_KEY);
  const wrappingSuite = RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING;
  return new RawAesKeyringNode({
    keyName: UNIT_ID,
    keyNamespace: 'kimitsu',
    unencryptedMasterKey,
    wrappingSuite,
    utf8Sorting: true,
  });
};
const ours = (plain: Uint8Array, context: Record<string, string> = CONTEXT) =>
  collect(encryptStream(once(plain), wrappingKey(UNIT_ID, RAW_KEY), context));

/** Number and IV of every frame, and where each begins. */
function framesOf(message: Buffer): { number: number; iv: string; last: boolean; at: number }[] {
  const found: { number: number; iv: string; last: boolean; at: number }[] = [];
  for (let at = readMessageHeader(message)!.headerBytes; at < message.byteLength; at += 4 + 12 + FRAME_BYTES + 16) {
    const last = message.readUInt32BE(at) === 0xffffffff;
    const numberAt = last ? at + 4 : at;
    const iv = message.subarray(numberAt + 4, numberAt + 16).toString('hex');
    found.push({ number: message.readUInt32BE(numberAt), iv, last, at });
    if (last) break;
  }
  return found;
}

describe('a message as it is laid out here', () => {
  it.each([0, 1, FRAME_BYTES, 2 * FRAME_BYTES + 5])(
    'has the form of the one the SDK makes of %i bytes',
    async (length) => {
      const plain = await collect(generated(length));
      const options = { encryptionContext: CONTEXT, suiteId: COMMITTED_SUITE, frameLength: FRAME_BYTES };
      const { result } = await client.encrypt(sdkKeyring(), plain, options);
      const message = await ours(plain);
      expect(message.byteLength).toBe(result.byteLength);
      const { messageId: _, ...header } = readMessageHeader(message)!;
      const { messageId: __, ...sdkHeader } = readMessageHeader(result)!;
      expect(header).toEqual(sdkHeader);
      expect(framesOf(message)).toEqual(framesOf(result));
    },
  );

  it('is opened by the SDK, whatever the content and the context', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((name) => !name.startsWith('aws-crypto-'));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.dictionary(text, text, { maxKeys: 4, noNullPrototype: true }),
        async (plain, context) => {
          const { plaintext, messageHeader } = await client.decrypt(sdkKeyring(), await ours(plain, context));
          expect(plaintext.equals(plain)).toBe(true);
          expect({ ...messageHeader.encryptionContext }).toEqual({ ...context });
        },
      ),
      { seed: 20260407, numRuns: 60 },
    );
  });

  it('uses no IV twice under a key: frames count from 1, the header is 0, the key is of this message alone', async () => {
    const plain = await collect(generated(3 * FRAME_BYTES));
    const [one, two] = [await ours(plain), await ours(plain)];
    expect(framesOf(one).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    for (const { number, iv } of framesOf(one)) expect(iv).toBe(number.toString(16).padStart(24, '0'));
    expect(readMessageHeader(one)!.messageId).not.toBe(readMessageHeader(two)!.messageId);
    // Equal content at equal places would show one key stream used twice.
    const all = framesOf(one);
    const [{ at }] = all as [(typeof all)[number]];
    expect(one.subarray(at + 16, at + 4096).equals(two.subarray(at + 16, at + 4096))).toBe(false);
  });
});
