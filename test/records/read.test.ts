import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../src/records/read.js';
import { runs } from '../support/thorough.js';
import { type AllRead, chunksOf, codes, readAll, readChunks, shown } from './read-all.js';
import { SAMPLES } from './samples.js';

/** Problems may stand between other records when the chunks are cut elsewhere; what they say may not differ. */
function comparable({ records, problems, summary }: AllRead) {
  return { records: shown(records), problems: codes(problems).toSorted(), summary };
}

async function* pieces(bytes: Buffer, cuts: readonly number[]) {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  let from = 0;
  for (const to of [...places, bytes.length]) {
    // A chunk of its own memory, which is overwritten after use as some sources do.
    const piece = Uint8Array.from(bytes.subarray(from, to));
    yield piece;
    from = to;
  }
}

describe.each(SAMPLES)('$name', ({ name, format, bytes }) => {
  it('is recognised by content, whatever its name, and read whole', async () => {
    for (const given of [name, 'object', 'upside-down.wav']) {
      const { summary, problems, records } = await readAll(bytes, given);
      expect(summary.format).toBe(format);
      expect(codes(problems)).toEqual([]);
      expect(records.length).toBeGreaterThan(0);
      expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
      if (format !== 'wav') expect(summary.unexaminedBytes).toBe(0);
    }
  });

  it('gives the same records however it is cut into chunks', async () => {
    const whole = comparable(await readAll(bytes, name));
    expect(comparable(await readAll(bytes, name, 1))).toEqual(whole);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (cuts) => {
        expect(comparable(await readChunks(pieces(bytes, cuts), name))).toEqual(whole);
      }),
      { seed: 11, numRuns: runs(15) },
    );
  });

  it('never throws when it is cut short, and says so where bytes are missing', async () => {
    for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / runs(80))) {
      const { summary } = await readAll(bytes.subarray(0, length), name);
      expect(summary.examinedBytes + summary.unexaminedBytes).toBe(length);
    }
  });

  it('never throws with a byte changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        const whole = comparable(await readAll(changed, name));
        expect(whole.summary.examinedBytes + whole.summary.unexaminedBytes).toBe(bytes.length);
        expect(comparable(await readAll(changed, name, 3))).toEqual(whole);
      }),
      { seed: 12, numRuns: runs(40) },
    );
  });
});

describe('bytes that are no text', () => {
  it('never throw, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('a.csv', 'a.json', 'a.eml', 'a'),
        async (bytes, name) => {
          const whole = comparable(await readAll(bytes, name));
          expect(whole.summary.examinedBytes + whole.summary.unexaminedBytes).toBe(bytes.length);
          expect(comparable(await readAll(bytes, name, 2))).toEqual(whole);
        },
      ),
      { seed: 13, numRuns: runs(300) },
    );
  });

  it('never throw behind the first bytes of any format', async () => {
    const magics = [
      'PK\x03\x04',
      'PK\x05\x06',
      '\x1f\x8b\x08\0',
      '{\\rtf',
      'ID3\x03\0',
      'OggS\0',
      'fLaC',
      '\0\0\0\x08ftyp',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 300 }), async (magic, random) => {
        const bytes = Buffer.concat([Buffer.from(magic, 'latin1'), random]);
        const whole = comparable(await readAll(bytes));
        expect(whole.summary.examinedBytes + whole.summary.unexaminedBytes).toBe(bytes.length);
        expect(comparable(await readAll(bytes, 'file', 3))).toEqual(whole);
      }),
      { seed: 14, numRuns: runs(200) },
    );
  });

  it.each`
    magic                                 | format
    ${'7z\xbc\xaf\x27\x1c\0\x04'}         | ${'7z'}
    ${'\x89PNG\r\n\x1a\n\0\0'}            | ${'png'}
    ${'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'} | ${'ole2'}
    ${'\0\x01\x02\x03\x04\x05\x06'}       | ${'unknown'}
    ${'\0'.repeat(1000)}                  | ${'unknown'}
  `('are an unknown format by name: $format', async ({ magic, format }) => {
    const { summary, problems, records } = await readAll(Buffer.from(magic, 'latin1'), 'a.txt');
    expect(summary.format).toBe(format);
    expect(codes(problems)).toEqual(['records/unknown-format']);
    expect(records).toEqual([]);
    expect(summary).toMatchObject({ examinedBytes: 0, unexaminedBytes: magic.length });
  });

  it('are MP3 when two frames follow one another without a tag', async () => {
    const frame = Buffer.alloc(417, 0x55);
    frame.set([0xff, 0xfb, 0x90, 0x64]);
    expect((await readAll(Buffer.concat([frame, frame]), 'a')).summary.format).toBe('mp3');
  });

  it('are told from nothing: an empty object is empty', async () => {
    const { summary, problems } = await readAll('', 'a.csv');
    expect(summary).toMatchObject({ format: 'empty', examinedBytes: 0, unexaminedBytes: 0 });
    expect(codes(problems)).toEqual(['records/empty']);
  });
});

describe('the source', () => {
  it('is let go when the consumer stops early', async () => {
    const source = Readable.from(chunksOf(Buffer.from('氏名,電話\n山田,1\n'.repeat(100_000)), 1000));
    for await (const item of readRecords(source, { name: 'a.csv' }).items) {
      expect(item.kind).toBe('record');
      break;
    }
    expect(source.destroyed).toBe(true);
  });

  it('is not read ahead of the consumer', async () => {
    let pulled = 0;
    async function* endless() {
      yield Buffer.from('氏名,電話\n');
      for (;;) {
        pulled += 1;
        yield Buffer.from('山田,1\n'.repeat(1000));
      }
    }
    let seen = 0;
    for await (const _ of readRecords(endless(), { name: 'a.csv' }).items) {
      seen += 1;
      if (seen === 100) break;
    }
    // The sample is 256 KiB; of what lies behind it nothing is needed yet.
    expect(pulled).toBeLessThan(40);
  });

  it('that fails, fails the reading with its own error after what was read', async () => {
    const failure = new Error('connection lost');
    async function* failing() {
      yield Buffer.from(`氏名,電話\n${'山田,1\n'.repeat(50_000)}`);
      throw failure;
    }
    const seen: string[] = [];
    const reading = (async () => {
      for await (const item of readRecords(failing(), { name: 'a.csv' }).items) seen.push(item.kind);
    })();
    await expect(reading).rejects.toBe(failure);
    expect(seen.length).toBeGreaterThan(40_000);
  });
});

describe('many problems', () => {
  it('are told fifty times, then as more', async () => {
    const { problems } = await readAll(`氏名,電話\n${'"山田"様,1\n'.repeat(80)}`, 'a.csv');
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toEqual({ kind: 'problem', code: 'records/more-problems' });
  });
});
