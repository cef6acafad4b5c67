import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/adapters/sql/migrate.js';
import { MIGRATIONS } from '../../../src/adapters/sql/migrations/index.js';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { SqlCatalog } from '../../../src/adapters/sql/sql-catalog.js';
import { openSqliteEngine } from '../../../src/adapters/sql/sqlite-engine.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { verifyChain } from '../../../src/audit/verify.js';
import { systemClock } from '../../../src/base/clock.js';
import { Fault } from '../../../src/base/fault.js';
import { draft, listOf, seen } from '../../contract/catalog-samples.js';

let folder: string;
let file: string;
const open = (path = file) => openSqlCatalog({ file: path, clock: systemClock, link: linkAudit });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  file = join(folder, 'catalog.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function filled(objects = 1): Promise<void> {
  const catalog = await open();
  await catalog.saveSeen(
    Array.from({ length: objects }, (_, i) => seen(`o${String(i).padStart(6, '0')}`)),
    [draft()],
  );
  await catalog.close();
}

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

it('sets what durability and erasure need', async () => {
  const engine = await openSqliteEngine(file);
  const value = async (pragma: string) =>
    Object.values((await sql.raw<Record<string, unknown>>(`PRAGMA ${pragma}`).execute(engine.db)).rows[0]!)[0];
  expect(await value('journal_mode')).toBe('wal');
  expect(await value('synchronous')).toBe(2);
  expect(await value('secure_delete')).toBe(1);
  expect(await value('foreign_keys')).toBe(1);
  expect(await value('busy_timeout')).toBeGreaterThan(0);
  await engine.close();
});

it('makes files that only their owner can read', async () => {
  const catalog = await open();
  await catalog.saveSeen([seen('a')], []);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  await catalog.close();
});

it('is one file after it has been closed', async () => {
  await filled(3);
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  const catalog = await open(copy);
  expect(await listOf(catalog.objects())).toHaveLength(3);
  await catalog.close();
});

it('finds everything again when it is opened again', async () => {
  await filled(3);
  const catalog = await open();
  expect(await listOf(catalog.objects())).toHaveLength(3);
  await catalog.saveSeen([seen('x')], [draft()]);
  expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 2, problems: [] });
  await catalog.close();
});

describe('a file that cannot be used', () => {
  it('of a newer schema is refused and left alone', async () => {
    await filled();
    const database = new Libsql(file);
    database.exec("insert into migrations values (999, 'from-the-future', 0)");
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const before = readFileSync(file);
    const fault = await faultOf(open());
    expect(fault).toMatchObject({
      kind: 'usage',
      code: 'catalog/newer-schema',
      detail: { found: 999, known: MIGRATIONS.length },
    });
    expect(fault.hint).toMatch(/newer/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of another program is refused', async () => {
    const database = new Libsql(file);
    database.exec('create table addresses (name text)');
    database.close();
    expect(await faultOf(open())).toMatchObject({ kind: 'usage', code: 'catalog/other-database' });
  });

  it.each`
    what                 | bytes
    ${'no database'}     | ${Buffer.from('people'.repeat(5000))}
    ${'a broken header'} | ${Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192, 0xff)])}
  `('with $what is corrupt', async ({ bytes }) => {
    writeFileSync(file, bytes);
    expect(await faultOf(open())).toMatchObject({ kind: 'integrity', code: 'catalog/corrupt' });
  });

  it('damaged in the middle is corrupt when the damage is met', async () => {
    await filled(2000);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 8 * 4096, bytes.length - 4096);
    const damaged = join(folder, 'damaged.db');
    writeFileSync(damaged, bytes);
    const fault = await faultOf(open(damaged).then((catalog) => listOf(catalog.objects())));
    expect(fault).toMatchObject({ kind: 'integrity', code: 'catalog/corrupt' });
    expect(fault.hint).toMatch(/backup/);
  });

  it('whose rows cannot be read is corrupt, and the fault does not quote them', async () => {
    await filled();
    const database = new Libsql(file);
    database.exec("update audit set detail = '{planted'");
    database.exec('update objects set state = 42');
    database.close();
    const catalog = await open();
    for (const work of [catalog.auditHead(), listOf(catalog.objects()), catalog.inventory()]) {
      const fault = await faultOf(work);
      expect(fault).toMatchObject({ kind: 'integrity', code: 'catalog/corrupt' });
      expect(`${fault.message} ${JSON.stringify(fault.detail)} ${String(fault.cause)}`).not.toContain('planted');
    }
    await catalog.close();
  });

  it('in a folder that does not exist is unavailable', async () => {
    const fault = await faultOf(open(join(folder, 'nowhere', 'catalog.db')));
    expect(fault).toMatchObject({ kind: 'unavailable', code: 'catalog/unavailable' });
  });
});

