import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { mustEncode } from '../encode.js';
import { codes, readAll, shown } from '../read-all.js';

const CSV = mustEncode('氏名,電話番号\n山田 太郎,090-1234-5678\n', 'shift_jis');

/** As `gzip` writes it: with the name of the file, a comment and an extra field. */
function named(content: Buffer, name: Buffer, comment: string): Buffer {
  const packed = gzipSync(content);
  packed[3] = 0b11100;
  const extra = Buffer.from([2, 0, 0xaa, 0xbb]);
  return Buffer.concat([packed.subarray(0, 10), extra, name, Buffer.from(`\0${comment}\0`), packed.subarray(10)]);
}

it('is read as what it holds', async () => {
  const { records, problems, summary } = await readAll(gzipSync(CSV), 'a.csv.gz', 5);
  expect(shown(records)).toEqual(['row 1: 氏名=山田 太郎, 電話番号=090-1234-5678']);
  expect(codes(problems)).toEqual([]);
  expect(summary).toMatchObject({ format: 'gzip', charset: 'shift_jis', unexaminedBytes: 0 });
});

it('tells the name and comment of its header', async () => {
  const { records } = await readAll(named(CSV, mustEncode('山田様.csv', 'shift_jis'), 'from branch'), 'a', 3);
  expect(shown(records)[0]).toBe('header: filename=山田様.csv, comment=from branch');
  expect(records).toHaveLength(2);
});

it('of several members is read through', async () => {
  const both = Buffer.concat([gzipSync(CSV.subarray(0, 20)), gzipSync(CSV.subarray(20)), Buffer.alloc(512)]);
  for (const size of [1, 11, 1 << 16]) {
    const { records, problems } = await readAll(both, 'a.csv.gz', size);
    expect(records).toHaveLength(1);
    expect(codes(problems)).toEqual([]);
  }
});

it.each`
  what             | change                                                              | code
  ${'cut'}         | ${(zip: Buffer) => zip.subarray(0, -9)}                             | ${'records/truncated-archive'}
  ${'altered'}     | ${(zip: Buffer) => Buffer.from(zip).fill(0xff, 20, 30)}             | ${'records/broken-archive'}
  ${'with a tail'} | ${(zip: Buffer) => Buffer.concat([zip, Buffer.from('氏名を隠す')])} | ${'records/broken-archive'}
`('$what is named', async ({ change, code }) => {
  const bytes: Buffer = change(gzipSync(CSV));
  const { problems, summary } = await readAll(bytes, 'a.csv.gz', 4);
  expect(problems.map((each) => each.code)).toContain(code);
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
});

it('in itself ends', async () => {
  let bytes = gzipSync(CSV);
  for (let depth = 0; depth < 9; depth += 1) bytes = gzipSync(bytes);
  const { problems, records } = await readAll(bytes);
  expect(codes(problems)).toEqual(['records/too-deeply-nested']);
  expect(records).toEqual([]);
});
