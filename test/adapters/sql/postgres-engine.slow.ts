import { type Kysely, sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { openPostgresEngine } from '../../../src/adapters/sql/postgres-engine.js';
import { lockPostgresWorkspace } from '../../../src/adapters/sql/postgres-process-lock.js';
import type { CatalogTables } from '../../../src/adapters/sql/schema.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { verifyChain } from '../../../src/audit/verify.js';
import { systemClock } from '../../../src/base/clock.js';
import { asFault, Fault } from '../../../src/base/fault.js';
import { classification, draft, listOf, seen } from '../../contract/catalog-samples.js';
import { execute, onPostgres } from '../../support/postgres.js';
import { takeTurns } from './take-turns.js';
import { bothAccounts, startWriter } from './writer.js';

const open = (url: string, patienceMs?: number) =>
  openSqlCatalog({ file: url, clock: systemClock, link: linkAudit, ...(patienceMs !== undefined && { patienceMs }) });

await onPostgres('the catalogue on PostgreSQL', (emptySchema) => {
  it('takes turns between connections, also in making the tables', async () => {
    const url = await emptySchema();
    const catalogs = await Promise.all([open(url), open(url)]);
    await takeTurns(catalogs);
  });

  it('takes turns between processes, and what a killed one has reported is there, whole', async () => {
    const url = await emptySchema();
    const killed = startWriter(url, 'killed', 100_000, (changes) => {
      if (changes === 7) killed.kill();
    });
    const other = startWriter(url, 'other', 20, () => undefined);
    const { signal, lastSeq } = await killed.ended;
    expect(signal).toBe('SIGKILL');
    expect(await other.ended).toMatchObject({ code: 0 });
    const catalog = await open(url);
    const report = await verifyChain(catalog.auditEntries());
    expect(report.problems).toEqual([]);
    expect(report.entries).toBeGreaterThanOrEqual(lastSeq);
    expect(report.entries % 20).toBe(0);
    const { told, shown } = await bothAccounts(catalog);
    expect(shown).toEqual(told);
    await catalog.close();
  });

  it('gives up waiting for another writer in the end; readers do not wait', async () => {
    const url = await emptySchema();
    const catalog = await open(url, 100);
    const other = await openPostgresEngine(url);
    await other.change(async (db) => {
      await underLock(db);
      await expect(catalog.saveSeen([seen('a')], [draft()])).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'catalog/unavailable',
      });
      expect(await catalog.object('a')).toBeUndefined();
    });
    expect(await catalog.saveSeen([seen('a')], [draft()])).toEqual(['a']);
    await other.close();
    await catalog.close();
  });

  it('whose connections are cut off in a change is unavailable, has changed nothing, and goes on afterwards', async () => {
    const url = await emptySchema();
    const catalog = await open(url);
    const blocker = await openPostgresEngine(url);
    await blocker.change(async (db) => {
      await underLock(db);
      const waiting = catalog.saveSeen([seen('a')], [draft()]).then(
        () => undefined,
        (error: unknown) => asFault(error),
      );
      await cutWaiting(url);
      expect(await waiting).toMatchObject({ kind: 'unavailable', code: 'catalog/unavailable' });
    });
    expect(await catalog.auditHead()).toBeUndefined();
    expect(await catalog.saveSeen([seen('a')], [draft()])).toEqual(['a']);
    await blocker.close();
    await catalog.close();
  });

  it('changes nothing when its lock of the workspace is lost while it waits for its turn, and says so', async () => {
    const url = await emptySchema();
    const blocker = await openPostgresEngine(url);
    const lock = await lockPostgresWorkspace(url, 'shared', () => undefined);
    const options = { clock: systemClock, link: linkAudit, holder: lock.holder };
    const catalog = await openSqlCatalog({ file: url, ...options });
    expect(await catalog.saveSeen([seen('a')], [draft()])).toEqual(['a']);
    const change = { objectId: 'a', etag: seen('a').etag, classification: classification({}) };
    let waiting: Promise<unknown> = Promise.resolve();
    await blocker.change(async (db) => {
      await underLock(db);
      waiting = catalog.saveClassified([change], [draft('n.lost')]).then(() => undefined, asFault);
      await untilOneWaits(url);
      await execute(url, `select pg_terminate_backend(${lock.holder})`);
    });
    expect(await waiting).toMatchObject({ kind: 'conflict', code: 'workspace/lock-lost' });
    expect(await catalog.object('a')).toMatchObject({ state: 'found' });
    expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 1, problems: [] });
    await catalog.close();
    await blocker.close();
    await lock.release();
  });

  it('leaves nothing of a change of which the last writing fails, and the next one goes on', async () => {
    const url = await emptySchema();
    const engine = await openPostgresEngine(url);
    await execute(url, 'create table kept (n integer primary key)');
    const insert = (n: number) => ({ name: 'insert', sql: 'insert into kept values ($1)', parameters: [n] });
    const kept = () => execute(url, 'select n from kept order by n');
    const change = (numbers: readonly number[]) =>
      engine.change(async (db, last) => {
        last.push(...numbers.map(insert));
        await underLock(db);
      });
    await change([1, 2]);
    await expect(change([3, 2, 4])).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([{ n: 1 }, { n: 2 }]);
    await change([3, 4]);
    expect(await kept()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
    await engine.close();
  });

  it('leaves nothing of a change that fails while it still waits for an answer, and gives back the lock', async () => {
    const url = await emptySchema();
    const engine = await openPostgresEngine(url);
    await execute(url, 'create table kept (n integer primary key)');
    await expect(
      engine.change(async (db, last) => {
        last.push({ sql: 'insert into kept values (1)', parameters: [] });
        await sql`insert into kept values (2)`.execute(db);
        throw new Fault('integrity', 'test/no', 'no');
      }),
    ).rejects.toMatchObject({ code: 'test/no' });
    // Passed over, it would look like a change that was made.
    await expect(
      engine.change(async (db, last) => {
        last.push({ sql: 'insert into kept values (1)', parameters: [] });
        await sql`select * from nowhere`.execute(db).catch(() => undefined);
        last.length = 0;
      }),
    ).rejects.toMatchObject({ code: 'catalog/query-failed' });
    await expect(engine.change((db) => sql`select * from nowhere`.execute(db))).rejects.toMatchObject({
      code: '42P01',
    });
    await engine.change((db, last) => {
      last.push({ sql: 'insert into kept values (3)', parameters: [] });
      return underLock(db);
    });
    expect(await execute(url, 'select n from kept')).toEqual([{ n: 3 }]);
    await engine.close();
  });

  it('leaves nothing overwritten in the files of its tables or in the statistics', async () => {
    const url = await emptySchema();
    const catalog = await open(url);
    const many = Array.from({ length: 300 }, (_, i) =>
      seen(`o${i}`, { maskedKey: 'planted-mask', etag: `planted${i}` }),
    );
    await catalog.saveSeen(many, []);
    const finding = { type: 'PERSON_NAME', rule: 'r', count: 1, maxScore: 90, sample: 'planted-sample' };
    const items = many.map(({ objectId, etag }) => ({
      objectId,
      etag,
      classification: classification({ findings: [finding] }),
    }));
    await catalog.saveClassified(items, []);
    await execute(url, 'analyze objects');
    expect(await planted(url)).not.toEqual([]);
    // Other tests have transactions of their own on this server.
    await vi.waitFor(() => catalog.sealAfterErasure([draft('catalog.sealed')]), { timeout: 30_000 });
    expect(await planted(url)).toEqual([]);
    expect(await listOf(catalog.objects())).toHaveLength(300);
    await catalog.close();
  });

  it('does not say that it was purged while a transaction can still see the old rows', async () => {
    const url = await emptySchema();
    const catalog = await open(url, 100);
    await catalog.saveSeen([seen('a')], []);
    const reader = await openPostgresEngine(url);
    await reader.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        await transaction.selectFrom('words').selectAll().execute();
        await expect(catalog.sealAfterErasure([])).rejects.toMatchObject({ code: 'catalog/unavailable' });
      });
    // Other tests have transactions of their own on this server.
    await vi.waitFor(() => catalog.sealAfterErasure([]), { timeout: 30_000 });
    await reader.close();
    await catalog.close();
  });

  it('does not say so either while one that began to write before is open, whatever it looks at', async () => {
    const url = await emptySchema();
    const catalog = await open(url, 100);
    await catalog.saveSeen([seen('a')], []);
    const writer = await openPostgresEngine(url);
    await writer.db.transaction().execute(async (transaction) => {
      // It has an id and, between two statements, no snapshot.
      await sql`select pg_current_xact_id()`.execute(transaction);
      await expect(catalog.sealAfterErasure([])).rejects.toMatchObject({ code: 'catalog/unavailable' });
    });
    await vi.waitFor(() => catalog.sealAfterErasure([]), { timeout: 30_000 });
    await writer.close();
    await catalog.close();
  });

  describe('that cannot be used', () => {
    it.each`
      why                    | change                                                          | fault
      ${'no such database'}  | ${(url: URL) => Object.assign(url, { pathname: '/nowhere' })}   | ${{ kind: 'unavailable', code: 'catalog/unavailable' }}
      ${'wrong password'}    | ${(url: URL) => Object.assign(url, { password: 'planted' })}    | ${{ kind: 'denied', code: 'catalog/denied' }}
      ${'nobody listens'}    | ${(url: URL) => Object.assign(url, { port: '1' })}              | ${{ kind: 'unavailable', code: 'catalog/unavailable' }}
      ${'no database named'} | ${(url: URL) => Object.assign(url, { pathname: '/' })}          | ${{ kind: 'usage', code: 'config/catalogue-url' }}
      ${'not encrypted'}     | ${(url: URL) => Object.assign(url, { hostname: 'db.example' })} | ${{ kind: 'usage', code: 'config/catalogue-tls' }}
    `('$why: $fault.code, without the password', async ({ change, fault }) => {
      const url = change(new URL(await emptySchema())) as URL;
      const error = await open(url.href).then(() => undefined, asFault);
      expect(error).toMatchObject(fault);
      const { message, detail, hint, cause } = error!;
      const told = `${message} ${JSON.stringify(detail)} ${hint} ${String(cause)}`;
      expect(told).not.toContain(url.password);
      expect(told).not.toContain('@127');
    });

    it('of another program is refused', async () => {
      const url = await emptySchema();
      await execute(url, 'create table addresses (name text)');
      await expect(open(url)).rejects.toMatchObject({ kind: 'usage', code: 'catalog/other-database' });
    });
  });
});

