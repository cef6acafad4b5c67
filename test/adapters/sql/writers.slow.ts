import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { openSqliteEngine } from '../../../src/adapters/sql/sqlite-engine.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { verifyChain } from '../../../src/audit/verify.js';
import { systemClock } from '../../../src/base/clock.js';
import { draft, listOf, seen } from '../../contract/catalog-samples.js';
import { takeTurns } from './take-turns.js';
import { bothAccounts, startWriter } from './writer.js';

let folder: string;
let file: string;
const open = (patienceMs?: number) =>
  openSqlCatalog({ file, clock: systemClock, link: linkAudit, ...(patienceMs !== undefined && { patienceMs }) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  file = join(folder, 'catalog.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('two connections of one process take turns', async () => {
  // Both begin with a file that is not there yet, so they also take turns in making the tables.
  const catalogs = await Promise.all([open(), open()]);
  await takeTurns(catalogs);
});

it('what one connection has learnt is right for what another has written', async () => {
  const [one, other] = await Promise.all([open(), open()]);
  await one.saveSeen([seen('a', { system: 'first' })], []);
  await other.saveSeen([seen('b', { system: 'second' }), seen('c', { system: 'first' })], []);
  await one.saveSeen([seen('d', { system: 'second' })], []);
  const expected = ['first', 'second', 'first', 'second'];
  for (const catalog of [one, other]) {
    expect((await listOf(catalog.objects())).map((object) => object.system)).toEqual(expected);
    await catalog.close();
  }
});

it('two processes take turns and the chain does not fork', async () => {
  const writers = ['one', 'two'].map((name) => startWriter(file, name, 40, () => undefined));
  for (const writer of writers) expect(await writer.ended).toMatchObject({ code: 0, signal: null });
  const catalog = await open();
  expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 1600, problems: [] });
  const { told, shown } = await bothAccounts(catalog);
  expect(shown.size).toBe(800);
  expect(shown).toEqual(told);
  await catalog.close();
});

it('a writer killed at any moment leaves what it reported, whole changes, and a chain that holds', async () => {
  for (const [run, killAfter] of [1, 2, 3, 7, 12, 19].entries()) {
    const writer = startWriter(file, `run${run}`, 100_000, (changes) => {
      if (changes === killAfter) writer.kill();
    });
    const { signal, lastSeq } = await writer.ended;
    expect(signal).toBe('SIGKILL');

    const catalog = await open();
    const report = await verifyChain(catalog.auditEntries());
    expect(report.problems).toEqual([]);
    expect(report.entries).toBeGreaterThanOrEqual(lastSeq);
    expect(report.entries % 20).toBe(0);
    const { told, shown } = await bothAccounts(catalog);
    expect(shown).toEqual(told);
    await catalog.close();
  }
});

it('gives up waiting for another writer in the end, without having changed anything', async () => {
  const catalog = await open(100);
  const other = await openSqliteEngine(file);
  await other.db.transaction().execute(async () => {
    await expect(catalog.saveSeen([seen('a')], [draft()])).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'catalog/unavailable',
    });
    // Readers do not wait for writers.
    expect(await catalog.object('a')).toBeUndefined();
  });
  expect(await catalog.saveSeen([seen('a')], [draft()])).toEqual(['a']);
  await other.close();
  await catalog.close();
});
