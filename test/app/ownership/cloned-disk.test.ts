import { beforeEach, expect, it } from 'vitest';
import { MemoryCatalog } from '../../../src/adapters/memory/memory-catalog.js';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { isLeftBehind, type LeavingNeeds, leaveLog } from '../../../src/app/ownership/left-log.js';
import { ownerBy } from '../../../src/app/ownership/workspace-id.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { SettableClock } from '../../../src/base/clock.js';
import { Fault } from '../../../src/base/fault.js';
import type { AuditDraft } from '../../../src/ports/catalog.js';
import { WORKSPACE_TAG } from '../../../src/protect/key-owner.js';
import { LevelKeys, levelKeyAlias } from '../../../src/protect/level-keys.js';

const ACTOR = 'operator:test';
const clock = new SettableClock(new Date('2026-04-01T03:00:00Z'));
const entry = (subject: string): AuditDraft => ({ actor: ACTOR, action: 'test.done', subject });

/** A catalogue with this log: two with the same one are what a cloned disk makes. */
async function catalogOf(...subjects: string[]): Promise<MemoryCatalog> {
  const catalog = new MemoryCatalog({ clock, link: linkAudit });
  for (const subject of subjects) await catalog.appendAudit([entry(subject)]);
  return catalog;
}

let keys: MemoryKeyService;
let one: MemoryCatalog;
let clone: MemoryCatalog;
const needs = (catalog: MemoryCatalog, change: object = {}): LeavingNeeds => ({
  config: { service: { id: 'centre' }, keys: { type: 'kms' } } as LeavingNeeds['config'],
  ports: {
    catalog,
    keys: {
      describeKey: (keyId) => keys.describeKey(keyId),
      tagsOf: (keyId) => keys.tagsOf(keyId),
      tagKey: (keyId, tags) => keys.tagKey(keyId, tags),
      ...change,
    },
    actor: ACTOR,
  },
});
const alias = levelKeyAlias('centre', 3);

beforeEach(async () => {
  keys = new MemoryKeyService(clock);
  one = await catalogOf('begun', 'made');
  clone = await catalogOf('begun', 'made');
  const owner = ownerBy(one, () => ACTOR);
  expect(await ownerBy(clone, () => ACTOR).workspaceId()).toBe(await owner.workspaceId());
  await new LevelKeys('centre', keys, { owner }).idOf(3);
});

it('B3-2-1: of two copies of a disk with one key service the second to work is told, and leaves nothing there', async () => {
  expect(await leaveLog(needs(one))).toBe('left');
  expect(await isLeftBehind(needs(clone))).toBe(false);
  await one.appendAudit([entry('of one')]);
  expect(await leaveLog(needs(one))).toBe('left');
  await clone.appendAudit([entry('of the clone'), entry('and more')]);
  expect(await isLeftBehind(needs(clone))).toBe(true);
  expect(await leaveLog(needs(clone))).toBe('others');
  expect(await isLeftBehind(needs(one))).toBe(false);
  // Once it was taken over, it is the other that is told.
  expect(await leaveLog(needs(clone), { over: true })).toBe('left');
  expect(await isLeftBehind(needs(clone))).toBe(false);
  expect(await isLeftBehind(needs(one))).toBe(true);
});

it('an older catalogue that was put back with its checkpoints is told as well', async () => {
  await one.appendAudit([entry('later')]);
  await leaveLog(needs(one));
  expect(await isLeftBehind(needs(clone))).toBe(true);
});

it('a workspace that goes on, is started anew or moved with its disk is never told', async () => {
  for (let run = 0; run < 5; run++) {
    await one.appendAudit([entry(`run ${run}`)]);
    expect(await isLeftBehind(needs(one))).toBe(false);
    expect(await leaveLog(needs(one))).toBe('left');
    // Cut off here, the next run finds its own entry.
    await one.appendAudit([entry('cut off')]);
  }
  expect(await isLeftBehind(needs(one))).toBe(false);
});

it.each([
  ['may not be looked at', { tagsOf: async () => undefined }],
  ['cannot be reached', { tagsOf: () => Promise.reject(new Fault('unavailable', 'keys/unavailable', 'no')) }],
  ['may not be written', { tagKey: () => Promise.reject(new Fault('denied', 'keys/access-denied', 'no')) }],
])('where tags of the key %s nothing is told, and nothing fails', async (_what, change) => {
  expect(await leaveLog(needs(one, change))).toBe('nowhere');
  expect(await isLeftBehind(needs(one, change))).toBe(false);
});

it('what stands at a key of another workspace, or is none of it, says nothing; nor does an embedded key', async () => {
  await leaveLog(needs(one));
  await one.appendAudit([entry('later')]);
  await leaveLog(needs(one));
  const { keyId } = (await keys.describeKey(alias))!;
  const embedded = needs(clone);
  (embedded.config.keys as { type: string }).type = 'local';
  expect(await isLeftBehind(embedded)).toBe(false);
  expect(await leaveLog(embedded)).toBe('nowhere');
  await keys.tagKey(keyId, { 'kimitsu-log': '3 of somebody' });
  expect(await isLeftBehind(needs(clone))).toBe(false);
  await leaveLog(needs(one));
  await keys.tagKey(keyId, { [WORKSPACE_TAG]: 'ws-0123456789abcdef0123456789abcdef' });
  expect(await isLeftBehind(needs(clone))).toBe(false);
  expect(await leaveLog(needs(one))).toBe('nowhere');
});

it('a key that waits for its end keeps what was left, and takes no more', async () => {
  await one.appendAudit([entry('later')]);
  await leaveLog(needs(one));
  await keys.scheduleKeyDeletion((await keys.describeKey(alias))!.keyId, 7);
  expect(await leaveLog(needs(one))).toBe('nowhere');
  expect(await isLeftBehind(needs(clone))).toBe(true);
});