/** An answer from under the lock of writers: from now on it is held. */
const underLock = (db: Kysely<CatalogTables>) => sql`select 1`.execute(db);

const WAITING = `from pg_locks l, pg_locks h
    where l.locktype = 'advisory' and not l.granted and h.granted and h.locktype = 'advisory' and h.objid = l.objid
    and l.objid::bigint = hashtextextended('kimitsu/write/' || current_schema(), 0) & 4294967295`;

async function untilOneWaits(url: string): Promise<void> {
  while ((await execute(url, `select 1 ${WAITING}`)).length === 0);
}

/** Ends whoever waits for the lock of writers, as soon as somebody does. */
async function cutWaiting(url: string): Promise<void> {
  const cut = `select pg_terminate_backend(l.pid) ${WAITING}`;
  while ((await execute(url, cut)).length === 0);
}

/** Tables whose file holds a planted value, as the server has it on disk. */
async function planted(url: string): Promise<unknown[]> {
  await execute(url, 'checkpoint');
  const files = await execute(
    url,
    `select relname from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
     and position('planted'::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0`,
  );
  const statistics = await execute(
    url,
    `select attname from pg_stats where schemaname = current_schema() and most_common_vals::text like '%planted%'
     or schemaname = current_schema() and histogram_bounds::text like '%planted%'`,
  );
  return [...files, ...statistics];
}
