import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { unclaimedFiles } from '../../../src/adapters/local/store/unclaimed.js';
import { LocalPlaceRegister } from '../../../src/adapters/places/local-place-register.js';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { assertErasable, erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { findUnclaimed } from '../../../src/app/ownership/unclaimed.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { DAY_MS } from '../../../src/base/clock.js';
import type { Config } from '../../../src/config/schema.js';
import type { UnclaimedFiles } from '../../../src/run/unclaimed.js';
import { copyFolder } from '../../support/copy-folder.js';
import { enrol } from '../../support/enrolled.js';
import { asOrdinaryUser } from '../../support/ordinary-user.js';
import { screen } from '../../support/screen.js';
import { copyOf, type SmallService, smallService } from '../../support/small-service.js';

const RECORDS = {
  'pbx/memo/1.txt': '窓口の受付時間について。',
  'pbx/memo/2.txt': '山田太郎様 090-1234-5678',
  'inquiry-form/1.txt': 'お問合せ',
};
const prepared = (async () => {
  const service = await smallService(RECORDS);
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  return service;
})();
let service: SmallService;
beforeEach(async () => {
  service = await copyOf(await prepared);
});

const inData = (...names: string[]) => join(service.dir, 'data', ...names);
const unclaimed = (everyKey = false, change = (config: Config): Config => config): Promise<UnclaimedFiles> =>
  service.open(({ dir, config, ports: { catalog, actor } }: Workspace) =>
    findUnclaimed({ dir, config: change(config), catalog, actor }, everyKey),
  );

describe('B3-2-1: files of the embedded store that no listing shows', () => {
  const NONE = { count: 0, atLeast: false, folders: [] };

  it('are none where only the store and the systems have written', async () => {
    expect(await unclaimed(true)).toEqual(NONE);
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    for (const part of ['key', 'data', 'record']) await service.put(`pbx/.kimitsu/tmp/${id}.${part}`, '');
    await service.put(`pbx/.kimitsu/places.json.${id}.tmp`, '');
    await mkdir(inData('empty/below'), { recursive: true });
    expect(await unclaimed(true)).toEqual(NONE);
  });

  it.each`
    file                            | shown
    ${'loose.txt'}                  | ${'./'}
    ${'PBX/memo/3.txt'}             | ${'PBX/'}
    ${'pbx2/3.txt'}                 | ${'pbx2/'}
    ${'山田太郎/3.txt'}             | ${'●●●●/'}
    ${'pbx/.kimitsu/3.txt'}         | ${'pbx/.kimitsu/'}
    ${'pbx/.kimitsu/other/3.txt'}   | ${'pbx/.kimitsu/'}
    ${'pbx/.kimitsu/tmp/3.txt'}     | ${'pbx/.kimitsu/'}
    ${'pbx/.kimitsu/history/3.txt'} | ${'pbx/.kimitsu/'}
  `('are counted: $file', async ({ file, shown }) => {
    await service.put(file, '山田太郎様');
    expect(await unclaimed()).toEqual({ count: 1, atLeast: false, folders: [shown] });
  });

  it('are looked for in the history of each key before an end', async () => {
    await service.put('pbx/.kimitsu/history/memo/1.txt/copy.txt', '山田太郎様');
    await service.put('pbx/.kimitsu/history/memo/1.txt/0000000f.v-1.data', '山田太郎様');
    expect(await unclaimed()).toEqual(NONE);
    expect(await unclaimed(true)).toMatchObject({ count: 2, folders: ['pbx/.kimitsu/'] });
  });

  it('are counted to a bound, and a link is one of them whatever it leads to', async () => {
    await symlink('/', inData('link'));
    expect(await unclaimed()).toEqual({ count: 1, atLeast: false, folders: ['./'] });
    await mkdir(inData('pbx2'));
    await Promise.all(Array.from({ length: 1001 }, (_, index) => writeFile(inData('pbx2', `${index}`), '')));
    expect(await unclaimed()).toMatchObject({ count: 1000, atLeast: true });
  });

  it('are taken to be in a folder that is shut, unless every volume has it', () =>
    asOrdinaryUser(async () => {
      const root = await mkdtemp(join(tmpdir(), 'kimitsu-'));
      for (const name of ['lost+found', 'shut', 'open/shut'])
        await mkdir(join(root, name), { recursive: true, mode: 0o700 });
      for (const name of ['lost+found', 'shut', 'open/shut']) await chmod(join(root, name), 0);
      const claims = { buckets: [], prefixesOfOthers: async () => [], isElsewhere: () => false };
      expect((await unclaimedFiles(root, claims)).sort()).toEqual(['open/', 'shut/']);
      await chmod(join(root, 'lost+found'), 0o700);
      await writeFile(join(root, 'lost+found', '#1'), '');
      expect(await unclaimedFiles(root, claims)).toContain('lost+found/');
    }));

  it('are not those of another workspace that has its records below the same root, until it gives the place back', async () => {
    await service.put('other-pbx/1.txt', '記録');
    const register = new LocalPlaceRegister(inData());
    const other = { prefix: '', workspace: `ws-${'0'.repeat(32)}`, service: 'other' };
    await register.write('other-pbx', [other], await register.read('other-pbx'));
    expect(await unclaimed(true)).toEqual(NONE);
    await register.write('other-pbx', [], await register.read('other-pbx'));
    expect(await unclaimed(true)).toMatchObject({ count: 1 });
  });

  it('are those of a folder that was copied with all that says whose it is', async () => {
    copyFolder(inData('pbx'), inData('pbx2'));
    expect(await unclaimed()).toMatchObject({ folders: ['pbx2/'] });
  });

  it('are not what the configuration keeps below the same root', async () => {
    const rooted = (root: string) => unclaimed(true, (config) => ({ ...config, storage: { type: 'local', root } }));
    expect(await rooted('.')).toEqual(NONE);
    expect(await rooted('..')).toEqual(NONE);
    await service.put('../../loose.txt', '');
    expect(await rooted('..')).toMatchObject({ folders: ['./'] });
    await service.put('keys/root.key', '');
    await service.put('own/catalogue.sqlite-wal', '');
    const inside = (config: Config) => ({
      ...config,
      catalogue: 'data/own/catalogue.sqlite',
      keys: { ...config.keys, folder: 'data/keys' },
    });
    expect(await unclaimed(true, inside)).toEqual(NONE);
  });

  it('stop a plan of the whole service and the beginning of its erasure, and no plan of a part', async () => {
    const code = { kind: 'conflict', code: 'store/unclaimed-files', detail: { count: 1 } };
    await service.put('PBX/3.txt', '山田太郎様');
    await service.open(async (workspace) => {
      await expect(planDisposal(workspace)).rejects.toMatchObject(code);
      await planDisposal(workspace, { filter: { systems: ['pbx'] } });
    });
    await rm(inData('PBX'), { recursive: true });
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    await service.put('loose.txt', '山田太郎様');
    const trial = (workspace: Workspace) => assertErasable(workspace, plan, new AbortController().signal);
    await service.open((workspace) => expect(trial(workspace)).rejects.toMatchObject(code));
    await service.open((workspace) => expect(erasePlan(workspace, plan)).rejects.toMatchObject(code));
  });

  it('are looked for again when an erasure goes on and before each certificate', async () => {
    const code = { kind: 'conflict', code: 'store/unclaimed-files', detail: { count: 1 } };
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    const erase = () => service.open((workspace) => erasePlan(workspace, plan));
    const issue = () => service.open((workspace) => issueCertificate(workspace, plan.planId));
    const loose = async (work: () => Promise<unknown>) => {
      await service.put('PBX/3.txt', '山田太郎様');
      await expect(work()).rejects.toMatchObject(code);
      await rm(inData('PBX'), { recursive: true });
    };
    // Put there while versions are destroyed.
    await service.open(async (workspace) => {
      const { objects } = workspace.ports;
      const destroy = objects.destroyVersion.bind(objects);
      objects.destroyVersion = async (...given) => {
        await service.put('PBX/3.txt', '山田太郎様');
        return destroy(...given);
      };
      await expect(erasePlan(workspace, plan)).rejects.toMatchObject(code);
    });
    await rm(inData('PBX'), { recursive: true });
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    await loose(issue);
    expect((await issue()).certificate.stage).toBe('interim');
    await loose(issue);
    service.clock.advance(31 * DAY_MS);
    await loose(erase);
    expect((await erase()).phase).toBe('complete');
    await loose(issue);
    expect((await issue()).certificate).toMatchObject({ stage: 'final', verification: { overall: 'PASS' } });
  });

  const shown = screen();

  it('are told of by runs, which end as they would without, and by the doctor', async () => {
    await enrol(service.dir, { clock: service.clock });
    await service.put('PBX/山田太郎.txt', '山田太郎様');
    for (const command of ['classify', 'enforce']) {
      expect(await shown.kimitsu(command, '--dir', service.dir), shown.stderr).toBe(0);
      expect(shown.stderr).toMatch(/1件（PBX\/）.*store\/unclaimed-files/);
      expect(await shown.kimitsu(command, '--dir', service.dir, '--json')).toBe(0);
      expect(JSON.parse(shown.stdout)).toMatchObject({ unclaimed: { count: 1, atLeast: false, folders: ['PBX/'] } });
    }
    await shown.kimitsu('doctor', '--dir', service.dir);
    expect(shown.stdout).toMatch(/注意 どのシステムにも属さないファイル: .*1個あります（PBX\/）\n.*→/);
    expect(shown.stdout).not.toContain('山田');
  });
});
