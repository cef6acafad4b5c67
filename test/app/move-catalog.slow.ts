import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlCatalog } from '../../src/adapters/sql/open-sql-catalog.js';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { moveCatalogOf } from '../../src/app/move-catalog.js';
import { withWorkspace } from '../../src/app/workspace.js';
import { linkAudit } from '../../src/audit/chain.js';
import { verifyChain } from '../../src/audit/verify.js';
import { systemClock } from '../../src/base/clock.js';
import type { AuditEntry } from '../../src/ports/catalog.js';
import { everything } from '../contract/catalog.js';
import { classification, draft, listOf, protection, seen } from '../contract/catalog-samples.js';
import { execute, onPostgres } from '../support/postgres.js';

const open = (file: string) => openSqlCatalog({ file, clock: systemClock, link: linkAudit });

await onPostgres('moving a catalogue to PostgreSQL', (emptySchema) => {
  const catalogue = 'catalogue/catalogue.sqlite';
  let dir: string;
  let file: string;
  let url: string;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'move-'));
    await createWorkspace(dir, 'centre');
    await withWorkspace(dir, {}, async () => undefined);
    file = join(dir, 'catalogue', 'catalogue.sqlite');
    url = await emptySchema();
    const catalog = await open(file);
    const many = Array.from({ length: 1200 }, (_, i) => seen(`o${i}`));
    await catalog.saveSeen(many, [draft()]);
    const items = many
      .slice(0, 700)
      .map(({ objectId, etag }) => ({ objectId, etag, classification: classification() }));
    await catalog.saveClassified(items, [draft('objects.classified')]);
    await catalog.saveProtected([{ objectId: 'o1', protection: protection() }], [draft()]);
    const version = {
      system: 'pbx',
      item: 'version',
      plaintext: true,
      level: undefined,
      destroyedAt: undefined,
    } as const;
    const present = { ...version, state: 'present', reason: undefined, size: 1 } as const;
    await catalog.saveVersions(
      many.map(({ objectId, versionId }) => ({ ...present, objectId, versionId })),
      [],
    );
    const decided = { decidedBy: 'a', confirmedBy: 'b', decidedAt: '2026-04-03T00:00:00.000Z', reason: '理由' };
    await catalog.saveDecision({ objectId: 'o2', etag: 'e1', level: 1, ...decided }, [draft()]);
    await catalog.saveDocument({ kind: 'plan', id: 'p1', parentId: undefined, body: { 名称: '計画' } }, [draft()]);
    const listing = await catalog.startListing('pbx', [draft()]);
    const listed = { ...present, objectId: 'o3', versionId: 'v1' };
    await catalog.saveListed(listing.id, [{ version: listed, object: undefined }], 'sealed', []);
    await catalog.close();
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const accountOf = async (place: string) => {
    const catalog = await open(place);
    try {
      const listing = await catalog.unfinishedListing('pbx');
      return {
        ...((await everything(catalog)) as { audit: AuditEntry[] }),
        listing,
        unlisted: await listOf(catalog.unlistedObjects(listing!.id)),
      };
    } finally {
      await catalog.close();
    }
  };

  it('takes everything along, and the original refuses to be used', async () => {
    const before = await accountOf(file);
    const moved = await moveCatalogOf({ dir, catalogue }, url, 'operator:test');
    expect(moved).toMatchObject({
      resumed: false,
      original: 'catalogue/catalogue.sqlite',
      rows: { objects: 1200, versions: 1200, decisions: 1, documents: 1, listings: 1, listing_marks: 1 },
    });
    await expect(open(file)).rejects.toMatchObject({ kind: 'usage', code: 'catalog/moved' });
    await expect(withWorkspace(dir, {}, async () => undefined)).rejects.toMatchObject({ code: 'catalog/moved' });
    await expect(moveCatalogOf({ dir, catalogue }, url, 'operator:test')).rejects.toMatchObject({
      code: 'catalog/moved',
    });
    const after = await accountOf(url);
    const { audit: auditBefore, ...restBefore } = before;
    const { audit, ...rest } = after;
    expect(rest).toEqual(restBefore);
    expect(audit.slice(0, -1)).toEqual(auditBefore);
    expect(audit.at(-1)).toMatchObject({ action: 'catalog.move-started' });
  });

  it('is the catalogue of the workspace from then on, and goes on counting where the original ended', async () => {
    await moveCatalogOf({ dir, catalogue }, url, 'operator:test');
    const config = join(dir, 'kimitsu.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/^catalogue: .*$/m, `catalogue: ${url}`));
    await withWorkspace(dir, { lock: 'exclusive' }, async ({ ports: { catalog } }) => {
      await catalog.saveSeen([seen('later', { system: 'a-new-word' })], [draft()]);
      const decision = { decidedBy: 'a', confirmedBy: 'b', decidedAt: '2026-04-04T00:00:00.000Z', reason: '後' };
      await catalog.saveDecision({ objectId: 'o2', etag: 'e1', level: 2, ...decision }, [draft()]);
      expect((await catalog.decision('o2', 'e1'))?.level).toBe(2);
      await catalog.saveDocument({ kind: 'plan', id: 'p2', parentId: undefined, body: 2 }, [draft()]);
      expect((await catalog.documents('plan')).map(({ id }) => id)).toEqual(['p1', 'p2']);
      const first = await catalog.unfinishedListing('pbx');
      expect((await catalog.startListing('pbx', [])).id).toBeGreaterThan(first!.id);
      expect(await verifyChain(catalog.auditEntries())).toMatchObject({ problems: [] });
    });
  });

  it('goes on when it was stopped between the copy and the mark', async () => {
    await moveCatalogOf({ dir, catalogue }, url, 'operator:test');
    unmark();
    expect(await moveCatalogOf({ dir, catalogue }, url, 'operator:test')).toMatchObject({
      resumed: true,
      rows: { objects: 1200 },
    });
    await expect(open(file)).rejects.toMatchObject({ code: 'catalog/moved' });
  });

  it('does not take another catalogue for its own copy', async () => {
    await moveCatalogOf({ dir, catalogue }, url, 'operator:test');
    unmark();
    await execute(url, `update objects set etag = 'other' where object_id = 'o77'`);
    await expect(moveCatalogOf({ dir, catalogue }, url, 'operator:test')).rejects.toMatchObject({
      kind: 'usage',
      code: 'catalog/target-not-empty',
    });
    expect((await accountOf(file)).listing).toBeDefined();
  });

  it('moves no chain that does not hold', async () => {
    const database = new Libsql(file);
    database.exec("update audit set subject = 'someone else' where seq = 2");
    database.close();
    await expect(moveCatalogOf({ dir, catalogue }, url, 'operator:test')).rejects.toMatchObject({
      kind: 'integrity',
      code: 'catalog/chain-broken',
    });
    expect(await execute(url, 'select * from objects')).toEqual([]);
    await (await open(file)).close();
  });

  it('leaves nothing half copied when the server changes what it was given', async () => {
    await (await open(url)).close();
    await execute(url, `create function lose() returns trigger language plpgsql as 'begin return null; end'`);
    await execute(
      url,
      `create trigger lose before insert on objects for each row when (new.object_id = 'o9') execute function lose()`,
    );
    await expect(moveCatalogOf({ dir, catalogue }, url, 'operator:test')).rejects.toMatchObject({
      kind: 'integrity',
      code: 'catalog/copy-differs',
    });
    expect(await execute(url, 'select * from objects')).toEqual([]);
    await (await open(file)).close();
  });

  it.each`
    what              | to                        | code
    ${'another name'} | ${'mysql://host/db'}      | ${'config/catalogue-url'}
    ${'a file'}       | ${'catalogue/new.sqlite'} | ${'config/catalogue-url'}
  `('to $what is refused', async ({ to, code }) => {
    await expect(moveCatalogOf({ dir, catalogue }, to, 'operator:test')).rejects.toMatchObject({ kind: 'usage', code });
  });

  function unmark(): void {
    const database = new Libsql(file);
    database.exec("delete from migrations where name = 'moved'");
    database.close();
  }
});
