import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/app/audit.js';
import { records } from '../../../src/app/controls/evidence/records.js';
import type { Workroom } from '../../../src/app/controls/evidence.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan, loadPlan } from '../../../src/app/end-of-service/erase-plan.js';
import { enforce } from '../../../src/app/enforce.js';
import { encryptionReport } from '../../../src/app/keys/encryption-report.js';
import { planMigration } from '../../../src/app/migration/make-plan.js';
import { loadMigration, runMigration } from '../../../src/app/migration/migrate-plan.js';
import { differing } from '../../../src/app/migration/read-again.js';
import { acceptFolder, importAcceptance, verifyFolder } from '../../../src/app/migration/receive.js';
import { assertMigrationsAccepted, unacceptedMigrations } from '../../../src/app/migration/unaccepted.js';
import { signerOf } from '../../../src/certify/signing-key.js';
import { type MigrationAcceptance, signAcceptance } from '../../../src/migrate/acceptance.js';
import type { MigrationRecord } from '../../../src/migrate/record.js';
import { type MigratingService, migratingService } from '../../support/migrating-service.js';

const FILES = {
  'pbx/memo/090-1234-5678.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
  'pbx/memo/Ａ棟 50%.txt': '架空川 次郎様より、転居の届出について。',
  'pbx/memo/con.txt': '公表された統計の案内',
  'pbx/memo/Case.txt': '架空海 三郎様より、道路の穴について。',
  'pbx/memo/case.txt': '架空野 四郎様より、公園の灯りについて。',
  'pbx/memo/~home$.txt': '窓口の時間の案内',
  'pbx/memo/line\nbreak.txt': '架空谷 五郎様より、水道について。',
  'pbx/memo/empty.txt': '',
  'inquiry-form/inquiry.json': '{"氏名":"架空海 三郎","内容":"道路の穴について"}',
};
const SYSTEMS = ['pbx', 'inquiry-form'];

interface Line {
  path: string;
  key: string;
  sha256: string;
  bytes: number;
}

