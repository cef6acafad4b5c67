import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { mustEncode } from './encode.js';
import { codes, readAll, shown } from './read-all.js';
import { chunk, infoList, telephoneFormat, wav } from './samples.js';

const DATA = chunk('data', Buffer.alloc(32_000));

async function read(bytes: Buffer) {
  const { records, problems, summary } = await readAll(bytes, 'a.wav', 1000);
  return { records: shown(records), problems: codes(problems), summary };
}

describe('a recording', () => {
  it('is a record of its texts, its facts stand in the summary, its audio is not examined', async () => {
    const info = infoList({
      INAM: mustEncode('髙橋様\0', 'shift_jis'),
      ICMT: Buffer.from('折返し 090-1234-5678'),
      IXYZ: Buffer.from('x'),
    });
    const bytes = wav([telephoneFormat(), DATA, info]);
    const { records, problems, summary } = await read(bytes);
    expect(records).toEqual(['document: RIFF/title=髙橋様, RIFF/comment=折返し 090-1234-5678, RIFF/IXYZ=x']);
    expect(problems).toEqual([]);
    expect(summary).toEqual({
      format: 'wav',
      charset: undefined,
      bom: false,
      examinedBytes: bytes.length - 32_000,
      unexaminedBytes: 32_000,
      facts: {
        codec: 'pcm',
        channels: 1,
        samplesPerSecond: 8000,
        bytesPerSecond: 16_000,
        bitsPerSample: 16,
        audioBytes: 32_000,
        seconds: 2,
      },
    });
  });

  it('of broadcast equipment has a description', async () => {
    const bext = Buffer.alloc(602);
    bext.write('山田様との通話', 0);
    bext.write('operator-7', 256);
    const { records } = await read(wav([chunk('bext', bext), telephoneFormat(), DATA]));
    expect(records).toEqual(['document: RIFF/description=山田様との通話, RIFF/originator=operator-7']);
  });

  it.each`
    cut                                           | why
    ${(b: Buffer) => b.subarray(0, b.length - 2)} | ${'audio ends early'}
    ${(b: Buffer) => b.subarray(0, 44)}           | ${'no audio at all'}
    ${(b: Buffer) => b.subarray(0, 30)}           | ${'in the format chunk'}
    ${(b: Buffer) => b.subarray(0, 12)}           | ${'only the RIFF header'}
  `('that is cut is a record and a problem: $why', async ({ cut }) => {
    const bytes = cut(wav([telephoneFormat(), DATA]));
    const { problems, records, summary } = await read(bytes);
    expect(summary.format).toBe('wav');
    expect(records).toHaveLength(1);
    expect(problems).toEqual([`records/truncated-audio byte ${bytes.length}`]);
  });

  it('whose list after the audio is missing is truncated as well', async () => {
    const bytes = wav([telephoneFormat(), DATA, infoList({ INAM: Buffer.from('x') })]);
    const end = bytes.length - infoList({ INAM: Buffer.from('x') }).length;
    expect((await read(bytes.subarray(0, end))).problems).toEqual([`records/truncated-audio byte ${end}`]);
  });

  it('with something that is no chunk names the place', async () => {
    const bytes = wav([telephoneFormat(), Buffer.from([1, 2, 3, 4, 0, 0, 0, 0]), DATA]);
    expect((await read(bytes)).problems).toEqual([
      'records/broken-chunk byte 36',
      `records/truncated-audio byte ${bytes.length}`,
    ]);
  });

  it('of odd length is padded', async () => {
    const { problems, summary } = await read(
      wav([telephoneFormat(), chunk('data', Buffer.alloc(33)), infoList({ INAM: Buffer.from('a') })]),
    );
    expect(problems).toEqual([]);
    expect(summary.facts).toMatchObject({ audioBytes: 33 });
  });

  it('beyond 4 GiB has its size in a ds64 chunk', async () => {
    const ds64 = Buffer.alloc(28);
    ds64.writeBigUInt64LE(32_000n, 8);
    const bytes = wav([chunk('ds64', ds64), telephoneFormat(), DATA]);
    bytes.write('RF64', 0);
    bytes.writeUInt32LE(0xffffffff, 4);
    bytes.writeUInt32LE(0xffffffff, bytes.length - 32_000 - 4);
    expect(await read(bytes)).toMatchObject({ problems: [], summary: { facts: { audioBytes: 32_000 } } });
  });

  it('in big-endian RIFX is read as well', async () => {
    const bytes = wav([telephoneFormat(), DATA]);
    bytes.write('RIFX', 0);
    for (const at of [4, 16, 40, 24, 28]) bytes.subarray(at, at + 4).swap32();
    for (const at of [20, 22, 32, 34]) bytes.subarray(at, at + 2).swap16();
    expect(await read(bytes)).toMatchObject({
      problems: [],
      summary: { facts: { samplesPerSecond: 8000, channels: 1, audioBytes: 32_000 } },
    });
  });
});
