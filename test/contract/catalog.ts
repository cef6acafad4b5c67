import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkAudit } from '../../src/audit/chain.js';
import { verifyChain } from '../../src/audit/verify.js';
import { SettableClock } from '../../src/base/clock.js';
import type {
  AuditDraft,
  Catalog,
  CatalogVersion,
  LinkAudit,
  ListedVersion,
  ReviewDecision,
  SeenObject,
} from '../../src/ports/catalog.js';
import { classification, draft, listOf, protection, seen } from './catalog-samples.js';

export type MakeCatalog = (options: { clock: SettableClock; link: LinkAudit }) => Promise<Catalog>;

/** What every catalogue does, whatever it stores its rows in. */
export function catalogContract(name: string, make: MakeCatalog): void {
  describe(`catalogue: ${name}`, () => {
    let catalog: Catalog;
    let clock: SettableClock;
    /** Set to make the next linking fail. */
    let linkFails: boolean;

    const link: LinkAudit = (head, entry, at) => {
      if (linkFails) throw new Error('link failed');
      return linkAudit(head, entry, at);
    };

    beforeEach(async () => {
      clock = new SettableClock(new Date('2026-04-01T00:00:00.000Z'));
      linkFails = false;
      catalog = await make({ clock, link });
    });
    afterEach(() => catalog.close());

    const ids = async (filter?: Parameters<Catalog['objects']>[0]) =>
      (await listOf(catalog.objects(filter))).map((object) => object.objectId);
    const state = async (objectId: string) => (await catalog.object(objectId))?.state;

    /** One object taken to `protected`: seen at v1/e1, then v2/e2 written by us. */
    async function protectedObject(objectId: string, level: 1 | 2 | 3 = 3): Promise<void> {
      await catalog.saveSeen([seen(objectId)], []);
      await catalog.saveClassified([{ objectId, etag: 'e1', classification: classification({ level }) }], []);
      await catalog.saveProtected([{ objectId, protection: protection({ versionId: 'v2', etag: 'e2' }) }], []);
    }

    describe('what a listing shows', () => {
      it('takes a new object in as found and reports it', async () => {
        expect(await catalog.saveSeen([seen('a')], [])).toEqual(['a']);
        expect(await catalog.object('a')).toEqual({
          ...seen('a'),
          state: 'found',
          classification: undefined,
          protection: undefined,
          reason: undefined,
        });
        expect(await catalog.object('b')).toBeUndefined();
      });

      it('leaves an object alone that has not changed', async () => {
        await protectedObject('a');
        expect(await catalog.saveSeen([seen('a', { versionId: 'v2', etag: 'e2' })], [])).toEqual([]);
        expect(await state('a')).toBe('protected');
      });

      it.each`
        change                  | place
        ${'another version'}    | ${{ versionId: 'v3', etag: 'e2' }}
        ${'another ETag'}       | ${{ versionId: 'v2', etag: 'e3' }}
        ${'the version before'} | ${{ versionId: 'v1', etag: 'e1' }}
      `('finds an object again that shows $change, and keeps its classification', async ({ place }) => {
        await protectedObject('a');
        expect(await catalog.saveSeen([seen('a', { ...place, size: 7 })], [])).toEqual(['a']);
        const object = await catalog.object('a');
        expect(object).toMatchObject({ ...place, size: 7, state: 'found' });
        expect(object?.classification).toEqual(classification());
        expect(object?.protection).toEqual(protection({ versionId: 'v2', etag: 'e2' }));
      });

      it('does not report what is back at its protected version, and shows that version', async () => {
        await protectedObject('a');
        await catalog.saveSeen([seen('a', { versionId: 'v3', etag: 'e3' })], []);
        expect(await catalog.saveSeen([seen('a', { versionId: 'v2', etag: 'e2' })], [])).toEqual([]);
        expect(await catalog.object('a')).toMatchObject({ versionId: 'v2', etag: 'e2', state: 'found' });
      });

      it.each`
        state           | next    | level
        ${'classified'} | ${'v2'} | ${2}
        ${'found'}      | ${'v2'} | ${undefined}
        ${'classified'} | ${'v1'} | ${undefined}
      `('a version that was $state keeps level $level once $next takes its place', async ({ state, next, level }) => {
        await catalog.saveSeen([seen('a'), seen('b')], []);
        const version = (objectId: string, level?: 2): CatalogVersion => {
          const { system, versionId, size } = seen(objectId);
          const there = { state: 'present', destroyedAt: undefined, reason: undefined } as const;
          return { objectId, system, versionId, size, item: 'version', plaintext: true, level, ...there };
        };
        await catalog.saveVersions([version('a'), version('b')], []);
        if (state === 'classified')
          await catalog.saveClassified(
            [{ objectId: 'a', etag: 'e1', classification: classification({ level: 2 }) }],
            [],
          );
        await catalog.saveSeen([seen('a', { versionId: next, etag: 'e2' }), seen('b')], []);
        expect(await listOf(catalog.versions())).toEqual([version('a', level), version('b')]);
      });

      it('finds again what was gone, changed or not', async () => {
        await catalog.saveSeen([seen('a')], []);
        await catalog.saveState([{ objectId: 'a', state: 'gone', reason: 'run/not-listed' }], []);
        expect(await catalog.saveSeen([seen('a')], [])).toEqual(['a']);
        expect(await catalog.object('a')).toMatchObject({ state: 'found', reason: undefined });
      });

      it('takes one that is listed twice once, as listed last', async () => {
        expect(await catalog.saveSeen([seen('a'), seen('a', { versionId: 'v2' })], [])).toEqual(['a']);
        expect((await catalog.object('a'))?.versionId).toBe('v2');
      });

      it('takes more objects than fit into one statement', async () => {
        const many = Array.from({ length: 1201 }, (_, i) => seen(`o${String(i).padStart(5, '0')}`));
        expect(await catalog.saveSeen(many, [])).toHaveLength(1201);
        expect(await ids()).toEqual(many.map((object) => object.objectId));
      });
    });

    describe('what classification and enforcement found', () => {
      it('gives back the whole classification and protection', async () => {
        const full = classification({
          charset: 'shift_jis',
          review: [{ code: 'records/broken-quote', locator: 'row 12' }, { code: 'classify/doubtful' }],
          findings: [
            { type: 'PHONE_NUMBER', rule: 'phone-number/mobile', count: 2, maxScore: 85, sample: 'NNN-NNNN-NNNN' },
            { type: 'PERSON_NAME', rule: 'person-name/label', count: 1, maxScore: 90, sample: '●●●●' },
          ],
          records: { 1: 3, 2: 2, 3: 12 },
        });
        await catalog.saveSeen([seen('a')], []);
        expect(await catalog.saveClassified([{ objectId: 'a', etag: 'e1', classification: full }], [])).toEqual(['a']);
        expect(await catalog.object('a')).toMatchObject({ state: 'classified', classification: full });
        for (const mode of ['default', 'store-kms', 'envelope'] as const) {
          const done = protection({ mode, unitId: mode === 'default' ? undefined : 'pbx/3/2026-04' });
          await catalog.saveProtected([{ objectId: 'a', protection: done }], []);
          expect((await catalog.object('a'))?.protection).toEqual(done);
        }
      });

      it('leaves an object alone whose content has changed since it was read', async () => {
        await catalog.saveSeen([seen('a'), seen('b')], []);
        await catalog.saveSeen([seen('a', { etag: 'e9' })], []);
        const items = ['a', 'b', 'unknown'].map((objectId) => ({
          objectId,
          etag: 'e1',
          classification: classification(),
        }));
        expect(await catalog.saveClassified(items, [])).toEqual(['b']);
        expect(await catalog.object('a')).toMatchObject({ state: 'found', classification: undefined });
      });

      it('moves a protected object to its new version', async () => {
        await protectedObject('a');
        expect(await catalog.object('a')).toMatchObject({ versionId: 'v2', etag: 'e2', state: 'protected' });
      });

      it.each`
        from         | level | state
        ${'same'}    | ${3}  | ${'protected'}
        ${'another'} | ${2}  | ${'classified'}
      `('after reading again with $from level, a protected object is $state', async ({ level, state }) => {
        await protectedObject('a');
        const again = classification({ level, classifierVersion: 'c2' });
        await catalog.saveClassified([{ objectId: 'a', etag: 'e2', classification: again }], []);
        expect(await catalog.object('a')).toMatchObject({ state, classification: again });
      });

      it('a protected object that was found not to open is classified', async () => {
        await protectedObject('a');
        const because = [{ source: 'unread', level: 3, rule: 'protect/altered' } as const];
        const again = classification({ level: 3, because });
        await catalog.saveClassified([{ objectId: 'a', etag: 'e2', classification: again }], []);
        expect(await state('a')).toBe('classified');
      });

      it.each(['erased', 'gone'] as const)('does not classify what is %s', async (state) => {
        await catalog.saveSeen([seen('a')], []);
        await catalog.saveState([{ objectId: 'a', state }], []);
        expect(
          await catalog.saveClassified([{ objectId: 'a', etag: 'e1', classification: classification() }], []),
        ).toEqual([]);
        expect((await catalog.object('a'))?.classification).toBeUndefined();
      });

      it('keeps a reason with a state, and drops it with the next', async () => {
        await catalog.saveSeen([seen('a')], []);
        await catalog.saveState([{ objectId: 'a', state: 'exception', reason: 'store/retention-locked' }], []);
        expect(await catalog.object('a')).toMatchObject({ state: 'exception', reason: 'store/retention-locked' });
        await catalog.saveState([{ objectId: 'a', state: 'erased' }], []);
        expect(await catalog.object('a')).toMatchObject({ state: 'erased', reason: undefined });
      });

      it('changes nothing when one of the objects is unknown', async () => {
        await catalog.saveSeen([seen('a')], []);
        const unknown = { kind: 'conflict', code: 'catalog/changed' };
        await expect(
          catalog.saveState(
            [
              { objectId: 'a', state: 'erased' },
              { objectId: 'b', state: 'erased' },
            ],
            [draft()],
          ),
        ).rejects.toMatchObject(unknown);
        await expect(
          catalog.saveProtected([{ objectId: 'b', protection: protection() }], [draft()]),
        ).rejects.toMatchObject(unknown);
        expect(await state('a')).toBe('found');
        expect(await catalog.auditHead()).toBeUndefined();
      });
    });

    describe('iteration', () => {
      const review = [{ code: 'classify/doubtful' }];
      beforeEach(async () => {
        await catalog.saveSeen([seen('d'), seen('b'), seen('c', { system: 'voice' }), seen('a')], []);
        await catalog.saveClassified(
          [
            { objectId: 'a', etag: 'e1', classification: classification({ level: 1 }) },
            { objectId: 'b', etag: 'e1', classification: classification({ level: 3, review }) },
            { objectId: 'c', etag: 'e1', classification: classification({ level: 3, classifierVersion: 'c2' }) },
          ],
          [],
        );
        await catalog.saveState([{ objectId: 'a', state: 'erased' }], []);
      });

      it.each`
        filter                                            | expected
        ${undefined}                                      | ${['a', 'b', 'c', 'd']}
        ${{ system: 'voice' }}                            | ${['c']}
        ${{ system: 'unheard-of' }}                       | ${[]}
        ${{ states: ['found'] }}                          | ${['d']}
        ${{ states: ['found', 'classified'] }}            | ${['b', 'c', 'd']}
        ${{ states: ['erased', 'found'] }}                | ${['a', 'd']}
        ${{ states: [] }}                                 | ${[]}
        ${{ level: 3 }}                                   | ${['b', 'c']}
        ${{ notClassifiedBy: 'c1' }}                      | ${['c', 'd']}
        ${{ notClassifiedBy: 'never-used' }}              | ${['a', 'b', 'c', 'd']}
        ${{ toReview: true }}                             | ${['b']}
        ${{ toReview: false }}                            | ${['a', 'c', 'd']}
        ${{ system: 'pbx', level: 3, states: ['found'] }} | ${[]}
      `('objects($filter) are $expected', async ({ filter, expected }) => expect(await ids(filter)).toEqual(expected));

      it('sees changes made while it runs at most once, and every other object exactly once', async () => {
        const many = Array.from({ length: 1100 }, (_, i) => seen(`m${String(i).padStart(5, '0')}`));
        await catalog.saveSeen(many, []);
        const met: string[] = [];
        for await (const { objectId } of catalog.objects({ states: ['found', 'protected'] })) {
          met.push(objectId);
          if (met.length % 100 !== 1) continue;
          // Behind, at and before the place where the iteration stands.
          await catalog.saveSeen([seen(`a-${met.length}`), seen(`m00550-${met.length}`), seen(`z-${met.length}`)], []);
          await catalog.saveProtected([{ objectId, protection: protection() }], []);
        }
        expect(new Set(met).size).toBe(met.length);
        expect(met).toEqual(met.toSorted());
        expect(met).toEqual(expect.arrayContaining(['d', ...many.map((object) => object.objectId)]));
      });

      it('stops early without holding anything', async () => {
        for await (const _ of catalog.objects()) break;
        expect(await catalog.saveSeen([seen('e')], [])).toEqual(['e']);
      });
    });

    it('counts by system, level and state', async () => {
      await catalog.saveSeen([seen('a', { size: 10 }), seen('b', { size: 20 }), seen('c', { system: 'voice' })], []);
      for (const objectId of ['a', 'b']) {
        const review = objectId === 'a' ? [{ code: 'classify/doubtful' }] : [];
        const found = classification({ review, records: { 1: 1, 2: 2, 3: 4 } });
        await catalog.saveClassified([{ objectId, etag: 'e1', classification: found }], []);
      }
      await catalog.saveSeen([seen('d')], []);
      expect(await catalog.inventory()).toEqual([
        { system: 'pbx', level: 3, state: 'classified', objects: 2, records: 14, bytes: 30, toReview: 1 },
        { system: 'pbx', level: undefined, state: 'found', objects: 1, records: 0, bytes: 100, toReview: 0 },
        { system: 'voice', level: undefined, state: 'found', objects: 1, records: 0, bytes: 100, toReview: 0 },
      ]);
    });

    describe('versions', () => {
      const version = (versionId: string, more: Partial<CatalogVersion> = {}): CatalogVersion => ({
        objectId: 'a',
        system: 'pbx',
        versionId,
        item: 'version',
        size: 10,
        plaintext: true,
        state: 'present',
        level: 3,
        destroyedAt: undefined,
        reason: undefined,
        ...more,
      });
      const at = '2026-04-02T03:04:05.678Z';

      it('gives back what was saved, in order of object and version', async () => {
        const all = [
          version('v1'),
          version('v2', { item: 'delete-marker', plaintext: false, level: undefined, size: 0 }),
          version('u1', { objectId: 'b', item: 'upload', system: 'voice' }),
          version('v0', { objectId: 'b', state: 'exception', reason: 'store/retention-locked' }),
        ];
        await catalog.saveVersions(all.toReversed(), []);
        expect(await listOf(catalog.versions())).toEqual(all);
        expect(await listOf(catalog.versions({ objectId: 'a' }))).toEqual(all.slice(0, 2));
        expect(await listOf(catalog.versions({ system: 'voice' }))).toEqual([all[2]]);
        expect(await listOf(catalog.versions({ system: 'unheard-of' }))).toEqual([]);
        expect(await listOf(catalog.versions({ state: 'exception' }))).toEqual([all[3]]);
      });

      it('B3-2-1 what is destroyed never comes back', async () => {
        await catalog.saveVersions([version('v1', { state: 'destroyed', destroyedAt: at, reason: 'plan-1' })], []);
        await catalog.saveVersions([version('v1', { size: 99 })], []);
        expect(await listOf(catalog.versions())).toEqual([
          version('v1', { state: 'destroyed', destroyedAt: at, reason: 'plan-1' }),
        ]);
      });

      it('is not made forget a content by a listing, which knows only names and sizes', async () => {
        const listed = version('v1', { level: undefined });
        await catalog.saveVersions([listed], []);
        const known = version('v1', { level: 2, plaintext: false, reason: 'superseded' });
        await catalog.saveVersions([known], []);
        await catalog.saveVersions([listed], []);
        expect(await listOf(catalog.versions())).toEqual([known]);
        await catalog.saveVersions([{ ...listed, state: 'destroyed', destroyedAt: at }], []);
        expect(await listOf(catalog.versions())).toEqual([{ ...known, state: 'destroyed', destroyedAt: at }]);
      });

      it('forgets a content that another size shows to be another one', async () => {
        await catalog.saveVersions([version('v1', { level: 2, plaintext: false })], []);
        const overwritten = version('v1', { level: undefined, size: 11 });
        await catalog.saveVersions([overwritten], []);
        expect(await listOf(catalog.versions())).toEqual([overwritten]);
      });

      it('keeps when a destruction was verified when it is repeated', async () => {
        await catalog.saveVersions([version('v1', { state: 'destroyed' })], []);
        await catalog.saveVersions([version('v1', { state: 'destroyed', destroyedAt: at })], []);
        await catalog.saveVersions([version('v1', { state: 'destroyed' })], []);
        expect(await listOf(catalog.versions())).toEqual([version('v1', { state: 'destroyed', destroyedAt: at })]);
      });

      it('pages through the versions of one object', async () => {
        const many = Array.from({ length: 1203 }, (_, i) => version(`v${String(i).padStart(5, '0')}`));
        await catalog.saveVersions(many, []);
        expect(await listOf(catalog.versions({ objectId: 'a' }))).toEqual(many);
      });
    });

    describe('a listing', () => {
      const entry = (objectId: string, more: Partial<SeenObject> = {}): ListedVersion => {
        const object = seen(objectId, more);
        const { system, versionId, size } = object;
        return { object, version: { ...PRESENT, objectId, system, versionId, size } };
      };
      const old = (objectId: string, versionId: string, more: Partial<CatalogVersion> = {}): ListedVersion => ({
        object: undefined,
        version: { ...PRESENT, objectId, versionId, ...more },
      });
      const PRESENT = {
        system: 'pbx',
        item: 'version',
        size: 100,
        plaintext: true,
        state: 'present',
        level: undefined,
        destroyedAt: undefined,
        reason: undefined,
      } as const;
      const missing = async (id: number) => ({
        versions: (await listOf(catalog.unlistedVersions(id))).map((v) => `${v.objectId} ${v.versionId}`),
        objects: await listOf(catalog.unlistedObjects(id)),
      });
      /** A whole listing of `pbx` that shows `entries`. */
      async function listed(...entries: ListedVersion[]): Promise<void> {
        const { id } = await catalog.startListing('pbx', []);
        await catalog.saveListed(id, entries, 'end', []);
        await catalog.endListing(id, []);
      }

      it('saves versions and objects at once and reports what is new or changed', async () => {
        const { id } = await catalog.startListing('pbx', []);
        expect(await catalog.saveListed(id, [entry('a'), old('a', 'v0'), entry('b')], 'p1', [])).toEqual(['a', 'b']);
        expect(await catalog.saveListed(id, [entry('a'), entry('c')], 'p2', [])).toEqual(['c']);
        expect(await ids()).toEqual(['a', 'b', 'c']);
        expect((await listOf(catalog.versions())).map((v) => v.versionId)).toEqual(['v0', 'v1', 'v1', 'v1']);
      });

      it('B3-2-1 finds missing what was there when it began and it did not show', async () => {
        await listed(entry('a'), old('a', 'v0'), entry('b'), entry('c'), old('d', 'v0'));
        await catalog.saveSeen([seen('x', { system: 'voice' })], []);
        const { id } = await catalog.startListing('pbx', []);
        expect(await missing(id)).toEqual({
          versions: ['a v0', 'a v1', 'b v1', 'c v1', 'd v0'],
          objects: ['a', 'b', 'c'],
        });
        await catalog.saveListed(id, [entry('a'), old('c', 'v1')], 'p', []);
        expect(await missing(id)).toEqual({ versions: ['a v0', 'b v1', 'd v0'], objects: ['b', 'c'] });
      });

      it('does not find missing what is overwritten, written or moved while it runs', async () => {
        await listed(entry('a'), entry('b'));
        const { id } = await catalog.startListing('pbx', []);
        await catalog.saveListed(id, [entry('a')], 'p1', []);
        // Enforcement replaces what was shown already.
        await catalog.saveVersions([{ ...PRESENT, objectId: 'a', versionId: 'v2' }], []);
        await catalog.saveVersions([{ ...PRESENT, objectId: 'a', versionId: 'v1', state: 'destroyed' }], []);
        await catalog.saveProtected([{ objectId: 'a', protection: protection({ versionId: 'v2' }) }], []);
        await catalog.saveListed(id, [entry('b', { versionId: 'v5' }), old('b', 'v1')], 'p2', []);
        expect(await missing(id)).toEqual({ versions: [], objects: [] });
      });

      it('goes on after an interruption as one listing, the first half counting', async () => {
        await listed(entry('a'), entry('b'), entry('c'));
        const begun = await catalog.startListing('pbx', []);
        expect(begun).toEqual({
          id: begun.id,
          system: 'pbx',
          startedAt: '2026-04-01T00:00:00.000Z',
          position: undefined,
          changed: 0,
        });
        await catalog.saveListed(begun.id, [entry('a', { etag: 'e2' })], 'half', []);
        clock.advance(1000);
        expect(await catalog.unfinishedListing('pbx')).toEqual({ ...begun, position: 'half', changed: 1 });
        expect(await catalog.unfinishedListing('voice')).toBeUndefined();
        await catalog.saveListed(begun.id, [entry('b')], 'end', []);
        expect(await missing(begun.id)).toEqual({ versions: ['c v1'], objects: ['c'] });
        await catalog.endListing(begun.id, [draft('inventory.taken')]);
        expect(await catalog.unfinishedListing('pbx')).toBeUndefined();
        await catalog.endListing(begun.id, []);
      });

      it('another one of the same system takes its place, and whoever writes to the first is told', async () => {
        await listed(entry('a'));
        const first = await catalog.startListing('pbx', []);
        await catalog.saveListed(first.id, [entry('a')], 'p', []);
        const voice = await catalog.startListing('voice', []);
        const second = await catalog.startListing('pbx', []);
        const told = { kind: 'conflict', code: 'catalog/changed' };
        await expect(catalog.saveListed(first.id, [entry('b')], 'p', [draft()])).rejects.toMatchObject(told);
        await expect(catalog.noteListed(first.id, [entry('a')])).rejects.toMatchObject(told);
        await expect(missing(first.id)).rejects.toMatchObject(told);
        expect(await ids()).toEqual(['a']);
        expect(await missing(second.id)).toEqual({ versions: ['a v1'], objects: ['a'] });
        expect(await catalog.unfinishedListing('voice')).toEqual(voice);
      });

      it('notes what is held already, and leaves alone what differs', async () => {
        await listed(entry('a'), entry('b'), entry('c'), old('d', 'v0'), entry('e'), entry('f'));
        await catalog.saveVersions([{ ...PRESENT, objectId: 'd', versionId: 'v0', state: 'destroyed' }], []);
        await catalog.saveState([{ objectId: 'f', state: 'gone' }], []);
        const before = await everything(catalog);
        const { id } = await catalog.startListing('pbx', []);
        const asked = [
          entry('a'),
          entry('b', { etag: 'e2' }),
          entry('c', { versionId: 'v2' }),
          old('d', 'v0'),
          old('e', 'v1', { size: 7 }),
          entry('f'),
          entry('new'),
        ];
        expect(await catalog.noteListed(id, asked)).toEqual([1, 2, 3, 4, 5, 6]);
        expect(await missing(id)).toEqual({ versions: ['b v1', 'c v1', 'e v1', 'f v1'], objects: ['b', 'c', 'e'] });
        await catalog.endListing(id, []);
        expect(await everything(catalog)).toEqual(before);
      });

      it('takes more than fits into one statement, and finds exactly what is missing', async () => {
        // More than one row of notes; 7919 and the count have no common divisor.
        const count = 8_400;
        const many = Array.from({ length: count }, (_, i) => entry(`o${String((i * 7919) % count).padStart(5, '0')}`));
        const batches = (step: number) => many.filter((_, i) => i % step !== 0);
        const gone = many.filter((_, i) => i % 1000 === 0).map(({ version }) => version.objectId);
        await listed(...many);
        const { id } = await catalog.startListing('pbx', []);
        expect(await catalog.saveListed(id, batches(1000), 'p', [])).toEqual([]);
        expect((await missing(id)).objects).toEqual(gone.sort());
      });

      it.each<[string, (catalog: Catalog, id: number, audit: AuditDraft[]) => Promise<unknown>]>([
        ['saveListed', (c, id, audit) => c.saveListed(id, [entry('a', { etag: 'e9' }), old('b', 'v1')], 'p2', audit)],
        ['endListing', (c, id, audit) => c.endListing(id, audit)],
      ])('%s leaves nothing behind when its entry cannot be linked', async (_, change) => {
        await listed(entry('a'), entry('b'));
        const { id } = await catalog.startListing('pbx', []);
        await catalog.saveListed(id, [entry('a')], 'p1', []);
        const before = await everything(catalog);
        linkFails = true;
        await expect(change(catalog, id, [draft()])).rejects.toThrow('link failed');
        linkFails = false;
        expect(await everything(catalog)).toEqual(before);
        await change(catalog, id, [draft()]);
        expect(await everything(catalog)).not.toEqual(before);
      });

      it('is forgotten when its system is sealed, since its position names a key', async () => {
        const { id } = await catalog.startListing('pbx', []);
        await catalog.saveListed(id, [entry('a')], 'p', []);
        const voice = await catalog.startListing('voice', []);
        await catalog.sealAfterErasure([], 'pbx');
        expect(await catalog.unfinishedListing('pbx')).toBeUndefined();
        expect(await catalog.unfinishedListing('voice')).toEqual(voice);
        await catalog.sealAfterErasure([]);
        expect(await catalog.unfinishedListing('voice')).toBeUndefined();
      });
    });

    describe('review decisions', () => {
      const decision = (more: Partial<ReviewDecision> = {}): ReviewDecision => ({
        objectId: 'a',
        etag: 'e1',
        level: 3,
        reason: 'contains a name',
        decidedBy: 'operator-1',
        confirmedBy: undefined,
        decidedAt: '2026-04-03T00:00:00.000Z',
        ...more,
      });
      const doubtful = classification({ review: [{ code: 'classify/doubtful' }] });

      beforeEach(async () => {
        await catalog.saveSeen([seen('a')], []);
        await catalog.saveClassified([{ objectId: 'a', etag: 'e1', classification: doubtful }], []);
      });

      it('the latest decision for a content counts and takes it off the list', async () => {
        expect(await ids({ toReview: true })).toEqual(['a']);
        await catalog.saveDecision(decision({ level: 3 }), []);
        const lower = decision({ level: 1, confirmedBy: 'operator-2' });
        await catalog.saveDecision(lower, []);
        expect(await catalog.decision('a', 'e1')).toEqual(lower);
        expect(await catalog.decision('a', 'e2')).toBeUndefined();
        expect(await ids({ toReview: true })).toEqual([]);
      });

      it('stands at the object, as long as it has the content that was decided on', async () => {
        await catalog.saveSeen([seen('b')], []);
        const decided = async () => {
          const known = await catalog.objectsById(['a', 'b', 'unknown', 'a']);
          const listed = await listOf(catalog.objects());
          expect([...known].sort((x, y) => (x.objectId < y.objectId ? -1 : 1))).toEqual(listed);
          for (const object of listed) expect(await catalog.object(object.objectId)).toEqual(object);
          return listed.filter((object) => object.decided).map(({ objectId }) => objectId);
        };
        expect(await decided()).toEqual([]);
        await catalog.saveDecision(decision(), []);
        expect(await decided()).toEqual(['a']);
        await catalog.saveProtected([{ objectId: 'a', protection: protection({ etag: 'e2' }) }], []);
        expect(await decided()).toEqual(['a']);
        await catalog.saveSeen([seen('a', { versionId: 'v3', etag: 'e3' })], []);
        expect(await decided()).toEqual([]);
        await catalog.saveSeen([seen('a', { versionId: 'v4', etag: 'e2' })], []);
        expect(await decided()).toEqual(['a']);
        await catalog.sealAfterErasure([]);
        expect(await decided()).toEqual([]);
      });

      it('survives reading the same content again, with another classifier too', async () => {
        await catalog.saveDecision(decision(), []);
        const again = { ...doubtful, classifierVersion: 'c2' };
        await catalog.saveClassified([{ objectId: 'a', etag: 'e1', classification: again }], []);
        expect(await ids({ toReview: true })).toEqual([]);
      });

      it('survives protection, which changes the ETag and not the content', async () => {
        await catalog.saveDecision(decision(), []);
        await catalog.saveProtected([{ objectId: 'a', protection: protection({ etag: 'e2' }) }], []);
        expect(await catalog.decision('a', 'e2')).toEqual(decision({ etag: 'e2' }));
        expect(await ids({ toReview: true })).toEqual([]);
      });

      it('survives protecting twice at once', async () => {
        await catalog.saveDecision(decision(), []);
        const twice = ['e2', 'e3'].map((etag) => ({ objectId: 'a', protection: protection({ etag }) }));
        await catalog.saveProtected(twice, []);
        expect(await catalog.decision('a', 'e3')).toEqual(decision({ etag: 'e3' }));
        expect(await ids({ toReview: true })).toEqual([]);
      });

      it('does not hold for changed content, and holds again when the content is back', async () => {
        await catalog.saveDecision(decision(), []);
        await catalog.saveSeen([seen('a', { versionId: 'v3', etag: 'e3' })], []);
        expect(await ids({ toReview: true })).toEqual(['a']);
        await catalog.saveSeen([seen('a', { versionId: 'v4', etag: 'e1' })], []);
        expect(await ids({ toReview: true })).toEqual([]);
      });
    });

    it('keeps documents, oldest first, and replaces them by kind and id', async () => {
      const plan = { kind: 'plan', id: 'p1', parentId: undefined, body: { lines: [1, 'あ', null] } } as const;
      const saved = { ...plan, body: { ...plan.body, lines: [...plan.body.lines] } };
      await catalog.saveDocument(saved, []);
      await catalog.saveDocument({ kind: 'approval', id: 'x', parentId: 'p1', body: {} }, []);
      await catalog.saveDocument({ kind: 'plan', id: 'p0', parentId: undefined, body: {} }, []);
      clock.advance(1000);
      await catalog.saveDocument({ ...saved, body: 'replaced' }, []);
      expect(await catalog.document('plan', 'p1')).toEqual({
        ...plan,
        body: 'replaced',
        updatedAt: '2026-04-01T00:00:01.000Z',
      });
      expect((await catalog.documents('plan')).map((document) => document.id)).toEqual(['p1', 'p0']);
      expect((await catalog.documents('approval', 'p1')).map((document) => document.id)).toEqual(['x']);
      expect(await catalog.documents('approval', 'p0')).toEqual([]);
      expect(await catalog.document('run', 'p1')).toBeUndefined();
    });

    describe('the audit chain', () => {
      it('links every entry of every change', async () => {
        await catalog.appendAudit([draft('a.one'), draft('a.two')]);
        await catalog.saveSeen([seen('a')], [draft('a.three')]);
        const appended = await catalog.appendAudit([{ ...draft('a.four'), detail: { 件数: 3, list: [null, true] } }]);
        const entries = await listOf(catalog.auditEntries());
        expect(entries.map(({ seq, action }) => [seq, action])).toEqual([
          [1, 'a.one'],
          [2, 'a.two'],
          [3, 'a.three'],
          [4, 'a.four'],
        ]);
        expect(appended).toEqual(entries.slice(3));
        expect(await catalog.auditHead()).toEqual(entries[3]);
        expect(await listOf(catalog.auditEntries(3))).toEqual(entries.slice(2));
        expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 4, problems: [] });
      });

      it('pages through more entries than fit into one statement', async () => {
        await catalog.appendAudit(Array.from({ length: 1201 }, (_, i) => draft(`n.${i}`)));
        expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 1201, problems: [] });
      });

      it('gives the entries of one action, the newest first and all of them', async () => {
        await catalog.appendAudit(Array.from({ length: 1101 }, (_, i) => draft(i % 2 === 0 ? 'even' : 'odd')));
        const even = (await listOf(catalog.auditOf('even'))).map(({ seq }) => seq);
        expect(even).toEqual(Array.from({ length: 551 }, (_, i) => 1101 - 2 * i));
        expect(await listOf(catalog.auditOf('none'))).toEqual([]);
      });

      it('links changes that begin at once one after the other', async () => {
        await Promise.all(Array.from({ length: 20 }, (_, i) => catalog.saveSeen([seen(`o${i}`)], [draft(`n.${i}`)])));
        expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 20, problems: [] });
      });

      const everyChange: [string, (catalog: Catalog, audit: AuditDraft[]) => Promise<unknown>][] = [
        ['saveSeen', (c, audit) => c.saveSeen([seen('a', { etag: 'e9' }), seen('new')], audit)],
        [
          'saveClassified',
          (c, audit) => c.saveClassified([{ objectId: 'a', etag: 'e1', classification: classification() }], audit),
        ],
        ['saveProtected', (c, audit) => c.saveProtected([{ objectId: 'a', protection: protection() }], audit)],
        ['saveState', (c, audit) => c.saveState([{ objectId: 'a', state: 'erased' }], audit)],
        [
          'saveVersions',
          (c, audit) =>
            c.saveVersions(
              [
                {
                  objectId: 'a',
                  system: 'new-system',
                  versionId: 'v1',
                  item: 'version',
                  size: 1,
                  plaintext: true,
                  state: 'present',
                  level: 3,
                  destroyedAt: undefined,
                  reason: undefined,
                },
              ],
              audit,
            ),
        ],
        [
          'saveDecision',
          (c, audit) =>
            c.saveDecision(
              {
                objectId: 'a',
                etag: 'e1',
                level: 3,
                reason: '',
                decidedBy: 'x',
                confirmedBy: undefined,
                decidedAt: '2026-04-03T00:00:00.000Z',
              },
              audit,
            ),
        ],
        ['saveDocument', (c, audit) => c.saveDocument({ kind: 'plan', id: 'p', parentId: undefined, body: 1 }, audit)],
        ['startListing', (c, audit) => c.startListing('pbx', audit)],
        ['appendAudit', (c, audit) => c.appendAudit(audit)],
        ['sealAfterErasure', (c, audit) => c.sealAfterErasure(audit)],
      ];
      it.each(everyChange)('%s leaves nothing behind when its entry cannot be linked', async (_, change) => {
        await catalog.saveSeen([seen('a')], [draft()]);
        const before = await everything(catalog);
        linkFails = true;
        await expect(change(catalog, [draft('x.failed')])).rejects.toThrow('link failed');
        linkFails = false;
        expect(await everything(catalog)).toEqual(before);
        // Nothing of the failed change was remembered outside the database either.
        await change(catalog, [draft('x.done')]);
        expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 2, problems: [] });
        expect(await everything(catalog)).not.toEqual(before);
      });
    });

    describe('sealing after an erasure', () => {
      beforeEach(async () => {
        await catalog.saveSeen([seen('a'), seen('b', { system: 'voice' })], []);
        const findings = [{ type: 'PERSON_NAME', rule: 'person-name/label', count: 1, maxScore: 90, sample: '●●●●' }];
        for (const objectId of ['a', 'b']) {
          const found = classification({ findings, review: [{ code: 'classify/doubtful' }] });
          await catalog.saveClassified([{ objectId, etag: 'e1', classification: found }], []);
          await catalog.saveDecision(
            {
              objectId,
              etag: 'e1',
              level: 3,
              reason: 'free text',
              decidedBy: 'x',
              confirmedBy: undefined,
              decidedAt: '2026-04-03T00:00:00.000Z',
            },
            [],
          );
          await catalog.saveProtected([{ objectId, protection: protection({ etag: 'e2' }) }], []);
        }
        await catalog.saveState([{ objectId: 'a', state: 'erased' }], []);
      });

      it('removes keys, samples, ETags and free text of one system and keeps what proves', async () => {
        const before = (await catalog.object('a'))!;
        const other = await catalog.object('b');
        await catalog.sealAfterErasure([draft('catalog.sealed')], 'pbx');
        expect(await catalog.object('a')).toEqual({
          ...before,
          decided: undefined,
          sealedKey: '',
          maskedKey: '',
          etag: '',
          classification: {
            ...before.classification,
            findings: before.classification!.findings.map((f) => ({ ...f, sample: '' })),
          },
          protection: { ...before.protection, etag: '' },
        });
        expect(await catalog.object('b')).toEqual(other);
        expect(await catalog.decision('a', 'e2')).toBeUndefined();
        expect((await catalog.decision('b', 'e2'))?.reason).toBe('free text');
        expect(await ids({ toReview: true })).toEqual([]);
        expect((await catalog.auditHead())?.action).toBe('catalog.sealed');
      });

      it('leaves what is not erased, where only a part was', async () => {
        await catalog.saveSeen([seen('c')], []);
        const [kept, other] = [await catalog.object('c'), await catalog.object('b')];
        await catalog.sealAfterErasure([draft('catalog.sealed')], 'pbx', true);
        await catalog.sealAfterErasure([draft('catalog.sealed')], 'voice', true);
        expect(await catalog.object('a')).toMatchObject({ sealedKey: '', maskedKey: '', etag: '' });
        expect([await catalog.object('c'), await catalog.object('b')]).toEqual([kept, other]);
        expect(await catalog.decision('a', 'e2')).toBeUndefined();
        expect((await catalog.decision('b', 'e2'))?.reason).toBe('free text');
      });

      it('can be repeated, and finds again what is still listed afterwards', async () => {
        await catalog.sealAfterErasure([]);
        await catalog.sealAfterErasure([]);
        expect((await listOf(catalog.objects())).map((object) => object.sealedKey)).toEqual(['', '']);
        expect(await catalog.saveSeen([seen('a', { versionId: 'v2', etag: 'e2' })], [])).toEqual(['a']);
        expect(await catalog.object('a')).toMatchObject({ sealedKey: 'sealed-a', state: 'found' });
      });
    });
  });
}

/** All that can be read of a small catalogue. */
export async function everything(catalog: Catalog): Promise<unknown> {
  const kinds = ['plan', 'approval', 'erasure', 'certificate', 'run'] as const;
  const objects = await listOf(catalog.objects());
  const begun = await Promise.all(['pbx', 'voice'].map((system) => catalog.unfinishedListing(system)));
  return {
    objects,
    listings: await Promise.all(
      begun.map(async (listing) => {
        if (!listing) return undefined;
        const { id, ...rest } = listing;
        const versions = await listOf(catalog.unlistedVersions(id));
        return { ...rest, versions, objects: await listOf(catalog.unlistedObjects(id)) };
      }),
    ),
    versions: await listOf(catalog.versions()),
    decisions: await Promise.all(objects.map((object) => catalog.decision(object.objectId, object.etag))),
    documents: (await Promise.all(kinds.map((kind) => catalog.documents(kind)))).flat(),
    toReview: (await listOf(catalog.objects({ toReview: true }))).map((object) => object.objectId),
    inventory: await catalog.inventory(),
    audit: await listOf(catalog.auditEntries()),
  };
}
