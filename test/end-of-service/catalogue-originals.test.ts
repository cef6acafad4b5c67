import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../src/adapters/sql/migrate.js';
import { markMoved } from '../../src/adapters/sql/moved.js';
import { openSqliteEngine } from '../../src/adapters/sql/sqlite-engine.js';
import { catalogueOriginals } from '../../src/app/end-of-service/catalogue-originals.js';
import { systemClock } from '../../src/base/clock.js';

const MOVED_TO = { catalogue: 'postgres://kimitsu@db.example/kimitsu', records: 'data' };

async function workspace(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kimitsu-originals-'));
  for (const folder of ['catalogue', 'data', 'plans']) await mkdir(join(dir, folder));
  await writeFile(join(dir, 'kimitsu.yaml'), 'service: x');
  await writeFile(join(dir, 'catalogue', 'lock.sqlite'), 'SQLite format 3\0');
  return dir;
}

async function database(file: string, moved: boolean): Promise<void> {
  const engine = await openSqliteEngine(file);
  await migrate(engine, systemClock);
  if (moved) await markMoved(engine.db, new Date('2026-04-01T00:00:00Z'));
  await engine.close();
}

it('B3-2-1: catalogues from before the move are overwritten and removed, wherever they were, and nothing else is', async () => {
  const dir = await workspace();
  await database(join(dir, 'catalogue', 'catalogue.sqlite'), true);
  await database(join(dir, 'elsewhere.db'), true);
  // A record of the service, whatever it is.
  await database(join(dir, 'data', 'record.sqlite'), false);
  const originals = catalogueOriginals(dir, MOVED_TO);
  await originals?.check();
  expect(await originals?.remove()).toEqual({ catalogues: 2, bytes: expect.any(Number) });
  expect(await readdir(join(dir, 'catalogue'))).toEqual(['lock.sqlite']);
  expect((await readdir(dir)).sort()).toEqual(['catalogue', 'data', 'kimitsu.yaml', 'plans']);
  expect((await readFile(join(dir, 'data', 'record.sqlite'))).length).toBeGreaterThan(0);
  expect(await originals?.remove()).toEqual({ catalogues: 0, bytes: 0 });
});

it('goes on with what a crash has left half overwritten', async () => {
  const dir = await workspace();
  const file = join(dir, 'catalogue', 'catalogue.sqlite');
  await writeFile(`${file}.removing`, Buffer.alloc(4096));
  await writeFile(`${file}-wal.removing`, '架空山 花子'.padEnd(4086));
  expect(await catalogueOriginals(dir, MOVED_TO)?.remove()).toEqual({ catalogues: 1, bytes: 8192 });
  expect(await readdir(join(dir, 'catalogue'))).toEqual(['lock.sqlite']);
});

it('refuses to begin beside a database of which it cannot tell that it is not needed', async () => {
  const dir = await workspace();
  await database(join(dir, 'plans', 'other.sqlite'), false);
  const originals = catalogueOriginals(dir, MOVED_TO);
  await expect(originals?.check()).rejects.toMatchObject({
    kind: 'conflict',
    code: 'erase/catalogue-copy-left',
    detail: { files: ['plans/other.sqlite'] },
  });
  expect(await originals?.remove()).toEqual({ catalogues: 0, bytes: 0 });
});

it('is not asked of a workspace whose catalogue is embedded', () => {
  expect(catalogueOriginals('/nowhere', { catalogue: 'catalogue/catalogue.sqlite', records: 'data' })).toBeUndefined();
});
