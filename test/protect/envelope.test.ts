import { randomBytes } from 'node:crypto';
import {
  buildClient,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteStream, collect, digestOf } from '../../src/base/bytes.js';
import { decryptStream, encryptStream, FRAME_BYTES } from '../../src/protect/envelope.js';
import { contentBytes } from '../../src/protect/frames.js';
import { readMessageHeader } from '../../src/protect/message-header.js';
import type { WrappingKey } from '../../src/protect/wrapping-key.js';
import { generated, once, UNIT_ID, wrappingKey } from './keys.js';

const CONTEXT = { service: 'test', object: 'obj-0123' };
const RAW_KEY = randomBytes(32);
const key = () => wrappingKey(UNIT_ID, RAW_KEY);

const encrypted = (plain: ByteStream, by: WrappingKey = key()) => collect(encryptStream(plain, by, CONTEXT));
const decrypt = (message: ByteStream, by: WrappingKey = key(), context: Record<string, string> = CONTEXT) =>
  decryptStream(message, { keyFor: async () => by, context });
const decrypted = (message: Uint8Array, by?: WrappingKey, context?: Record<string, string>) =>
  collect(decrypt(once(message), by, context));

/** Offset of the first frame. */
const bodyAt = (message: Uint8Array) => readMessageHeader(message)!.headerBytes;

describe('an envelope', () => {
  it.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 3 * FRAME_BYTES + 17])(
    'gives back %i bytes',
    async (length) => {
      const plain = await collect(generated(length));
      const message = await encrypted(once(plain));
      expect((await decrypted(message)).equals(plain)).toBe(true);
    },
  );

  it('tells the length of its content by its own length', async () => {
    const lengths = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES + 17];
    for (const length of lengths) {
      const message = await encrypted(generated(length));
      const header = readMessageHeader(message)!;
      expect(contentBytes(message.byteLength, header)).toBe(length);
    }
    // Of other frames than ours, also where the last one is full.
    const header = { ...readMessageHeader(await encrypted(once()))!, frameBytes: 10 };
    const lead = header.headerBytes + 4 + 4 + 12 + 4 + 16;
    expect(contentBytes(lead + 10, header)).toBe(10);
    for (const impossible of [0, lead - 1, lead + 11, lead + 41])
      expect(() => contentBytes(impossible, header)).toThrow(expect.objectContaining({ code: 'protect/truncated' }));
  });

  it('does not depend on how the bytes are cut, going in or coming out', async () => {
    const plain = await collect(generated(2 * FRAME_BYTES + 999));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 900, max: 400_000 }), fc.integer({ min: 900, max: 400_000 }), async (a, b) => {
        const message = await encrypted(cut(plain, a));
        expect((await collect(decrypt(cut(message, b)))).equals(plain)).toBe(true);
      }),
      { seed: 20260407, numRuns: 15 },
    );
  });

  it('shows nothing of its content and differs every time', async () => {
    const plain = Buffer.from('山田太郎 090-1234-5678');
    const [one, two] = [await encrypted(once(plain)), await encrypted(once(plain))];
    expect(one.includes(plain)).toBe(false);
    expect(one.subarray(bodyAt(one)).equals(two.subarray(bodyAt(two)))).toBe(false);
    expect(readMessageHeader(one)!.messageId).not.toBe(readMessageHeader(two)!.messageId);
  });

  it('is a committed message with one data key, no signature, and frames of a fixed size', async () => {
    const header = readMessageHeader(await encrypted(once(Buffer.from('x'))));
    expect(header).toEqual({
      keyName: UNIT_ID,
      context: CONTEXT,
      messageId: expect.stringMatching(/^[0-9a-f]{64}$/),
      frameBytes: FRAME_BYTES,
      headerBytes: expect.any(Number),
    });
    expect(FRAME_BYTES).toBeGreaterThanOrEqual(64 * 1024);
    expect(FRAME_BYTES).toBeLessThanOrEqual(1024 * 1024);
  });

  describe('and the raw AES keyring of the SDK', () => {
    const client = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
    const keyring = () => {
      const unencryptedMasterKey = new Uint8Array(32);
      unencryptedMasterKey.set(RAW_KEY);
      const wrappingSuite = RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING;
      return new RawAesKeyringNode({ keyName: UNIT_ID, keyNamespace: 'kimitsu', unencryptedMasterKey, wrappingSuite });
    };

    it('opens it', async () => {
      const { plaintext, messageHeader } = await client.decrypt(keyring(), await encrypted(once(Buffer.from('x'))));
      expect(plaintext.toString()).toBe('x');
      expect(messageHeader.encryptionContext).toEqual(CONTEXT);
    });

    it('makes what it opens', async () => {
      const options = { encryptionContext: CONTEXT, suiteId: 0x0478, frameLength: 4096 };
      const { result } = await client.encrypt(keyring(), Buffer.alloc(10_000, 7), options);
      expect((await decrypted(result)).equals(Buffer.alloc(10_000, 7))).toBe(true);
    });
  });
});

