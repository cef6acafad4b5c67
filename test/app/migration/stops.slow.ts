import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { enforce } from '../../../src/app/enforce.js';
import { planMigration } from '../../../src/app/migration/make-plan.js';
import { assertMigratable, runMigration } from '../../../src/app/migration/migrate-plan.js';
import { verifyFolder } from '../../../src/app/migration/receive.js';
import { decideReview } from '../../../src/app/review.js';
import { FolderTarget } from '../../../src/migrate/package/folder.js';
import { type MigratingService, migratingService } from '../../support/migrating-service.js';
import { smallService } from '../../support/small-service.js';

const packageOf = ({ handover, made }: MigratingService, system: string): string =>
  join(handover, made.plan.packages.find((one) => one.system === system)?.name ?? '');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('stops', () => {
  it('when something came in after the plan: nothing is handed over', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
    await service.put('pbx/new.txt', '計画の後のメモ');
    await expect(service.open((workspace) => runMigration(workspace, service.made.plan))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'migrate/scope-changed',
    });
    expect(await readdir(service.handover)).toEqual([]);
  });

  it('B3-2-2: when a level was decided anew after the plan, before anything is written', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
    const planned = service.made.plan;
    await service.open(async (workspace) => {
      const people = { reason: '公表済みのため', decidedBy: '運用一郎', confirmedBy: '検証二郎' };
      for await (const { objectId } of workspace.ports.catalog.objects({}))
        await decideReview(workspace, { objectId, level: 1, ...people });
      await enforce(workspace);
      const changed = { kind: 'conflict', code: 'migrate/scope-changed' };
      await expect(assertMigratable(workspace, planned)).rejects.toMatchObject(changed);
      await expect(runMigration(workspace, planned)).rejects.toMatchObject(changed);
    });
    expect(await readdir(service.handover)).toEqual([]);
  });

  it('before the agreed days', async () => {
    const service = await migratingService({
      files: { 'pbx/a.txt': 'メモ' },
      async before({ dir }) {
        const yaml = join(dir, 'kimitsu.yaml');
        await writeFile(yaml, (await readFile(yaml, 'utf8')).replace('from: 2026-04-01', 'from: 2026-04-02'));
      },
    });
    const early = service.open((workspace) => runMigration(workspace, service.made.plan));
    await expect(early).rejects.toMatchObject({ kind: 'denied', code: 'migrate/too-early' });
    expect(await readdir(service.handover)).toEqual([]);
    service.clock.advance(86_400_000);
    expect(await service.open((workspace) => runMigration(workspace, service.made.plan))).toMatchObject({
      phase: 'verified',
    });
  });

  it.each(['handover', 'data/pbx/handover', 'link/handover'])(
    'when the destination lies within the workspace: %s',
    async (folder) => {
      const { dir, open } = await smallService(
        {},
        (yaml) => `${yaml}
migration:
  receiver: { name: 架空の次期受託者（試験用）, contact: 06-0000-0000, publicKey: receiver.pub.pem }
  destination: { type: folder, folder: ${folder} }
`,
      );
      await symlink(dir, join(dir, 'link'));
      await cp(join(dir, 'approver.pub.pem'), join(dir, 'receiver.pub.pem'));
      await expect(open((workspace) => planMigration(workspace))).rejects.toMatchObject({
        kind: 'usage',
        code: 'migrate/destination-inside',
      });
    },
  );

  it('when the destination has come to lie within the workspace since the plan was approved', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
    await rm(service.handover, { recursive: true });
    await symlink(join(service.dir, 'data', 'pbx'), service.handover);
    await expect(service.open((workspace) => runMigration(workspace, service.made.plan))).rejects.toMatchObject({
      kind: 'usage',
      code: 'migrate/destination-inside',
    });
    expect(await readdir(join(service.dir, 'data', 'pbx'))).toEqual(['.kimitsu', 'a.txt']);
  });

  it('when the folder of the destination is not there, as of a disk that is not mounted', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
    await rm(service.handover, { recursive: true });
    const run = service.open((workspace) => runMigration(workspace, service.made.plan));
    await expect(run).rejects.toMatchObject({ kind: 'usage', code: 'migrate/no-destination' });
    await expect(readdir(service.handover)).rejects.toThrow('ENOENT');
  });

  it('when the destination is another than the approved one', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
    const yaml = join(service.dir, 'kimitsu.yaml');
    await writeFile(yaml, (await readFile(yaml, 'utf8')).replace(service.handover, `${service.handover}-other`));
    await expect(service.open((workspace) => runMigration(workspace, service.made.plan))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'migrate/other-destination',
    });
  });

  describe('when a finished package', () => {
    /** Dies between the completion of the first package and its verification. */
    class Dying extends FolderTarget {
      override async complete(): Promise<void> {
        await super.complete();
        throw new Error('killed');
      }
    }
    let service: MigratingService;
    let folder: string;
    const again = () => service.open((workspace) => runMigration(workspace, service.made.plan));
    const invalid = { kind: 'integrity', code: 'migrate/package-not-valid' };

    beforeAll(async () => {
      service = await migratingService({ files: { 'pbx/a.txt': 'メモ', 'inquiry-form/b.txt': 'メモ' } });
      folder = packageOf(service, 'pbx');
      const dying = (name: string) => new Dying(service.handover, name);
      await expect(service.open((workspace) => runMigration(workspace, service.made.plan, {}, dying))).rejects.toThrow(
        'killed',
      );
    });

    it('was altered before it was verified', async () => {
      await writeFile(join(folder, 'data', 'records', 'a.txt'), 'メモー');
      await expect(again()).rejects.toMatchObject(invalid);
    });

    it('was altered with everything that lists it: what was sealed is on record', async () => {
      const replaced = async (path: string, from: string, to: string): Promise<void> => {
        const text = (await readFile(join(folder, path), 'utf8')).replaceAll(from, to);
        await writeFile(join(folder, path), text);
        const manifest = join(folder, 'tagmanifest-sha256.txt');
        const lines = (await readFile(manifest, 'utf8'))
          .split('\n')
          .map((line) => (line.endsWith(`  ${path}`) ? `${sha256(Buffer.from(text))}  ${path}` : line));
        await writeFile(manifest, lines.join('\n'));
      };
      const [was, is] = ['メモ', '嘘だ'].map((text) => sha256(Buffer.from(text))) as [string, string];
      await writeFile(join(folder, 'data', 'records', 'a.txt'), '嘘だ');
      await replaced('manifest-sha256.txt', was, is);
      await replaced('metadata/records.jsonl', was, is);
      expect(await verifyFolder(folder)).toMatchObject({ verdict: 'valid' });
      await expect(again()).rejects.toMatchObject(invalid);
    });

    it('is removed, it is made again', async () => {
      await rm(folder, { recursive: true });
      expect(await again()).toMatchObject({ phase: 'verified' });
      expect(await verifyFolder(folder)).toMatchObject({ verdict: 'valid' });
    });
  });

  it('when a package that an earlier run has verified is gone or another one by the time it goes on', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ', 'inquiry-form/b.txt': 'メモ' } });
    const dying = (name: string) => {
      if (name.includes('inquiry-form')) throw new Error('killed');
      return new FolderTarget(service.handover, name);
    };
    const run = (...more: [] | [typeof dying]) =>
      service.open((workspace) => runMigration(workspace, service.made.plan, {}, ...more));
    await expect(run(dying)).rejects.toThrow('killed');
    const folder = packageOf(service, 'pbx');
    const changed = (state: string) => ({
      kind: 'integrity',
      code: 'migrate/package-changed',
      detail: { packages: [{ state }] },
    });
    await rename(folder, `${folder}-elsewhere`);
    await expect(run()).rejects.toMatchObject(changed('missing'));
    await rename(`${folder}-elsewhere`, folder);
    await writeFile(join(folder, 'data', 'records', 'a.txt'), '嘘だ');
    await expect(run()).rejects.toMatchObject(changed('changed'));
    await writeFile(join(folder, 'data', 'records', 'a.txt'), 'メモ');
    expect(await run()).toMatchObject({ phase: 'verified', packages: [{ system: 'pbx' }, { system: 'inquiry-form' }] });
  });

  it('when a record is another one than was listed, under the same version', async () => {
    const service = await migratingService({ files: { 'pbx/a.txt': 'メモ' } });
    const changed = service.open((workspace) => {
      const { objects } = workspace.ports;
      const other = Object.assign(Object.create(objects) as typeof objects, {
        head: async (...of: Parameters<typeof objects.head>) => {
          const head = await objects.head(...of);
          return head && of[0].versionId !== undefined ? { ...head, etag: 'another' } : head;
        },
      });
      const ports = Object.defineProperty(Object.create(workspace.ports) as typeof workspace.ports, 'objects', {
        value: other,
      });
      return runMigration({ ...workspace, ports }, service.made.plan);
    });
    await expect(changed).rejects.toMatchObject({ kind: 'conflict', code: 'migrate/changed' });
  });
});
