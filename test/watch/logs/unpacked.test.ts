import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpacked } from '../../../src/watch/logs/unpacked.js';

/** Longer than one piece, however it is packed. */
const CONTENT = Buffer.from(randomBytes(200_000).toString('hex'));
const PACKED = gzipSync(CONTENT);

async function* inPieces(bytes: Buffer, size = 16_384): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer) {
  const { bytes: content, result } = unpacked(inPieces(bytes));
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return { content: Buffer.concat(pieces), ...result() };
}

describe('a packed log of many pieces', () => {
  it('is unpacked whole', async () => {
    const { content, end, storedBytes } = await read(PACKED);
    expect(content.equals(CONTENT)).toBe(true);
    expect({ end, storedBytes }).toEqual({ end: 'whole', storedBytes: PACKED.length });
  });

  it.each([20, 1_000, 60_000, PACKED.length - 4])(
    'damaged at byte %i ends as broken, and all of it was read',
    async (at) => {
      const damaged = Buffer.from(PACKED);
      damaged.fill(0xff, at, at + 4);
      const { end, storedBytes, content } = await read(damaged);
      expect({ end, storedBytes }).toEqual({ end: 'broken', storedBytes: PACKED.length });
      expect(content.length).toBeLessThanOrEqual(CONTENT.length);
    },
  );

  it('cut short ends as cut', async () => {
    expect(await read(PACKED.subarray(0, 100_000))).toMatchObject({ end: 'cut', storedBytes: 100_000 });
  });

  it('whose source fails, fails with it', async () => {
    const failure = new Error('connection lost');
    const { bytes } = unpacked(
      (async function* () {
        yield* inPieces(PACKED.subarray(0, 100_000));
        throw failure;
      })(),
    );
    await expect(
      (async () => {
        for await (const _ of bytes);
      })(),
    ).rejects.toBe(failure);
  });
});
