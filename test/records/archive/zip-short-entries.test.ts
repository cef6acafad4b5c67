import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeArchive } from '../../../src/app/certificates/write-archive.js';
import { InflateBudget } from '../../../src/records/archive/inflate-budget.js';
import { ZipArchive } from '../../../src/records/archive/zip-archive.js';
import { ByteCursor } from '../../../src/records/byte-cursor.js';

it('goes on behind a short entry of unknown length, however much of the next entry was at hand', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kimitsu-zip-'));
  const names = Array.from({ length: 40 }, (_, n) => `${String(n).padStart(2, '0')}.bin`);
  // Every other entry is longer than what is handed to the unpacker at once.
  for (const [n, name] of names.entries())
    await writeFile(join(folder, name), randomBytes(n % 2 === 0 ? 150 : 150_000));
  const file = join(folder, 'all.zip');
  await writeArchive(
    file,
    names.map((name) => ({ name, path: join(folder, name) })),
  );
  const input = new ByteCursor(createReadStream(file));
  const archive = new ZipArchive(input, new InflateBudget(() => input.position));
  const read: [string, number, string][] = [];
  for await (const entry of archive.entries()) {
    let bytes = 0;
    for await (const piece of entry.bytes()) bytes += piece.length;
    read.push([entry.name, bytes, await entry.finish()]);
  }
  expect(read).toEqual(names.map((name, n) => [name, n % 2 === 0 ? 150 : 150_000, 'whole']));
  expect(archive.takeProblems()).toEqual([]);
});
