import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mustEncode } from '../encode.js';
import { codes, readAll, readChunks, shown } from '../read-all.js';
import { type MadeEntry, makeZip } from './make-zip.js';

const CSV = '氏名,電話番号\n山田 太郎,090-1234-5678\n';

async function read(entries: readonly MadeEntry[], comment = '') {
  const bytes = makeZip(entries, comment);
  const { records, problems, summary } = await readAll(bytes, 'a.zip', 7);
  expect(summary.format).toBe('zip');
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
  return { records: shown(records), problems: codes(problems), summary, bytes };
}

describe('entries', () => {
  it('are read like objects, in order, and their names and comments are texts', async () => {
    const { records, problems, summary } = await read(
      [
        { name: '名簿/' },
        { name: '名簿/a.csv', content: CSV, comment: '佐藤様の分' },
        { name: '../../etc/山田.txt', content: '折り返し', method: 0 },
      ],
      '令和8年',
    );
    expect(records).toEqual([
      'entry 2, row 1: 氏名=山田 太郎, 電話番号=090-1234-5678',
      'entry 3, document: =折り返し',
      'document: filename=名簿/, filename=名簿/a.csv, filename=../../etc/山田.txt, comment=佐藤様の分, comment=令和8年',
    ]);
    expect(problems).toEqual([]);
    expect(summary.unexaminedBytes).toBe(0);
  });

  it.each`
    method | descriptor
    ${8}   | ${'signed'}
    ${8}   | ${'bare'}
    ${8}   | ${'wide'}
    ${0}   | ${'signed'}
    ${0}   | ${'wide'}
  `('of a size told behind them are read: method $method, $descriptor', async ({ method, descriptor }) => {
    const inside = `PK\x07\x08${'\0'.repeat(12)}${CSV}`.slice(16);
    const { records, problems } = await read([
      { name: 'a.csv', content: inside, method, descriptor },
      { name: 'b.txt', content: '後', method, descriptor },
    ]);
    expect(problems).toEqual([]);
    expect(records.slice(0, 2)).toEqual([
      'entry 1, row 1: 氏名=山田 太郎, 電話番号=090-1234-5678',
      'entry 2, document: =後',
    ]);
  });

  it('have names in CP932, UTF-8 or UTF-8 beside the other', async () => {
    const name = mustEncode('髙橋様ﾒﾓ.txt', 'shift_jis');
    expect((await read([{ name, content: 'x', flags: 0 }])).records.at(-1)).toBe('document: filename=髙橋様ﾒﾓ.txt');
    const { crc32 } = await import('node:zlib');
    const head = Buffer.alloc(9);
    const unicode = Buffer.from('吉田.txt');
    head.writeUInt16LE(0x7075, 0);
    head.writeUInt16LE(5 + unicode.length, 2);
    head[4] = 1;
    head.writeUInt32LE(crc32(Buffer.from('_.txt')), 5);
    const extra = Buffer.concat([head, unicode]);
    expect((await read([{ name: '_.txt', content: 'x', flags: 0, extra }])).records.at(-1)).toBe(
      'document: filename=吉田.txt',
    );
  });

  it('that are encrypted or packed in an unknown way are named and passed over', async () => {
    const { records, problems, summary } = await read([
      { name: 'a.csv', content: 'x'.repeat(100), flags: 1, method: 0 },
      { name: 'b.csv', content: 'y'.repeat(50), method: 12 },
      { name: 'c.csv', content: 'z'.repeat(40), flags: 1, method: 0, descriptor: 'signed' },
      { name: 'd.txt', content: '読める' },
    ]);
    expect(problems).toEqual([
      'records/encrypted entry 1',
      'records/unknown-compression entry 2',
      'records/encrypted entry 3',
    ]);
    expect(records[0]).toBe('entry 4, document: =読める');
    expect(summary.unexaminedBytes).toBe(190);
  });

  it('in archives in entries are read down to a depth', async () => {
    let bytes: Buffer = gzipSync(CSV);
    for (let depth = 0; depth < 4; depth += 1) bytes = makeZip([{ name: 'inner', content: bytes }]);
    const four = await readAll(bytes);
    expect(codes(four.problems)).toEqual([]);
    expect(four.records[0]?.locator).toBe('entry 1, entry 1, entry 1, entry 1, row 1');
    const five = await readAll(makeZip([{ name: 'inner', content: bytes }]));
    expect(codes(five.problems)).toEqual([`records/too-deeply-nested ${'entry 1, '.repeat(5).slice(0, -2)}`]);
    expect(five.summary.unexaminedBytes).toBeGreaterThan(0);
  });
});