it('a full disk is unavailable, loses nothing, and work goes on when there is room again', async () => {
  await filled();
  const engine = await openSqliteEngine(file);
  const catalog = new SqlCatalog(engine, systemClock, linkAudit);
  const limit = async (pages: number) => sql.raw(`PRAGMA max_page_count = ${pages}`).execute(engine.db);
  await limit(1);
  const many = Array.from({ length: 1000 }, (_, i) => seen(`many-${i}`));
  expect(await faultOf(catalog.saveSeen(many, [draft()]))).toMatchObject({
    kind: 'unavailable',
    code: 'catalog/unavailable',
    message: expect.stringContaining('disk full'),
  });
  expect(await listOf(catalog.objects())).toHaveLength(1);
  await limit(1_000_000);
  expect(await catalog.saveSeen(many, [draft()])).toHaveLength(1000);
  expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 2, problems: [] });
  await catalog.close();
});

describe('migrations', () => {
  it('take along a catalogue of the first schema, every version judged by the next listing', async () => {
    const engine = await openSqliteEngine(file);
    await migrate(engine, systemClock, MIGRATIONS.slice(0, 1));
    await sql`insert into words (word) values ('pbx')`.execute(engine.db);
    for (const [objectId, versionId, state] of [
      ['b', 'v1', 0],
      ['a', 'v2', 0],
      ['a', 'v1', 1],
      ['c', 'v1', 0],
    ]) {
      await sql`insert into versions values (${objectId}, ${versionId}, 1, 0, 100, 1, ${state}, null, null, null)`.execute(
        engine.db,
      );
    }
    await engine.close();

    const catalog = await open();
    expect(await listOf(catalog.versions({ state: 'present' }))).toHaveLength(3);
    const { id } = await catalog.startListing('pbx', []);
    const [known] = await listOf(catalog.versions({ objectId: 'b' }));
    const fresh = { ...known!, objectId: 'd' };
    await catalog.saveListed(
      id,
      [known!, fresh].map((version) => ({ version, object: undefined })),
      'p',
      [],
    );
    const unlisted = await listOf(catalog.unlistedVersions(id));
    expect(unlisted.map(({ objectId, versionId }) => `${objectId} ${versionId}`)).toEqual(['a v2', 'c v1']);
    await catalog.close();

    const database = new Libsql(file);
    const ordinals = database.prepare('select object_id, version_id, ordinal from versions order by ordinal').all();
    database.close();
    expect(ordinals).toEqual(
      [
        ['a', 'v1'],
        ['a', 'v2'],
        ['b', 'v1'],
        ['c', 'v1'],
        ['d', 'v1'],
      ].map(([object_id, version_id], i) => ({ object_id, version_id, ordinal: i + 1 })),
    );
  });

  it('are numbered without gaps', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  });

  it('run once each, only those that are missing, and all or none', async () => {
    const engine = await openSqliteEngine(file);
    await migrate(engine, systemClock);
    const ran: string[] = [];
    const next = {
      version: MIGRATIONS.length + 1,
      name: 'next',
      up: async (db: Kysely<unknown>) => {
        ran.push('next');
        await sql`create table next (id integer)`.execute(db);
      },
    };
    const broken = {
      version: next.version + 1,
      name: 'broken',
      up: async (): Promise<void> => {
        throw new Error('broken migration');
      },
    };
    await expect(migrate(engine, systemClock, [...MIGRATIONS, next, broken])).rejects.toThrow('broken migration');
    const versions = async () =>
      (await engine.db.selectFrom('migrations').select('version').orderBy('version').execute()).map(
        (row) => row.version,
      );
    expect(await versions()).toEqual(MIGRATIONS.map(({ version }) => version));
    await migrate(engine, systemClock, [...MIGRATIONS, next]);
    await migrate(engine, systemClock, [...MIGRATIONS, next]);
    expect(ran).toEqual(['next', 'next']);
    expect(await versions()).toEqual([...MIGRATIONS.map(({ version }) => version), next.version]);
    await engine.close();
  });
});