async function linesOf(folder: string): Promise<Line[]> {
  const text = await readFile(join(folder, 'metadata', 'records.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

const packageOf = ({ handover, made }: MigratingService, system: string): string =>
  join(handover, made.plan.packages.find((one) => one.system === system)?.name ?? '');

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a migration from plan to acceptance (B3-1-1, B3-2-1, B3-2-3)', () => {
  let service: MigratingService;
  const run = (): Promise<unknown> => service.open((workspace) => runMigration(workspace, service.made.plan));

  beforeAll(async () => {
    service = await migratingService({ files: FILES, approve: false });
  });

  it('B3-1-1: the plan counts everything, and what moves and what stays adds up', () => {
    const { lines, moved, leftBehind, packages } = service.made.plan;
    const sum = (all: { versions: number }[]): number => all.reduce((total, { versions }) => total + versions, 0);
    expect(sum(lines)).toBe(sum(moved) + sum(leftBehind));
    expect(moved.reduce((total, { objects }) => total + objects, 0)).toBe(Object.keys(FILES).length);
    expect(packages.map(({ system }) => system)).toEqual(SYSTEMS);
  });

  it('B3-2-3: nothing is handed over without the approval of the prefecture', async () => {
    await expect(run()).rejects.toMatchObject({ kind: 'denied', code: 'migrate/not-approved' });
    expect(await readdir(service.handover)).toEqual([]);
  });

  it('nobody approves what they wrote', async () => {
    const plan = await service.open((workspace) => planMigration(workspace, 'pbx'), { actor: 'operator:kacho' });
    await expect(
      service.open((workspace) => approvePlan(workspace, plan.plan.planId, service.keyFile)),
    ).rejects.toMatchObject({ kind: 'denied', code: 'approval/own-plan' });
  });

  it('a migration plan is not erased by, and nothing stands against a disposal before it began', async () => {
    const { planId } = service.made.plan;
    await expect(service.open((workspace) => loadPlan(workspace, planId))).rejects.toMatchObject({
      code: 'plan/other-kind',
    });
    expect(await service.open(({ ports }) => unacceptedMigrations(ports, SYSTEMS))).toEqual([]);
  });

  it('approved, it hands over every record and reads it back', async () => {
    const { open, made, keyFile } = service;
    await open((workspace) => approvePlan(workspace, made.plan.planId, keyFile));
    const record = await open((workspace) => runMigration(workspace, made.plan));
    expect(record.phase).toBe('verified');
    for (const system of SYSTEMS) {
      const lines = await linesOf(packageOf(service, system));
      const files = Object.entries(FILES).filter(([path]) => path.startsWith(`${system}/`));
      expect(lines).toHaveLength(files.length);
      for (const [path, content] of files) {
        const line = lines.find(({ key }) => key === path.slice(system.length + 1));
        const bytes = await readFile(join(packageOf(service, system), line?.path ?? ''));
        expect(bytes.toString('utf8')).toBe(content);
        expect(line).toMatchObject({ sha256: sha256(bytes), bytes: bytes.byteLength });
      }
    }
    const states = await open(({ ports }) => ports.catalog.inventory());
    expect(states.map(({ state }) => state)).toEqual(states.map(() => 'migrated'));
  });

  it('leaves nothing of its own beside the packages, and names only in them', async () => {
    const names = service.made.plan.packages.map(({ name }) => name);
    expect((await readdir(service.handover)).sort()).toEqual(names.sort());
    expect(await readdir(join(service.dir, 'migrations', service.made.plan.planId))).toEqual([]);
    const audit: string[] = [];
    await service.open(async ({ ports }) => {
      for await (const entry of ports.catalog.auditEntries()) audit.push(JSON.stringify(entry));
    });
    expect(audit.join('\n')).not.toMatch(/090-1234-5678|架空/);
  });

  it('run again it changes nothing, and the next night leaves migrated records alone', async () => {
    const before = await stamps(packageOf(service, 'pbx'));
    await run();
    await service.open((workspace) => enforce(workspace));
    expect(await stamps(packageOf(service, 'pbx'))).toBe(before);
    expect((await service.open((workspace) => loadMigration(workspace, service.made.plan.planId))).begun).toBe(true);
  });

  it('B3-2-1: run again it reads every package anew, and names the one that is missing or another one', async () => {
    const again = async () => {
      const { phase, readAgain } = await service.open((workspace) => runMigration(workspace, service.made.plan));
      expect(phase).toBe('verified');
      return readAgain.map(({ state, problems }) => [state, ...problems]);
    };
    expect(await again()).toEqual([['as-verified'], ['as-verified']]);
    const file = join(packageOf(service, 'inquiry-form'), 'data', 'records', 'inquiry.json');
    const whole = await readFile(file);
    await writeFile(file, whole.toString('utf8').replace('海', '山'));
    expect(await again()).toEqual([['as-verified'], ['changed', 'altered']]);
    await writeFile(file, whole);
    await rename(packageOf(service, 'pbx'), join(service.handover, 'elsewhere'));
    expect(await again()).toEqual([['missing'], ['as-verified']]);
    await rename(join(service.handover, 'elsewhere'), packageOf(service, 'pbx'));
    await rename(service.handover, `${service.handover}-unmounted`);
    expect(await again()).toEqual([['missing'], ['missing']]);
    await rename(`${service.handover}-unmounted`, service.handover);
    const told: unknown[] = [];
    await service.open(async ({ ports }) => {
      for await (const { detail } of ports.catalog.auditOf('migration.packages-read-again')) told.push(detail);
    });
    expect(JSON.stringify(told)).toContain('"state":"changed"');
    expect(JSON.stringify(told)).not.toMatch(/records\/|inquiry\.json/);
  });

  it('B3-2-1: until the receiver accepts, the source must not be erased', async () => {
    const unaccepted = await service.open(({ ports }) => unacceptedMigrations(ports, SYSTEMS));
    expect(unaccepted).toMatchObject([
      { system: 'pbx', reason: 'not-accepted', objects: 8 },
      { system: 'inquiry-form', reason: 'not-accepted', objects: 1 },
    ]);
    await expect(service.open(({ ports }) => assertMigrationsAccepted(ports, SYSTEMS))).rejects.toMatchObject({
      kind: 'denied',
      code: 'plan/migration-not-accepted',
    });
  });

  it('B2-4-1 B3-2-1: what was handed over is told as kept at its source until it is erased there', async () => {
    await service.open(async (workspace) => {
      const { lines } = await encryptionReport(workspace, {} as never, { kmsKeys: [], unitKeys: [] } as never, []);
      expect(lines.reduce((sum, { objects }) => sum + objects, 0)).toBe(Object.keys(FILES).length);
      expect(lines.map(({ pending }) => pending)).toEqual(lines.map(() => 0));
      const { dir, config, ports } = workspace;
      const room = { dir, config, catalog: ports.catalog, clock: ports.clock } as unknown as Workroom;
      const [kept, ended] = await records.look(room);
      expect(kept?.evidence[0]?.words[0]).toMatch(/^9 objects kept/);
      expect(ended?.missing.map(([english]) => english)).toContain(
        '9 object(s) handed over and kept here: kimitsu plan disposal',
      );
    });
  });

  describe('refuses an acceptance', () => {
    const accepted = async (change: Partial<MigrationAcceptance> = {}, key?: string): Promise<string> => {
      const { acceptance } = await acceptFolder(
        packageOf(service, 'pbx'),
        service.receiverKeyFile,
        join(service.dir, 'sample.jws'),
        service.clock,
      );
      const pem = key ?? (await readFile(service.receiverKeyFile, 'utf8'));
      const { createPrivateKey } = await import('node:crypto');
      const jws = await signAcceptance(
        { ...acceptance, ...change },
        signerOf(createPrivateKey(pem).export({ format: 'jwk' })),
      );
      const file = join(service.dir, 'changed.jws');
      await writeFile(file, jws);
      return file;
    };
    const imported = (file: string): Promise<unknown> => service.open((workspace) => importAcceptance(workspace, file));
    const stranger = (): string =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

    it.each`
      what                      | change                                | code
      ${'of another plan'}      | ${{ planHash: 'a'.repeat(64) }}       | ${'acceptance/other-plan'}
      ${'of another package'}   | ${{ package: 'another' }}             | ${'acceptance/other-package'}
      ${'by another name'}      | ${{ receiver: '別の者' }}             | ${'acceptance/other-receiver'}
      ${'with another hash'}    | ${{ tagManifest: 'b'.repeat(64) }}    | ${'acceptance/differs'}
      ${'of one object less'}   | ${{ objects: 7 }}                     | ${'acceptance/differs'}
      ${'of one byte more'}     | ${{ bytes: 1 }}                       | ${'acceptance/differs'}
      ${'before the migration'} | ${{ at: '2026-03-31T00:00:00.000Z' }} | ${'acceptance/bad-time'}
      ${'of a day to come'}     | ${{ at: '2026-04-03T00:00:00.000Z' }} | ${'acceptance/bad-time'}
      ${'with other levels'}    | ${{ levels: [] }}                     | ${'acceptance/differs'}
    `('$what: $code', async ({ change, code }) => {
      await expect(imported(await accepted(change))).rejects.toMatchObject({ code });
    });

    it('by a key that is not pinned', async () => {
      await expect(imported(await accepted({}, stranger()))).rejects.toMatchObject({
        kind: 'denied',
        code: 'acceptance/unknown-key',
      });
    });

    it('by a key that the configuration names since, and the approved plan does not', async () => {
      const key = stranger();
      const pub = join(service.dir, 'receiver.pub.pem');
      const approved = await readFile(pub);
      await writeFile(pub, createPublicKey(key).export({ type: 'spki', format: 'pem' }));
      await expect(imported(await accepted({}, key))).rejects.toMatchObject({
        kind: 'denied',
        code: 'acceptance/other-receiver-key',
      });
      await writeFile(pub, approved);
    });

    it('altered', async () => {
      const file = await accepted();
      const jws = await readFile(file, 'utf8');
      await writeFile(file, jws.slice(0, -5) + (jws.at(-5) === 'A' ? 'B' : 'A') + jws.slice(-4));
      await expect(imported(file)).rejects.toMatchObject({ kind: 'integrity', code: 'acceptance/not-valid' });
    });

    it('and each attempt is in the audit log', async () => {
      const codes: unknown[] = [];
      await service.open(async ({ ports }) => {
        for await (const { action, detail } of ports.catalog.auditEntries())
          if (action === 'migration.acceptance-refused') codes.push((detail as { code: string }).code);
      });
      expect(codes).toHaveLength(12);
    });
  });

  it('written into the record by hand it opens no way to the erasure', async () => {
    const forged = service.open(async ({ ports }) => {
      const { catalog } = ports;
      const [document] = await catalog.documents('migration');
      const { id = '', body } = document ?? {};
      const record = body as unknown as MigrationRecord;
      const packages = record.packages.map((one) => ({ ...one, acceptance: { receiver: record.receiver.name } }));
      const save = (saved: unknown) =>
        catalog.saveDocument({ kind: 'migration', id, parentId: document?.parentId, body: saved as never }, []);
      await save({ ...record, phase: 'accepted', packages });
      await assertMigrationsAccepted(ports, SYSTEMS).finally(() => save(record));
    });
    await expect(forged).rejects.toMatchObject({ kind: 'integrity', code: 'migrate/record-altered' });
  });

  it('the receiver signs nothing with another key than the plan names', async () => {
    const key = join(service.dir, 'stranger.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const output = join(service.dir, 'none.jws');
    await expect(acceptFolder(packageOf(service, 'pbx'), key, output)).rejects.toMatchObject({
      kind: 'denied',
      code: 'acceptance/other-key',
    });
    await expect(readFile(output)).rejects.toThrow();
  });

  it('the receiver signs nothing for a package that was altered', async () => {
    const records = join(packageOf(service, 'inquiry-form'), 'metadata', 'records.jsonl');
    const original = await readFile(records);
    await writeFile(records, Buffer.concat([original, Buffer.from('\n')]));
    const output = join(service.dir, 'none.jws');
    await expect(
      acceptFolder(packageOf(service, 'inquiry-form'), service.receiverKeyFile, output),
    ).rejects.toMatchObject({ kind: 'integrity', code: 'acceptance/package-not-valid' });
    await expect(readFile(output)).rejects.toThrow();
    await writeFile(records, original);
  });

  it('accepted, package by package and under any name, it stands in the way no more', async () => {
    for (const system of SYSTEMS) {
      const moved = join(service.handover, `received-${system}`);
      await rename(packageOf(service, system), moved);
      expect(await verifyFolder(moved)).toMatchObject({ verdict: 'valid', problemCount: 0 });
      const { file } = await acceptFolder(moved, service.receiverKeyFile, undefined, service.clock);
      const record = await service.open((workspace) => importAcceptance(workspace, file));
      expect(record.phase).toBe(system === 'pbx' ? 'verified' : 'accepted');
    }
    await service.open(({ ports }) => assertMigrationsAccepted(ports, SYSTEMS));
    const { readAgain } = await service.open((workspace) => runMigration(workspace, service.made.plan));
    expect(differing(readAgain)).toEqual([]);
    expect(readAgain.map(({ state, accepted }) => [state, accepted])).toEqual(SYSTEMS.map(() => ['missing', true]));
    expect((await service.open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
  });

  it('a record that comes in afterwards stands in the way again', async () => {
    await service.put('pbx/memo/late.txt', '後から届いたメモ');
    await service.put('pbx/memo/late and empty.txt', '');
    const unaccepted = await service.open(async (workspace) => {
      await planMigration(workspace).catch(() => undefined); // lists the store; the new record is not classified
      return unacceptedMigrations(workspace.ports, SYSTEMS);
    });
    expect(unaccepted).toMatchObject([{ system: 'pbx', reason: 'not-migrated', objects: 2 }]);
    const migrated = await service.open(({ ports }) =>
      unacceptedMigrations(ports, SYSTEMS, ({ state }) => state === 'migrated'),
    );
    expect(migrated).toEqual([]);
  });
});

async function stamps(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).sort();
  return `${names.length} ${sha256(await readFile(join(folder, 'tagmanifest-sha256.txt')))}`;
}

describe('what is not migrated is named', () => {
  const before = async ({ open }: Parameters<NonNullable<Parameters<typeof migratingService>[0]['before']>>[0]) =>
    open(async ({ ports: { objects } }) => {
      const body = async function* () {
        yield Buffer.from('新しい版');
      };
      await objects.put({ bucket: 'pbx', key: 'memo/case.txt' }, body(), { encryption: { mode: 'default' } });
    });

  async function withHistory(history: boolean): Promise<MigratingService> {
    const { classify } = await import('../../../src/app/classify.js');
    return migratingService({
      files: { 'pbx/memo/case.txt': '古い版' },
      history,
      system: 'pbx',
      before: async (service) => {
        await before(service);
        await service.open((workspace) => classify(workspace), { detector: true });
        await service.open((workspace) => enforce(workspace));
      },
    });
  }

  it('older versions stay unless they are asked for', async () => {
    const { plan } = (await withHistory(false)).made;
    expect(plan.leftBehind).toEqual([{ system: 'pbx', reason: 'noncurrent-version', versions: 1 }]);
    expect(plan.moved.map(({ versions }) => versions)).toEqual([1]);
  });

  it('and go along when they are', async () => {
    const service = await withHistory(true);
    expect(service.made.plan.leftBehind).toEqual([]);
    await service.open((workspace) => runMigration(workspace, service.made.plan));
    const folder = packageOf(service, 'pbx');
    const contents = await Promise.all(
      (await linesOf(folder)).map(async ({ path }) => readFile(join(folder, path), 'utf8')),
    );
    expect(contents.sort()).toEqual(['古い版', '新しい版'].sort());
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'valid', objects: 2 });
  });
});

it('B3-2-1: the source can be erased once everything is accepted', async () => {
  const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
  const { open, made, keyFile } = service;
  await open((workspace) => runMigration(workspace, made.plan));
  const { file } = await acceptFolder(packageOf(service, 'pbx'), service.receiverKeyFile, undefined, service.clock);
  await open((workspace) => importAcceptance(workspace, file));
  const { planDisposal } = await import('../../../src/app/end-of-service/plan-files.js');
  const disposal = await open((workspace) => planDisposal(workspace));
  await open((workspace) => approvePlan(workspace, disposal.plan.planId, keyFile));
  const record = await open((workspace) => erasePlan(workspace, disposal.plan));
  expect(record.phase).toBe('kms-keys-scheduled');
});