describe('an archive that says two things', () => {
  it.each`
    what                                | entry                             | problem
    ${'another name in its directory'}  | ${{ central: { name: 'b.txt' } }} | ${'records/archive-mismatch entry 1'}
    ${'another checksum in it'}         | ${{ central: { crc: 1 } }}        | ${'records/archive-mismatch entry 1'}
    ${'an entry its directory lacks'}   | ${{ central: { missing: true } }} | ${'records/archive-mismatch entry 1'}
    ${'a checksum that is not its own'} | ${{ crc: 7 }}                     | ${'records/broken-archive entry 1'}
  `('$what is named', async ({ entry, problem }) => {
    const { records, problems } = await read([{ name: 'a.txt', content: '本文', ...entry }]);
    expect(problems).toEqual([problem]);
    expect(records[0]).toBe('entry 1, document: =本文');
  });

  it('with bytes behind its end is named, and they are counted', async () => {
    const zip = makeZip([{ name: 'a.txt', content: '本文' }]);
    const { problems, summary } = await readAll(Buffer.concat([zip, makeZip([{ name: 'b', content: '別' }])]));
    expect(codes(problems)).toEqual([`records/archive-mismatch byte ${zip.length}`]);
    expect(summary.unexaminedBytes).toBeGreaterThan(90);
  });

  it('cut anywhere is named', async () => {
    const zip = makeZip(
      [
        { name: 'a.txt', content: '本文' },
        { name: 'b.csv', content: CSV },
      ],
      '注',
    );
    for (let length = 4; length < zip.length; length += 1) {
      const { problems } = await readAll(zip.subarray(0, length));
      expect(
        codes(problems).some((code) => /truncated|broken/.test(code)),
        `cut at ${length}`,
      ).toBe(true);
    }
  });

  it('without entries is empty', async () => {
    expect((await read([])).problems).toEqual(['records/empty']);
  });
});

describe('a bomb', () => {
  const zeros = Buffer.alloc(70 * 1024 * 1024);

  it('of zeros is named and left, in bounded memory', async () => {
    const zip = makeZip([
      { name: 'zeros.csv', content: zeros },
      { name: 'b.txt', content: '後' },
    ]);
    const before = process.memoryUsage().rss;
    const { records, problems } = await readAll(zip);
    expect(codes(problems)).toContain('records/archive-bomb entry 1');
    expect(records.some(({ locator }) => locator.startsWith('entry 2'))).toBe(false);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it('gains nothing by layers', async () => {
    const layered = gzipSync(gzipSync(gzipSync(zeros)));
    const { problems } = await readAll(makeZip([{ name: 'a.gz', content: layered }]));
    expect(problems.map(({ code }) => code)).toContain('records/archive-bomb');
  });

  it('of entries is named', async () => {
    const zip = makeZip([{ name: 'a/', content: '', method: 0 }]);
    const local = zip.subarray(0, 32);
    async function* endless() {
      const many = Buffer.concat(Array.from({ length: 1000 }, () => local));
      for (let count = 0; count < 110; count += 1) yield many;
    }
    const { problems } = await readChunks(endless());
    expect(codes(problems)).toContain('records/too-many-entries entry 100001');
  });
});
