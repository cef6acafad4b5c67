import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/app/audit.js';
import { runMigration } from '../../../src/app/migration/migrate-plan.js';
import { verifyFolder } from '../../../src/app/migration/receive.js';
import type { OpenTarget } from '../../../src/app/migration/receiver.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import type { PackageTarget } from '../../../src/migrate/package/files.js';
import { FolderTarget } from '../../../src/migrate/package/folder.js';
import { copyFolder } from '../../support/copy-folder.js';
import { type CrashPoint, crashingPorts } from '../../support/crashing-ports.js';
import { type MigratingService, migratingService } from '../../support/migrating-service.js';

const FILES = {
  'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
  'pbx/memo/50%.txt': '架空川 次郎様より、転居の届出について。',
  'inquiry-form/inquiry.json': '{"氏名":"架空海 三郎","内容":"道路の穴について"}',
};

/** A service with an approved migration plan, made once and copied for each crash. */
let template: MigratingService;
beforeAll(async () => {
  template = await migratingService({ files: FILES });
});

interface Copy {
  open: MigratingService['open'];
  handover: string;
  run(workspace: Workspace, targets?: OpenTarget): Promise<unknown>;
}

/** The plan names its destination, so packages of a copy go to a folder of its own by way of the target. */
async function copied(): Promise<Copy> {
  const dir = await mkdtemp(join(tmpdir(), 'kimitsu-crash-'));
  const handover = await mkdtemp(join(tmpdir(), 'kimitsu-crash-handover-'));
  copyFolder(template.dir, dir);
  return {
    handover,
    open: (work, options = {}) =>
      withWorkspace(dir, { clock: template.clock, actor: 'operator:test', ...options }, work),
    run: (workspace, targets = (name) => new FolderTarget(handover, name)) =>
      runMigration(workspace, template.made.plan, {}, targets),
  };
}

/** What must be the same however often the run was killed. */
async function assertWhole({ open, handover }: Copy, at: string): Promise<void> {
  const names = template.made.plan.packages.map(({ name }) => name);
  expect((await readdir(handover)).sort(), at).toEqual([...names].sort());
  for (const name of names) expect(await verifyFolder(join(handover, name)), at).toMatchObject({ verdict: 'valid' });
  await open(async (workspace) => {
    const lines = await workspace.ports.catalog.inventory();
    expect(
      lines.map(({ state }) => state),
      at,
    ).toEqual(lines.map(() => 'migrated'));
    expect((await verifyAudit(workspace)).problemCount, at).toBe(0);
  });
}

describe('a migration that crashes at any one change of the catalogue', () => {
  it.each(['before', 'after'] as const)('%s it takes effect: completes when run again', async (when) => {
    let changes = 0;
    const undisturbed = await copied();
    await undisturbed.open(async (workspace) => {
      const counting = crashingPorts(workspace.ports, { at: Number.POSITIVE_INFINITY, when });
      await undisturbed.run({ ...workspace, ports: counting.ports });
      changes = counting.changes();
    });
    expect(changes).toBeGreaterThan(5);
    for (let at = 1; at <= changes; at++) {
      const copy = await copied();
      expect(await crashOnce(copy, { at, when }), `change ${at}`).toBe(true);
      await copy.open((workspace) => copy.run(workspace));
      await assertWhole(copy, `change ${at}`);
    }
  });
});

async function crashOnce(copy: Copy, point: CrashPoint): Promise<boolean> {
  return copy.open(async (workspace) => {
    const { ports, crashed } = crashingPorts(workspace.ports, point);
    await copy.run({ ...workspace, ports }).catch((error) => {
      if (!crashed()) throw error;
    });
    return crashed();
  });
}

describe('a migration that crashes at any one write to its destination', () => {
  it.each(['halfway', 'after'] as const)('%s: completes when run again', async (when) => {
    let writes = 0;
    const undisturbed = await copied();
    const counting = crashingTargets(undisturbed.handover, Number.POSITIVE_INFINITY, when);
    await undisturbed.open((workspace) => undisturbed.run(workspace, counting.targets));
    writes = counting.writes();
    await assertWhole(undisturbed, 'undisturbed');
    expect(writes).toBe(3 + 2 * 8); // records, and seven tag files and the completion of each package
    for (let at = 1; at <= writes; at++) {
      const copy = await copied();
      const crashing = crashingTargets(copy.handover, at, when);
      await copy.open((workspace) => copy.run(workspace, crashing.targets).catch(() => undefined));
      expect(crashing.crashed(), `write ${at}`).toBe(true);
      await copy.open((workspace) => copy.run(workspace));
      await assertWhole(copy, `write ${at}`);
    }
  });
});

/** Targets whose n-th write is the last: a half written file stays, as after SIGKILL, and nothing works any more. */
function crashingTargets(handover: string, at: number, when: 'halfway' | 'after') {
  let writes = 0;
  let crashed = false;
  const step = async (work: () => Promise<void>, half: () => Promise<void>): Promise<void> => {
    if (crashed) throw new Error('crashed');
    writes += 1;
    if (writes < at) return work();
    if (writes > at) return Promise.reject(new Error('crashed'));
    if (when === 'halfway') await half();
    else await work();
    crashed = true;
    throw new Error('crashed');
  };
  const targets: OpenTarget = (name) => {
    const inner = new FolderTarget(handover, name);
    const target: PackageTarget = {
      place: inner.place,
      list: () => inner.list(),
      read: (path) => (crashed ? Promise.reject(new Error('crashed')) : inner.read(path)),
      size: (path) => inner.size(path),
      isComplete: () => inner.isComplete(),
      write: (path, body, details, signal) =>
        step(
          () => inner.write(path, body, details, signal),
          () => writeFile(join(handover, `.${name}.writing`, 'torn'), 'torn').catch(() => undefined),
        ),
      complete: async () => {
        if (await inner.isComplete()) return inner.complete();
        return step(
          () => inner.complete(),
          async () => undefined,
        );
      },
    };
    return target;
  };
  return { targets, writes: () => writes, crashed: () => crashed };
}

const HASH = 'a'.repeat(64);

it('a receipt torn by a crash counts for nothing', async () => {
  const { Receipts } = await import('../../../src/migrate/receipts.js');
  const receipts = new Receipts(await mkdtemp(join(tmpdir(), 'kimitsu-receipts-')));
  const receipt = {
    objectId: 'obj-ab01',
    versionId: '1',
    payloadBytes: 1,
    payloadSha256: HASH,
    bytes: 1,
    sha256: HASH,
  };
  await receipts.add([receipt, { ...receipt, objectId: 'obj-ab02' }]);
  const file = join(receipts.folder, 'ab.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, -9));
  const reopened = new Receipts(receipts.folder);
  expect(await reopened.find('obj-ab01', '1')).toEqual(receipt);
  expect(await reopened.find('obj-ab02', '1')).toBeUndefined();
  await reopened.add([{ ...receipt, objectId: 'obj-ab02', bytes: 2 }]);
  expect(await reopened.find('obj-ab02', '1')).toMatchObject({ bytes: 2 });
});