describe('what is wrong with a message is told apart', () => {
  const wrongKey = { kind: 'integrity', code: 'protect/wrong-key' };
  const altered = { kind: 'integrity', code: 'protect/altered' };
  const truncated = { kind: 'integrity', code: 'protect/truncated' };

  it('another key of the same name', async () => {
    const message = await encrypted(once(Buffer.from('x')));
    await expect(decrypted(message, wrappingKey())).rejects.toMatchObject(wrongKey);
  });

  it('a key of another name, even of one that begins the same', async () => {
    const message = await encrypted(once(Buffer.from('x')));
    await expect(decrypted(message, wrappingKey('pbx/3/2026-0', RAW_KEY))).rejects.toMatchObject(wrongKey);
  });

  it.each`
    context                               | why
    ${{ ...CONTEXT, object: 'obj-4567' }} | ${'another object'}
    ${{ ...CONTEXT, more: 'x' }}          | ${'a pair it does not carry'}
  `('another context: $why', async ({ context }) => {
    const message = await encrypted(once(Buffer.from('x')));
    await expect(decrypted(message, key(), context)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'protect/wrong-context',
    });
  });

  it('a context altered in the message', async () => {
    const message = await encrypted(once(Buffer.from('x')));
    message.write('obj-9999', message.indexOf('obj-0123'));
    await expect(decrypted(message, key(), { service: 'test' })).rejects.toMatchObject(wrongKey);
  });

  it.each(['', 'x', 'RIFF....WAVEfmt ', '\u0002'.repeat(9000)])('no message at all: %j', async (text) => {
    await expect(decrypted(Buffer.from(text))).rejects.toMatchObject({
      kind: 'integrity',
      code: expect.stringMatching(/^protect\/(not-a-message|truncated)$/),
    });
  });

  it('any one byte altered, anywhere in it', async () => {
    const plain = await collect(generated(FRAME_BYTES + 100));
    const message = await encrypted(once(plain));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat(bodyAt(message) + 40), fc.nat(message.length - 1)),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const bad = Buffer.from(message);
          bad[at]! ^= change;
          await expect(decrypted(bad, key(), {})).rejects.toMatchObject({ kind: 'integrity' });
        },
      ),
      { seed: 20260407, numRuns: 150 },
    );
  });

  it.each`
    at                                     | why
    ${(body: number) => body + 4 + 12}     | ${'content of the first frame'}
    ${(body: number) => body}              | ${'number of the first frame'}
    ${(body: number) => body + 5}          | ${'IV of the first frame'}
    ${(_: number, end: number) => end - 1} | ${'tag of the last frame'}
  `('altered: $why', async ({ at }) => {
    const message = await encrypted(generated(FRAME_BYTES + 100));
    message[at(bodyAt(message), message.length)]! ^= 1;
    await expect(decrypted(message)).rejects.toMatchObject(altered);
  });

  it.each`
    cutTo                                        | why
    ${(body: number) => body - 1}                | ${'within the header'}
    ${(body: number) => body}                    | ${'before the first frame'}
    ${(body: number) => body + 100}              | ${'within the first frame'}
    ${(body: number) => body + 32 + FRAME_BYTES} | ${'between two frames'}
    ${(_: number, end: number) => end - 1}       | ${'by the last byte'}
  `('cut $why', async ({ cutTo }) => {
    const message = await encrypted(generated(FRAME_BYTES + 100));
    const cutOff = message.subarray(0, cutTo(bodyAt(message), message.length));
    await expect(decrypted(cutOff)).rejects.toMatchObject(truncated);
  });

  it('the last frame of a longer message left out and the frame before called the last', async () => {
    const message = await encrypted(generated(2 * FRAME_BYTES));
    const frame = 32 + FRAME_BYTES;
    const shortened = Buffer.concat([message.subarray(0, bodyAt(message) + frame), message.subarray(-40)]);
    await expect(decrypted(shortened)).rejects.toMatchObject(altered);
  });

  it('frames in another order', async () => {
    const message = await encrypted(generated(3 * FRAME_BYTES));
    const [start, frame] = [bodyAt(message), 32 + FRAME_BYTES];
    const [one, two] = [message.subarray(start, start + frame), message.subarray(start + frame, start + 2 * frame)];
    const swapped = Buffer.concat([message.subarray(0, start), two, one, message.subarray(start + 2 * frame)]);
    await expect(decrypted(swapped)).rejects.toMatchObject(altered);
  });

  it('bytes after the end, of which none is collected', async () => {
    const message = await encrypted(once(Buffer.from('x')));
    let asked = 0;
    const endless = async function* () {
      yield message;
      for (;;) {
        asked += 1;
        yield Buffer.alloc(65_536);
      }
    };
    await expect(collect(decrypt(endless()))).rejects.toMatchObject(altered);
    expect(asked).toBeLessThan(3);
  });
});

