import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { ByteSource } from '../../src/records/byte-source.js';
import { chunksOf } from './read-all.js';

const BYTES = Buffer.from('0123456789');

async function textOf(source: ByteSource): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.rest()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('ByteSource', () => {
  it.each`
    limit | head            | whole
    ${4}  | ${'0123'}       | ${false}
    ${9}  | ${'012345678'}  | ${false}
    ${10} | ${'0123456789'} | ${true}
    ${11} | ${'0123456789'} | ${true}
  `('looks at $limit bytes and leaves them to be read', async ({ limit, head, whole }) => {
    for (const size of [1, 3, 10, 20]) {
      const source = new ByteSource(chunksOf(BYTES, size));
      const seen = await source.head(limit);
      expect({ head: seen.bytes.toString(), whole: seen.whole }).toEqual({ head, whole });
      expect(await textOf(source)).toBe('0123456789');
      expect(source.bytes).toBe(10);
    }
  });

  it('goes on after a reader that stopped, and counts what is passed over', async () => {
    const source = new ByteSource(chunksOf(BYTES, 3));
    for await (const chunk of source.rest()) {
      expect(Buffer.from(chunk).toString()).toBe('012');
      break;
    }
    expect(await source.drain()).toBe(7);
    expect(source.bytes).toBe(10);
  });

  it('cuts what a source hands over at once into pieces', async () => {
    const source = new ByteSource(chunksOf(Buffer.alloc(1_000_000), 1_000_000));
    for await (const chunk of source.rest()) expect(chunk.byteLength).toBeLessThanOrEqual(64 * 1024);
  });

  it('lets go of a source once', async () => {
    let closed = 0;
    async function* source() {
      try {
        yield BYTES;
        yield BYTES;
      } finally {
        closed += 1;
      }
    }
    const bytes = new ByteSource(source());
    await bytes.head(1);
    await bytes.close();
    await bytes.close();
    expect(closed).toBe(1);
    expect(await bytes.drain()).toBe(10);
  });
});
