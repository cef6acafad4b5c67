import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { verifyChain } from '../../../src/audit/verify.js';
import { systemClock } from '../../../src/base/clock.js';
import type { Catalog } from '../../../src/ports/catalog.js';
import { classification, draft, listOf, protection, seen } from '../../contract/catalog-samples.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  file = join(folder, 'catalog.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (patienceMs?: number) =>
  openSqlCatalog({ file, clock: systemClock, link: linkAudit, ...(patienceMs !== undefined && { patienceMs }) });

/** Which of the planted marks are in the bytes of any file of the database: table pages, free pages, log. */
function marksInFiles(): string[] {
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  const found = bytes.flatMap((text) => [...text.matchAll(/PLANTED-[a-z]+-[a-z]+(?=\.)/g)].map(([mark]) => mark));
  return [...new Set(found)].sort();
}

const MARKS = ['decision', 'etag', 'long', 'masked', 'petag', 'sample', 'sealed'];
const marksOf = (system: string) => MARKS.map((mark) => `PLANTED-${mark}-${system}`);

/** Objects with a mark in everything that could tell about a person; some rows are written over and grow. */
async function plant(catalog: Catalog, system: string, objects: number): Promise<void> {
  const ids = Array.from({ length: objects }, (_, i) => `${system}-${i}`);
  const etag = `PLANTED-etag-${system}.`;
  await catalog.saveSeen(
    ids.map((id) =>
      seen(id, { system, etag, sealedKey: `PLANTED-sealed-${system}.-${id}`, maskedKey: `PLANTED-masked-${system}.` }),
    ),
    [draft()],
  );
  const finding = { type: 'PERSON_NAME', rule: 'person-name/label', count: 1, maxScore: 90 };
  // The second sample is longer than a page, so it lies on overflow pages.
  const samples = [`PLANTED-sample-${system}.`, `PLANTED-long-${system}.${'●'.repeat(3000)}`];
  const found = classification({ findings: samples.map((sample) => ({ ...finding, sample })) });
  await catalog.saveClassified(
    ids.map((objectId) => ({ objectId, etag, classification: found })),
    [],
  );
  for (const objectId of ids.slice(0, 3)) {
    const reason = `PLANTED-decision-${system}.`;
    const decidedAt = '2026-04-03T00:00:00.000Z';
    await catalog.saveDecision(
      { objectId, etag, level: 3, reason, decidedBy: 'x', confirmedBy: undefined, decidedAt },
      [],
    );
  }
  await catalog.saveProtected(
    ids.map((objectId) => ({ objectId, protection: protection({ etag: `PLANTED-petag-${system}.` }) })),
    [],
  );
  // Only now differs the protected ETag from the seen one, so both are stored.
  await catalog.saveSeen(
    ids.slice(0, 5).map((id) => seen(id, { system, etag, versionId: 'v9', sealedKey: `PLANTED-sealed-${system}.-9` })),
    [],
  );
}

it('B3-2-1 leaves no trace of keys, samples, ETags and free text in any file, and the chain holds', async () => {
  const catalog = await open();
  await plant(catalog, 'pbx', 400);
  await plant(catalog, 'voice', 50);
  expect(marksInFiles()).toEqual([...marksOf('pbx'), ...marksOf('voice')].sort());

  await catalog.sealAfterErasure([draft('catalog.sealed')], 'pbx');
  expect(marksInFiles()).toEqual(marksOf('voice'));

  await catalog.sealAfterErasure([draft('catalog.sealed')]);
  expect(marksInFiles()).toEqual([]);
  expect(await verifyChain(catalog.auditEntries())).toMatchObject({ problems: [] });
  expect(await listOf(catalog.objects())).toHaveLength(450);
  await catalog.close();
  expect(marksInFiles()).toEqual([]);
});

it('clears free pages too, whoever left something on them', async () => {
  const catalog = await open();
  const careless = new Libsql(file);
  careless.exec('PRAGMA secure_delete = OFF');
  careless.exec("create table scrap as select 'PLANTED-scrap-pbx.' as text");
  careless.exec('drop table scrap');
  careless.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  careless.close();
  expect(marksInFiles()).toEqual(['PLANTED-scrap-pbx']);
  await catalog.sealAfterErasure([]);
  expect(marksInFiles()).toEqual([]);
  await catalog.close();
});

it('a system nobody knows seals nothing', async () => {
  const catalog = await open();
  await plant(catalog, 'pbx', 10);
  await catalog.sealAfterErasure([], 'unheard-of');
  expect(marksInFiles()).toEqual(marksOf('pbx'));
  await catalog.close();
});

it('is not claimed while a reader keeps the log, and finishes when repeated', async () => {
  const catalog = await open(100);
  await plant(catalog, 'pbx', 10);
  const reader = new Libsql(file);
  reader.exec('begin');
  reader.prepare('select count(*) from objects').all();
  await expect(catalog.sealAfterErasure([draft('catalog.sealed')])).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'catalog/unavailable',
  });
  reader.exec('commit');
  await catalog.sealAfterErasure([draft('catalog.sealed')]);
  expect(marksInFiles()).toEqual([]);
  reader.close();
  await catalog.close();
});
