import { gzipSync } from 'node:zlib';
import { makeZip } from '../../records/archive/make-zip.js';
import { mail } from '../../records/samples.js';
import { MARKER } from '../promises.js';
import { readingTarget } from '../reading.js';
import type { Seed } from '../target.js';

const TABLE = Buffer.from(`氏名,電話番号\n${MARKER},090-1234-5678\n`);
const JSON_FILE = Buffer.from(`[{"氏名":"${MARKER}","本文":"図書館"}]`);

/** Name and content of three entries: damage to either leaves the archive around it sound. */
function zip(method: number, descriptor?: 'signed' | 'bare' | 'wide'): Seed {
  const made = { method, ...(descriptor ? { descriptor } : {}) };
  return {
    parts: [Buffer.from(`${MARKER}.csv`), TABLE, Buffer.from('a/b.json'), JSON_FILE, Buffer.from('c.eml'), mail()],
    build: ([name1, content1, name2, content2, name3, content3]) =>
      makeZip(
        [
          { name: short(name1), content: content1!, ...made },
          { name: short(name2), content: content2!, ...made, comment: MARKER },
          { name: short(name3), content: content3!, ...made },
        ],
        MARKER,
      ),
  };
}

/** A name has at most 65,535 bytes. */
export const short = (name: Buffer | undefined): Buffer => (name ?? Buffer.alloc(0)).subarray(0, 0xffff);

const gzip = (content: Buffer): Seed => ({ parts: [content], build: ([only]) => gzipSync(only!) });

const packedTwice: Seed = {
  parts: [TABLE, JSON_FILE],
  build: ([one, two]) => gzipSync(Buffer.concat([gzipSync(one!), gzipSync(two!)])),
};

const archiveInArchive: Seed = {
  parts: [TABLE, Buffer.from('inner.zip')],
  build: ([table, name]) =>
    makeZip([
      {
        name: short(name),
        content: makeZip([
          { name: 't.csv', content: table! },
          { name: 'g.gz', content: gzipSync(table!) },
        ]),
      },
    ]),
};

/** Archives, damaged outside and inside. */
export const archives = [
  readingTarget(
    'archives/zip',
    ['zip'],
    () => [zip(8), zip(0), zip(8, 'signed'), zip(8, 'bare'), zip(0, 'wide'), archiveInArchive],
    { weight: 3 },
  ),
  readingTarget('archives/gzip', ['gzip'], () => [gzip(TABLE), gzip(JSON_FILE), packedTwice]),
];
