import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, digestOf } from '../../src/base/bytes.js';

async function* stream(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

describe('digestOf', () => {
  it('gives length and SHA-256 however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 })), async (parts) => {
        const whole = Buffer.concat(parts);
        const sha256 = createHash('sha256').update(whole).digest('hex');
        expect(await digestOf(stream(parts))).toEqual({ sha256, bytes: whole.byteLength });
      }),
    );
  });
});

describe('collect', () => {
  it('refuses to hold more than its limit', async () => {
    const parts = [Buffer.alloc(600), Buffer.alloc(600)];
    expect((await collect(stream(parts), 1200)).byteLength).toBe(1200);
    await expect(collect(stream(parts), 1199)).rejects.toBeInstanceOf(RangeError);
  });
});