describe('a stream that ends otherwise', () => {
  const failing = async function* () {
    yield Buffer.alloc(FRAME_BYTES * 2);
    throw new RangeError('the source broke');
  };

  it('throws what its source threw', async () => {
    await expect(collect(encryptStream(failing(), key(), CONTEXT))).rejects.toThrow(RangeError);
    const message = await encrypted(generated(2 * FRAME_BYTES));
    const broken = async function* () {
      yield message.subarray(0, FRAME_BYTES);
      throw new RangeError('the source broke');
    };
    await expect(collect(decrypt(broken()))).rejects.toThrow(RangeError);
  });

  it('throws what the key gives instead of a key', async () => {
    const message = await encrypted(once(Buffer.from('x')));
    const keyFor = async () => {
      throw new RangeError('no key');
    };
    await expect(collect(decryptStream(once(message), { keyFor, context: {} }))).rejects.toThrow(RangeError);
  });

  it('lets its source go when its reader stops, and the process lives on', async () => {
    let closed = 0;
    const endless = async function* (chunk: Uint8Array) {
      try {
        for (;;) yield chunk;
      } finally {
        closed += 1;
      }
    };
    for await (const _ of encryptStream(endless(Buffer.alloc(65_536)), key(), CONTEXT)) break;
    expect(closed).toBe(1);

    const message = await encrypted(generated(4 * FRAME_BYTES));
    const reading = async function* () {
      try {
        yield* cut(message, 65_536);
      } finally {
        closed += 1;
      }
    };
    for await (const _ of decrypt(reading())) break;
    expect(closed).toBe(2);
  });

  it('never encrypts with a key that was taken out of memory', async () => {
    const gone = key();
    gone.zeroise();
    await expect(encrypted(once(Buffer.from('x')), gone)).rejects.toMatchObject({ code: 'protect/key-forgotten' });
  });
});

it('128 MiB go through both ways in bounded memory', async () => {
  const length = 128 * 1024 * 1024;
  const expected = await digestOf(generated(length));
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watched = async function* (source: ByteStream) {
    for await (const chunk of source) {
      peak = Math.max(peak, process.memoryUsage.rss());
      yield chunk;
    }
  };
  expect(await digestOf(watched(decrypt(encryptStream(generated(length), key(), CONTEXT))))).toEqual(expected);
  // Frames are 256 KiB; the rest is what the collector has not yet taken.
  expect(peak - before).toBeLessThan(96 * 1024 * 1024);
});

async function* cut(bytes: Uint8Array, size: number): ByteStream {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}
