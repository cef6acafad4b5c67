import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { LibsqlDatabase } from '../../../src/adapters/sql/sqlite-database.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { systemClock } from '../../../src/base/clock.js';
import type { Catalog } from '../../../src/ports/catalog.js';
import { draft, listOf, seen } from '../../contract/catalog-samples.js';

let folder: string;
let file: string;
let catalog: Catalog;
let database: Libsql.Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  file = join(folder, 'catalog.db');
  catalog = await openSqlCatalog({ file, clock: systemClock, link: linkAudit });
  await catalog.saveSeen(
    Array.from({ length: 1100 }, (_, i) => seen(`o${i}`)),
    Array.from({ length: 600 }, () => draft()),
  );
  database = new Libsql(file);
});
afterAll(async () => {
  database.close();
  await catalog.close();
  rmSync(folder, { recursive: true });
});

const version = { objectId: 'a', system: 'pbx', versionId: 'v', item: 'version', size: 1, plaintext: true } as const;
const someVersions = Array.from({ length: 600 }, (_, i) => ({
  ...version,
  versionId: `v${i}`,
  state: 'present' as const,
  level: 3 as const,
  destroyedAt: undefined,
  reason: undefined,
}));

const listedOf = (versions: typeof someVersions) => versions.map((version) => ({ version, object: undefined }));
const listing = async (c: Catalog, ask: (id: number) => Promise<unknown>) => {
  const { id } = await c.startListing('pbx', []);
  await ask(id);
  await c.endListing(id, []);
};

// What a catalogue of millions is asked must not read millions of rows for one page.
it.each<[string, (catalog: Catalog) => Promise<unknown>, string, string]>([
  ['pages of objects', (c) => listOf(c.objects()), 'objects', 'sqlite_autoindex_objects_1'],
  ['pages of open work', (c) => listOf(c.objects({ states: ['found', 'classified'] })), 'objects', 'objects_open'],
  ['pages of the review list', (c) => listOf(c.objects({ toReview: true })), 'objects', 'objects_to_review'],
  ['one object', (c) => c.object('o1'), 'objects', 'sqlite_autoindex_objects_1'],
  ['objects of a listing', (c) => c.saveSeen([seen('o1')], []), 'objects', 'sqlite_autoindex_objects_1'],
  ['decisions', (c) => c.decision('o1', 'e1'), 'decisions', 'decisions_object'],
  ['saving versions', (c) => c.saveVersions(someVersions, []), 'versions', 'PRIMARY KEY'],
  ['pages of versions', (c) => listOf(c.versions()), 'versions', 'PRIMARY KEY'],
  ['versions of one object', (c) => listOf(c.versions({ objectId: 'a' })), 'versions', 'PRIMARY KEY'],
  [
    'versions of a listing',
    (c) => listing(c, (id) => c.saveListed(id, listedOf(someVersions), 'p', [])),
    'versions',
    'PRIMARY KEY',
  ],
  [
    'marks of a listing',
    (c) => listing(c, (id) => c.saveListed(id, listedOf(someVersions), 'p', [])),
    'listing_marks',
    'PRIMARY KEY',
  ],
  ['what is not listed', (c) => listing(c, (id) => listOf(c.unlistedVersions(id))), 'versions', 'PRIMARY KEY'],
  [
    'objects not listed',
    (c) => listing(c, (id) => listOf(c.unlistedObjects(id))),
    'objects',
    'sqlite_autoindex_objects_1',
  ],
  ['pages of the chain', (c) => listOf(c.auditEntries()), 'audit', 'PRIMARY KEY'],
])('%s are found by an index, without sorting', async (_, ask, table, index) => {
  const prepared = vi.spyOn(LibsqlDatabase.prototype, 'prepare');
  await ask(catalog);
  const queries = prepared.mock.calls.map(([text]) => text).filter((text) => text.startsWith('select'));
  prepared.mockRestore();
  const onTable = queries.filter((text) => text.includes(`from "${table}"`));
  expect(onTable).not.toEqual([]);
  const steps: string[] = [];
  for (const query of onTable) {
    const plan = database.prepare(`explain query plan ${query}`).all() as { detail: string }[];
    expect(plan.some(({ detail }) => detail.includes('TEMP B-TREE'))).toBe(false);
    const step = plan.map(({ detail }) => detail).find((detail) => detail.includes(` ${table}`));
    // A first page has nothing to search for: it reads from the beginning, in order, as far as its limit.
    if (query.includes('where') || !query.includes('limit')) steps.push(step ?? '');
  }
  expect(steps).not.toEqual([]);
  expect(steps.filter((step) => !step.includes(index))).toEqual([]);
});
