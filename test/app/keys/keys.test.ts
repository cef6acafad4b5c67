import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importKey } from '../../../src/app/keys/import.js';
import { listKeys } from '../../../src/app/keys/list-keys.js';
import { writeKeyReports } from '../../../src/app/keys/report.js';
import { rotateKeys } from '../../../src/app/keys/rotate.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { Fault } from '../../../src/base/fault.js';
import { run } from '../../../src/cli/program.js';
import type { KeyEvent } from '../../../src/documents/key-lifecycle-data.js';
import { enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const UNIT = { system: 'pbx', level: 3, period: '2026-04' } as const;

let service: SmallService;

beforeEach(async () => {
  service = await smallService();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const ofLevel3 = async ({ ports }: Workspace): Promise<string> => ports.levelKeys.idOf(3);
const makeUnit = async (workspace: Workspace) =>
  workspace.ports.unitKeys.forWriting(UNIT, await workspace.ports.levelKeys.idOf(3));
const names = (events: readonly KeyEvent[]) => events.map(({ event }) => event);

describe('the key ledger (B2-4-2)', () => {
  it('knows the making of every key, with who, when and the entry of the audit log', () =>
    service.open(async (workspace) => {
      await makeUnit(workspace);
      const { kmsKeys, unitKeys, ledger, deviations } = await listKeys(workspace);
      expect(deviations).toEqual([]);
      expect(kmsKeys).toMatchObject([{ alias: 'alias/kimitsu/test-centre/level-3', state: 'Enabled' }]);
      expect(unitKeys.map(({ unitId }) => unitId)).toEqual(['catalogue/3/all', 'pbx/3/2026-04']);
      expect(JSON.stringify(unitKeys)).not.toContain('wrappedKey');
      const [created] = ledger.kmsKeys[0]!.events;
      expect(created).toMatchObject({ event: 'created', actor: 'operator:test', state: 'Enabled' });
      const entries = [];
      for await (const entry of workspace.ports.catalog.auditEntries()) entries.push(entry);
      for (const { events } of [...ledger.kmsKeys, ...ledger.unitKeys]) {
        expect(names(events)).toEqual(['created']);
        for (const { evidence } of events)
          expect(entries).toContainEqual(
            expect.objectContaining(evidence.source === 'audit' ? { seq: evidence.seq, hash: evidence.hash } : {}),
          );
      }
    }));

  it('shows a key that somebody disabled by hand as a deviation, also when no record can be opened any more', async () => {
    await service.open(async (workspace) => workspace.ports.keys.disableKey(await ofLevel3(workspace)));
    await service.open(async (workspace) => {
      const { kmsKeys, deviations } = await listKeys(workspace);
      expect(kmsKeys).toMatchObject([{ state: 'Disabled' }]);
      const key = 'alias/kimitsu/test-centre/level-3';
      expect(deviations).toEqual([{ key, code: 'state-differs', expected: 'Enabled', found: 'Disabled' }]);
      expect(() => workspace.ports.seal.open('k1.x')).toThrow(expect.objectContaining({ code: 'keys/disabled' }));
    });
  });

  it('shows a unit key that went without a record, and one that nobody recorded', () =>
    service.open(async (workspace) => {
      await makeUnit(workspace);
      const { unitKeyStore } = workspace.ports;
      const record = (await unitKeyStore.get('pbx/3/2026-04'))!;
      await unitKeyStore.add({ ...record, unitId: 'pbx/3/2026-05', period: '2026-05' });
      await unitKeyStore.destroy('pbx/3/2026-04');
      const { deviations, ledger } = await listKeys(workspace);
      expect(deviations).toEqual([
        { key: 'pbx/3/2026-04', code: 'missing' },
        { key: 'pbx/3/2026-05', code: 'creation-not-recorded' },
      ]);
      expect(ledger.unitKeys.find(({ unitId }) => unitId === 'pbx/3/2026-04')?.state).toBe('Missing');
    }));

  it('keeps the name of a key that is gone, and tells whether its end is on record', async () => {
    const keyId = await service.open(async (workspace) => {
      const { levelKeys, keys, catalog, actor } = workspace.ports;
      const { keyId: made } = await levelKeys.findOrCreate(2);
      const { deletionDate } = await keys.scheduleKeyDeletion(made, 7);
      const detail = { kmsKeyId: made, deletionDate: deletionDate!.toISOString() };
      await catalog.appendAudit([{ actor, action: 'kms-key.deletion-scheduled', subject: 'erasure-1', detail }]);
      expect((await listKeys(workspace)).deviations).toEqual([]);
      return made;
    });
    service.clock.advance(7 * DAY_MS);
    await service.open(async (workspace) => {
      const ofLevel2 = async () => (await listKeys(workspace)).ledger.kmsKeys.find((key) => key.keyId === keyId);
      const alias = 'alias/kimitsu/test-centre/level-2';
      const gone = { alias, level: 2, state: 'Missing', deviations: [{ code: 'destruction-not-confirmed' }] };
      expect(await ofLevel2()).toMatchObject(gone);
      const { catalog, actor } = workspace.ports;
      const detail = { kmsKeyId: keyId };
      await catalog.appendAudit([{ actor, action: 'kms-key.destroyed', subject: 'erasure-1', detail }]);
      expect(await ofLevel2()).toMatchObject({ alias, level: 2, state: 'Destroyed', deviations: [] });
    });
  });

  it('shows what the service does by itself', async () => {
    await service.open(ofLevel3);
    service.clock.advance(365 * DAY_MS);
    await service.open(async (workspace) => {
      const { ledger, deviations } = await listKeys(workspace);
      expect(names(ledger.kmsKeys[0]!.events)).toEqual(['created', 'rotated']);
      expect(ledger.kmsKeys[0]!.events[1]).toMatchObject({ actor: undefined, evidence: { source: 'key-service' } });
      expect(deviations).toEqual([]);
    });
  });
});

describe('rotation (B2-4-2)', () => {
  it('renews the KMS key and wraps every unit key anew; unit keys stay the same', () =>
    service.open(async (workspace) => {
      const { unitKeyStore, unitKeys } = workspace.ports;
      const before = (await makeUnit(workspace)).use((bytes) => Buffer.from(bytes).toString('hex'));
      const wrapped = (await unitKeyStore.get('pbx/3/2026-04'))!.wrappedKey;
      const done = await rotateKeys(workspace);
      expect(done.summary).toMatchObject({ planned: 2, done: 2, failed: 0 });
      expect(done.rotated).toMatchObject([{ level: 3 }]);
      expect((await unitKeyStore.get('pbx/3/2026-04'))!.wrappedKey).not.toBe(wrapped);
      unitKeys.forgetAll();
      const after = (await unitKeys.forReading('pbx/3/2026-04')).use((bytes) => Buffer.from(bytes).toString('hex'));
      expect(after).toBe(before);
      const { ledger, deviations } = await listKeys(workspace);
      expect(names(ledger.kmsKeys[0]!.events)).toEqual(['created', 'rotated']);
      for (const { events } of ledger.unitKeys) expect(names(events)).toEqual(['created', 'rewrapped']);
      expect(deviations).toEqual([]);
    }));

  it('of the others goes on when one key cannot be rotated, which is told in the end', () =>
    service.open(async (workspace) => {
      const { keys, levelKeys, unitKeyStore } = workspace.ports;
      await makeUnit(workspace);
      await keys.disableKey(await levelKeys.idOf(2));
      const wrapped = (await unitKeyStore.get('pbx/3/2026-04'))!.wrappedKey;
      await expect(rotateKeys(workspace)).rejects.toMatchObject({ code: 'keys/disabled' });
      expect((await unitKeyStore.get('pbx/3/2026-04'))!.wrappedKey).not.toBe(wrapped);
      expect(await keys.materialsOf(await ofLevel3(workspace))).toHaveLength(2);
    }));

  it('that took place and could not be written down any more is entered by the next, and not made twice', () =>
    service.open(async (workspace) => {
      const { catalog, keys } = workspace.ports;
      const keyId = await ofLevel3(workspace);
      const append = catalog.appendAudit.bind(catalog);
      const full = vi.spyOn(catalog, 'appendAudit').mockImplementation((drafts) => {
        if (drafts.some(({ action }) => action === 'kms-key.rotated'))
          return Promise.reject(new Fault('unavailable', 'catalog/unavailable', 'the disk is full'));
        return append(drafts);
      });
      await expect(rotateKeys(workspace)).rejects.toMatchObject({ code: 'catalog/unavailable' });
      full.mockRestore();
      const [, second] = await keys.materialsOf(keyId);
      expect((await rotateKeys(workspace)).rotated).toMatchObject([{ materialId: second?.materialId }]);
      expect(await keys.materialsOf(keyId)).toHaveLength(2);
      expect((await listKeys(workspace)).deviations).toEqual([]);
      await rotateKeys(workspace);
      expect(await keys.materialsOf(keyId)).toHaveLength(3);
    }));

  it('that somebody made past kimitsu stays a deviation, also after one that was refused', () =>
    service.open(async (workspace) => {
      const { keys } = workspace.ports;
      const keyId = await ofLevel3(workspace);
      await keys.disableKey(keyId);
      await expect(rotateKeys(workspace)).rejects.toMatchObject({ code: 'keys/disabled' });
      await keys.enableKey(keyId);
      await keys.rotateKey(keyId);
      await rotateKeys(workspace);
      expect((await listKeys(workspace)).deviations).toMatchObject([{ code: 'rotation-not-recorded' }]);
    }));

  it('can leave the KMS key as it is, and can be asked for a level that has none', () =>
    service.open(async (workspace) => {
      const keyId = await ofLevel3(workspace);
      expect(await rotateKeys(workspace, { rewrapOnly: true })).toMatchObject({ rotated: [], summary: { done: 1 } });
      expect(await workspace.ports.keys.materialsOf(keyId)).toHaveLength(1);
      await expect(rotateKeys(workspace, { level: 1 })).rejects.toMatchObject({ code: 'keys/not-found' });
    }));
});

describe('imported material', () => {
  let file: string;

  beforeEach(async () => {
    const config = join(service.dir, 'kimitsu.yaml');
    const yaml = await readFile(config, 'utf8');
    await writeFile(config, yaml.replace('  folder: keys ', '  origin: EXTERNAL\n  folder: keys '));
    file = join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'material');
    await writeFile(file, createHash('sha256').update('first').digest());
  });

  it('is waited for, imported, added to, rotated to and deleted, each step in the ledger', async () => {
    await service.open(async (workspace) => {
      expect(() => workspace.ports.seal.open('k1.x')).toThrow(expect.objectContaining({ code: 'keys/pending-import' }));
      expect((await listKeys(workspace)).kmsKeys).toMatchObject([{ state: 'PendingImport' }]);
      expect(await importKey(workspace, { level: 3, file })).toMatchObject({
        state: 'Enabled',
        materialState: 'CURRENT',
      });
    });
    await service.open(async (workspace) => {
      const { keys, seal } = workspace.ports;
      const keyId = await ofLevel3(workspace);
      const sealed = seal.seal('音声.wav');
      expect(await rotateKeys(workspace)).toMatchObject({
        rotated: [],
        withoutMaterial: ['alias/kimitsu/test-centre/level-3'],
      });
      const first = await readFile(file);
      await writeFile(file, createHash('sha256').update('second').digest());
      await expect(importKey(workspace, { level: 3, file })).rejects.toMatchObject({ code: 'keys/other-material' });
      const second = await importKey(workspace, { level: 3, file, additional: true });
      expect(second.materialState).toBe('PENDING_ROTATION');
      expect(await rotateKeys(workspace, { level: 3 })).toMatchObject({ rotated: [{ materialId: second.materialId }] });
      expect(await keys.deleteImportedKeyMaterial(keyId)).toMatchObject([{ present: false }, { present: false }]);
      expect((await listKeys(workspace)).deviations).toMatchObject([{ expected: 'Enabled', found: 'PendingImport' }]);
      await importKey(workspace, { level: 3, file });
      await writeFile(file, first);
      expect(await importKey(workspace, { level: 3, file })).toMatchObject({ state: 'Enabled' });
      expect(seal.open(sealed)).toBe('音声.wav');
      const { ledger, deviations } = await listKeys(workspace);
      expect(deviations).toEqual([]);
      const steps = ['created', 'imported', 'imported', 'rotated', 'imported', 'imported'];
      expect(names(ledger.kmsKeys[0]!.events)).toEqual(steps);
    });
  });

  it.each`
    what          | bytes
    ${'31 bytes'} | ${Buffer.alloc(31, 'ab')}
    ${'33 bytes'} | ${Buffer.alloc(33, 'ab')}
    ${'zeros'}    | ${Buffer.alloc(32)}
    ${'nothing'}  | ${Buffer.alloc(0)}
  `('refuses a file of $what before anything is made', async ({ bytes }) => {
    await writeFile(file, bytes);
    await service.open(async (workspace) => {
      await expect(importKey(workspace, { level: 2, file })).rejects.toMatchObject({ code: 'keys/bad-material-file' });
      await expect(importKey(workspace, { level: 2, file: `${file}-none` })).rejects.toMatchObject({
        code: 'file/unreadable',
      });
      expect(await workspace.ports.keys.describeKey('alias/kimitsu/test-centre/level-2')).toBeUndefined();
    });
  });
});

describe('the key reports (B2-4-1, B2-4-2)', () => {
  it('are written for their owner only, never over each other, with their hashes in the audit log', async () => {
    await service.open(async (workspace) => {
      const first = await writeKeyReports(workspace);
      const second = await writeKeyReports(workspace);
      const folder = join(service.dir, 'reports');
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect((await readdir(folder)).sort()).toEqual([
        'encryption-report-20260401-2.pdf',
        'encryption-report-20260401.pdf',
        'key-lifecycle-report-20260401-2.pdf',
        'key-lifecycle-report-20260401.pdf',
      ]);
      expect(second.encryption.path).toBe(join(folder, 'encryption-report-20260401-2.pdf'));
      const told = new Map<string, unknown>();
      for await (const { action, subject, detail } of workspace.ports.catalog.auditEntries())
        if (action === 'report.made') told.set(subject, detail);
      for (const { path, sha256, reportId } of [first, second].flatMap((each) => [each.encryption, each.lifecycle])) {
        const pdf = await readFile(path);
        expect((await stat(path)).mode & 0o777).toBe(0o600);
        expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
        expect(told.get(reportId)).toEqual({ sha256 });
      }
    });
  });
});

describe('kimitsu keys', () => {
  let stdout = '';
  const kimitsu = (...args: string[]) => {
    stdout = '';
    return run(['node', 'kimitsu', 'keys', ...args, '--dir', service.dir]);
  };

  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      stdout += String(chunk);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  it('list, rotate and report, for people and for programs', async () => {
    const boss = await enrol(service.dir);
    expect(await kimitsu('rotate', '--level', '3', ...boss.stepUp())).toBe(0);
    expect(stdout).toContain('1個のユニット鍵を包み直しました。');
    expect(await kimitsu('list')).toBe(0);
    for (const part of ['有効', '更新（鍵素材の交代）', '包み直し', '監査ログ 第3号']) expect(stdout).toContain(part);
    expect(await kimitsu('list', '--json')).toBe(0);
    const listed = JSON.parse(stdout);
    expect(listed.kmsKeys[0]).toMatchObject({ state: 'Enabled', alias: 'alias/kimitsu/test-centre/level-3' });
    expect(listed.unitKeys[0]).toMatchObject({ unitId: 'catalogue/3/all' });
    expect(await kimitsu('report', '--json')).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ encryption: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(await kimitsu('rotate', '--level', '4')).toBe(2);
    expect(await kimitsu('rotate', '--level', '1', ...boss.stepUp())).toBe(2);
    expect(await kimitsu('import', '--level', '3', '--file', join(service.dir, 'none'), ...boss.stepUp())).toBe(2);
    // The key that seals second factors is one of the service's too, and is as it was recorded.
    expect(listed.kmsKeys).toContainEqual(expect.objectContaining({ alias: 'alias/kimitsu/test-centre/access' }));
    expect(listed.deviations).toEqual([]);
  });
});
