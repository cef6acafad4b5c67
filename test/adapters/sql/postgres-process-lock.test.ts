import { afterEach, expect, it } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { lockPostgresWorkspace, type PostgresLock } from '../../../src/adapters/sql/postgres-process-lock.js';
import type { LockMode } from '../../../src/adapters/sql/process-lock.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { systemClock } from '../../../src/base/clock.js';
import { draft, seen } from '../../contract/catalog-samples.js';
import { execute, onPostgres } from '../../support/postgres.js';

await onPostgres('the lock of a workspace on PostgreSQL', (emptySchema) => {
  const held: PostgresLock[] = [];
  afterEach(async () => {
    for (const lock of held.splice(0)) await lock.release();
  });
  const take = async (url: string, mode: LockMode, onLost: () => void = () => undefined) => {
    const lock = await lockPostgresWorkspace(url, mode, onLost);
    held.push(lock);
    return lock;
  };

  it.each`
    first          | second         | allowed
    ${'shared'}    | ${'shared'}    | ${true}
    ${'shared'}    | ${'exclusive'} | ${false}
    ${'exclusive'} | ${'shared'}    | ${false}
    ${'exclusive'} | ${'exclusive'} | ${false}
  `('$second beside $first is allowed: $allowed', async ({ first, second, allowed }) => {
    const url = await emptySchema();
    const lock = await take(url, first);
    if (allowed) return void (await take(url, second));
    await expect(take(url, second)).rejects.toMatchObject({ kind: 'conflict', code: 'workspace/busy' });
    await lock.release();
    await take(url, second);
  });

  it('of another schema is another lock', async () => {
    await take(await emptySchema(), 'exclusive');
    await take(await emptySchema(), 'exclusive');
  });

  it('that was lost is told, goes to the next, and nothing is changed any more by who had it', async () => {
    const url = await emptySchema();
    let told: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => {
      told = resolve;
    });
    const { holder } = await take(url, 'exclusive', told);
    const catalog = await openSqlCatalog({ file: url, clock: systemClock, link: linkAudit, holder });
    await catalog.saveSeen([seen('a')], [draft()]);

    await execute(url, `select pg_terminate_backend(${holder})`);
    await lost;
    await take(url, 'exclusive');
    await expect(catalog.saveSeen([seen('b')], [draft()])).rejects.toMatchObject({
      kind: 'conflict',
      code: 'workspace/lock-lost',
    });
    expect(await catalog.object('b')).toBeUndefined();
    expect((await catalog.auditHead())?.seq).toBe(1);
    await catalog.close();
  });
});
