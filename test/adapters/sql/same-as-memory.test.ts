import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { MemoryCatalog } from '../../../src/adapters/memory/memory-catalog.js';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { SettableClock } from '../../../src/base/clock.js';
import type { Catalog, VersionState } from '../../../src/ports/catalog.js';
import { everything } from '../../contract/catalog.js';
import { classification, draft, protection, seen } from '../../contract/catalog-samples.js';
import { onPostgres } from '../../support/postgres.js';
import { runs } from '../../support/thorough.js';

const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Change = (catalog: Catalog) => Promise<unknown>;

// Few names, so that changes meet.
const objectId = fc.constantFrom('a', 'b', 'c');
const system = fc.constantFrom('pbx', 'voice');
const place = fc.record({ versionId: fc.constantFrom('v1', 'v2'), etag: fc.constantFrom('e1', 'e2', 'e3') });
const level = fc.constantFrom(1 as const, 2 as const, 3 as const);
const states = ['found', 'classified', 'protected', 'erased', 'migrated', 'gone', 'exception'] as const;
const instant = '2026-04-03T00:00:00.000Z';
const LISTINGS = ['startListing', 'saveListed', 'saveListed', 'noteListed', 'endListing'] as const;
const LISTED = {
  item: 'version',
  plaintext: true,
  state: 'present',
  level: undefined,
  destroyedAt: undefined,
  reason: undefined,
} as const;
const finding = { type: 'PERSON_NAME', rule: 'person-name/label', count: 1, maxScore: 90, sample: '●●' };

const change: fc.Arbitrary<[string, Change]> = fc.oneof(
  fc.array(fc.tuple(objectId, system, place), { maxLength: 3 }).map((items): [string, Change] => [
    `saveSeen ${JSON.stringify(items)}`,
    (c) =>
      c.saveSeen(
        items.map(([id, of, at]) => seen(id, { system: of, ...at })),
        [draft('object.seen')],
      ),
  ]),
  fc.array(fc.tuple(objectId, place, level, fc.boolean()), { maxLength: 3 }).map((items): [string, Change] => [
    `saveClassified ${JSON.stringify(items)}`,
    (c) =>
      c.saveClassified(
        items.map(([id, { etag }, of, doubtful]) => ({
          objectId: id,
          etag,
          classification: classification({
            level: of,
            review: doubtful ? [{ code: 'classify/doubtful' }] : [],
            findings: doubtful ? [finding] : [],
          }),
        })),
        [draft('object.classified')],
      ),
  ]),
  fc.array(fc.tuple(objectId, place), { maxLength: 3 }).map((items): [string, Change] => [
    `saveProtected ${JSON.stringify(items)}`,
    (c) =>
      c.saveProtected(
        items.map(([id, at]) => ({ objectId: id, protection: protection(at) })),
        [draft('object.protected')],
      ),
  ]),
  fc
    .tuple(objectId, fc.constantFrom(...states))
    .map(([id, state]): [string, Change] => [
      `saveState ${id} ${state}`,
      (c) =>
        c.saveState(
          [{ objectId: id, state, ...(state === 'exception' && { reason: 'x/y' }) }],
          [draft('object.moved')],
        ),
    ]),
  fc
    .tuple(objectId, place, level)
    .map(([id, { etag }, of]): [string, Change] => [
      `saveDecision ${id} ${etag} ${of}`,
      (c) =>
        c.saveDecision(
          { objectId: id, etag, level: of, reason: 'r', decidedBy: 'x', confirmedBy: undefined, decidedAt: instant },
          [draft('review.decided')],
        ),
    ]),
  fc
    .tuple(
      objectId,
      fc.constantFrom('v1', 'v2'),
      fc.constantFrom<VersionState>('present', 'destroyed', 'exception'),
      fc.option(fc.constant(instant), { nil: undefined }),
      fc.nat(1),
      fc.boolean(),
      fc.option(level, { nil: undefined }),
      fc.constantFrom('superseded', undefined),
    )
    .map(([id, versionId, state, destroyedAt, size, plaintext, of, reason]): [string, Change] => [
      `saveVersions ${[id, versionId, state, destroyedAt, size, plaintext, of, reason].join(' ')}`,
      (c) =>
        c.saveVersions(
          [
            {
              objectId: id,
              system: 'pbx',
              versionId,
              item: 'version',
              size,
              plaintext,
              state,
              level: of,
              destroyedAt,
              reason,
            },
          ],
          [draft('version.saved')],
        ),
    ]),
  fc
    .tuple(system, fc.array(fc.tuple(objectId, place, fc.boolean()), { maxLength: 3 }), fc.constantFrom(...LISTINGS))
    .map(([of, items, step]): [string, Change] => [
      `${step} ${of} ${JSON.stringify(items)}`,
      async (c) => {
        if (step === 'startListing') return void (await c.startListing(of, [draft('listing.started')]));
        const id = (await c.unfinishedListing(of))?.id ?? -1;
        if (step === 'endListing') return c.endListing(id, [draft('listing.ended')]);
        const entries = items.map(([id, at, current]) => {
          const object = seen(id, { system: of, ...at });
          const { objectId, versionId, size } = object;
          const version = { ...LISTED, objectId, versionId, size, system: of };
          return { version, object: current ? object : undefined };
        });
        if (step === 'noteListed') return c.noteListed(id, entries);
        return c.saveListed(id, entries, items.length === 3 ? undefined : `p${items.length}`, [draft('listing.saved')]);
      },
    ]),
  fc
    .tuple(fc.constantFrom('p1', 'p2'), fc.nat(3))
    .map(([id, body]): [string, Change] => [
      `saveDocument ${id} ${body}`,
      (c) => c.saveDocument({ kind: 'plan', id, parentId: undefined, body }, [draft('plan.saved')]),
    ]),
  fc
    .tuple(fc.option(system, { nil: undefined }), fc.boolean())
    .map(([of, onlyErased]): [string, Change] => [
      `sealAfterErasure ${of} ${onlyErased}`,
      (c) => c.sealAfterErasure([draft('catalog.sealed')], of, onlyErased),
    ]),
);

/** What a change gives back, or the code of the Fault it throws. */
async function outcome(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => ({ code: (error as { code?: string }).code ?? String(error) }),
  );
}

/** @param fresh - the name of an empty database */
async function sameAsMemory(fresh: () => string | Promise<string>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 20 }).map((list) => ({
        changes: list.map(([, work]) => work),
        toString: () => list.map(([name]) => name).join('\n'),
      })),
      async ({ changes }) => {
        const clock = new SettableClock(new Date(instant));
        const memory = new MemoryCatalog({ clock, link: linkAudit });
        const sql = await openSqlCatalog({ file: await fresh(), clock, link: linkAudit });
        try {
          for (const work of changes) {
            clock.advance(1000);
            expect(await outcome(work(sql))).toEqual(await outcome(work(memory)));
          }
          expect(await everything(sql)).toEqual(await everything(memory));
        } finally {
          await sql.close();
        }
      },
    ),
    { numRuns, seed: 20260401 },
  );
}

let files = 0;
it('any changes in any order end the same in SQLite and in memory', () =>
  sameAsMemory(() => {
    files += 1;
    return join(folder, `${files}.db`);
  }, runs(150)));

await onPostgres('on a real server', (emptySchema) => {
  it('any changes in any order end the same in PostgreSQL and in memory', () => sameAsMemory(emptySchema, runs(50)));
});
