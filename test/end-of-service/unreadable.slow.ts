import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { planMigration } from '../../src/app/migration/make-plan.js';
import { runMigration } from '../../src/app/migration/migrate-plan.js';
import { acceptFolder, importAcceptance } from '../../src/app/migration/receive.js';
import { limitUnopened } from '../../src/certify/certificate-texts.js';
import { contradictions } from '../../src/certify/consistency.js';
import { verifyFile } from '../../src/certify/page/verify-file.js';
import { type MigratingService, migratingService } from '../support/migrating-service.js';
import { type SmallService, smallService } from '../support/small-service.js';

const memo = (n: number): string => `pbx/memo/${n}.txt`;
const text = (n: number): string => `架空山 花子様より、税の納付について。折返し 090-1234-567${n}`;
const FORM = 'inquiry-form/1.txt';

const fileOf = ({ dir }: SmallService, path: string): string => join(dir, 'data', path);

async function night({ open }: SmallService): Promise<void> {
  await open((w) => classify(w), { detector: true });
  await open((w) => enforce(w));
}

async function handOver(service: MigratingService, plan: MigratingService['made']['plan']): Promise<void> {
  await service.open((w) => runMigration(w, plan));
  for (const { name } of plan.packages) {
    const { file } = await acceptFolder(
      join(service.handover, name),
      service.receiverKeyFile,
      undefined,
      service.clock,
    );
    await service.open((w) => importAcceptance(w, file));
  }
}

async function erased(service: SmallService, request?: Parameters<typeof planDisposal>[1]) {
  const { plan } = await service.open((w) => planDisposal(w, request));
  await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
  await service.open((w) => erasePlan(w, plan));
  const { certificate, jws } = await service.open((w) => issueCertificate(w, plan.planId));
  return { plan, certificate, onPage: await verifyFile(await readFile(jws)) };
}

const PLAIN = { encryption: { mode: 'default' } } as const;
const bytesOf = (content: string) => Readable.from([Buffer.from(content)]);
const codesOf = (named: readonly { code: string }[] = []): string[] => named.map(({ code }) => code).sort();
const all = <T extends { versions: number }>(lines: readonly T[]): number =>
  lines.reduce((sum, { versions }) => sum + versions, 0);

/** Key of the units of a system, as if its file were lost; returns how to put it back. */
async function loseKeys({ dir }: SmallService, system: string): Promise<() => Promise<void>> {
  const folder = join(dir, 'keys', 'units');
  const lost: [string, Buffer][] = [];
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const content = await readFile(file);
    if (content.includes(`"${system}/3/`)) lost.push([file, content]);
  }
  expect(lost).not.toEqual([]);
  for (const [file] of lost) await rm(file);
  return async () => {
    for (const [file, content] of lost) await writeFile(file, content);
  };
}

describe('B3-2-1: records that no key opens, in systems that are handed over', () => {
  const CODES = ['protect/altered', 'protect/truncated', 'protect/wrong-context', 'protect/wrong-context'];
  let service: MigratingService;

  beforeAll(async () => {
    const other = await smallService({ [memo(5)]: text(5) });
    await night(other);
    service = await migratingService({
      files: { ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [memo(n), text(n)])), [FORM]: text(6) },
      async before(it) {
        const altered = await readFile(fileOf(it, memo(1)));
        altered[altered.length - 40]! ^= 1;
        await writeFile(fileOf(it, memo(1)), altered);
        const whole = await readFile(fileOf(it, memo(2)));
        await writeFile(fileOf(it, memo(2)), whole.subarray(0, whole.length - 30));
        await writeFile(fileOf(it, memo(3)), await readFile(fileOf(it, memo(4))));
        await writeFile(fileOf(it, memo(5)), await readFile(fileOf(other, memo(5))));
        await night(it);
      },
    });
  });

  it('are named in the plan of a migration, and what moves and what stays is all that is stored', async () => {
    const { plan } = service.made;
    expect(codesOf(plan.notHandedOver)).toEqual(CODES);
    expect(plan.leftBehind).toContainEqual({ system: 'pbx', reason: 'unreadable', versions: 4 });
    expect(plan.moved.map(({ system, objects }) => [system, objects]).sort()).toEqual([
      ['inquiry-form', 1],
      ['pbx', 1],
    ]);
    expect(all(plan.lines)).toBe(all(plan.moved) + all(plan.leftBehind));
  });

  it('hold neither the migration nor the disposal up, and are certified as deleted, not as erased by their keys', async () => {
    const { made } = service;
    await handOver(service, made.plan);
    const { plan, certificate, onPage } = await erased(service);
    expect(codesOf(plan.unreadable)).toEqual(CODES);
    expect(plan.unopened).toBe(4);
    const { verdicts, versions } = certificate.scope.total;
    expect(verdicts.DELETED).toBeGreaterThanOrEqual(4);
    expect(verdicts.PASS + verdicts.DELETED!).toBe(versions);
    expect(certificate.scope.lines.find(({ system }) => system === 'inquiry-form')?.verdicts).not.toHaveProperty(
      'DELETED',
    );
    expect(certificate.limits).toContain(limitUnopened(4));
    expect(contradictions(certificate)).toEqual([]);
    expect(onPage.verdict).toBe('valid');
  });
});

describe('B3-2-1: a record that no longer opens, and nobody has noticed', () => {
  const prepared = (): Promise<MigratingService> =>
    migratingService({
      files: { [memo(1)]: text(1), [memo(9)]: text(9), [FORM]: text(2) },
      // Of a record that was deleted before, no plan hands anything over.
      async before(it) {
        await it.open(({ ports }) => ports.objects.put({ bucket: 'pbx', key: 'memo/9.txt' }, bytesOf(text(8)), PLAIN));
        await rm(fileOf(it, memo(9)));
      },
    });

  it('stops the migration, and is named in the next plan', async () => {
    const service = await prepared();
    await loseKeys(service, 'pbx');
    const { open, made } = service;
    await expect(open((w) => runMigration(w, made.plan))).rejects.toMatchObject({
      code: 'migrate/unreadable',
      detail: { versions: 1 },
    });
    await expect(open((w) => runMigration(w, made.plan))).rejects.toMatchObject({ code: 'migrate/scope-changed' });
    await night(service);
    const { plan } = await open((w) => planMigration(w));
    expect(plan.notHandedOver).toMatchObject([{ system: 'pbx', reason: 'unreadable', code: 'protect/key-destroyed' }]);
    expect(plan.packages.map(({ system }) => system)).toEqual(['inquiry-form']);
    await open((w) => approvePlan(w, plan.planId, service.keyFile));
    await handOver(service, plan);
    expect((await erased(service)).plan.unreadable).toMatchObject([{ system: 'pbx', code: 'protect/key-destroyed' }]);
  });

  it('is handed over after all, and not erased unread, once its key is there again', async () => {
    const service = await prepared();
    const { open, made } = service;
    const restore = await loseKeys(service, 'pbx');
    await expect(open((w) => runMigration(w, made.plan))).rejects.toMatchObject({ code: 'migrate/unreadable' });
    const { plan } = await open((w) => planMigration(w));
    await open((w) => approvePlan(w, plan.planId, service.keyFile));
    await restore();
    // Neither plan says of what can be read that it cannot be.
    await expect(open((w) => runMigration(w, plan))).rejects.toMatchObject({ code: 'migrate/scope-changed' });
    await expect(open((w) => planMigration(w))).rejects.toMatchObject({ code: 'plan/not-protected' });
    await night(service);
    const after = await open((w) => planMigration(w));
    expect(after.plan.notHandedOver).toBeUndefined();
    await expect(open((w) => planDisposal(w))).rejects.toMatchObject({ code: 'plan/migration-not-accepted' });
  });

  it('stays, when it was handed over, until its receiver has signed for it', async () => {
    const service = await migratingService({ files: { [memo(1)]: text(1) }, system: 'pbx' });
    const { open, made } = service;
    await open((w) => runMigration(w, made.plan));
    await loseKeys(service, 'pbx');
    await expect(open((w) => planMigration(w, 'pbx'))).rejects.toMatchObject({ code: 'plan/nothing-in-scope' });
    const planned = () => open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
    await expect(planned()).rejects.toMatchObject({ code: 'plan/migration-not-accepted' });
    await handOver(service, made.plan);
    expect((await planned()).plan.unreadable).toMatchObject([{ code: 'protect/key-destroyed' }]);
  });

  it('is not erased under a plan that calls it unreadable, once its key is there again', async () => {
    const service = await smallService({ [memo(1)]: text(1), [FORM]: text(2) });
    await night(service);
    const restore = await loseKeys(service, 'pbx');
    const { plan } = await service.open((w) => planDisposal(w));
    expect(plan.unreadable).toMatchObject([{ code: 'protect/key-destroyed' }]);
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    await restore();
    await expect(service.open((w) => erasePlan(w, plan))).rejects.toMatchObject({ code: 'erase/scope-changed' });
    await expect(service.open((w) => planDisposal(w))).rejects.toMatchObject({ code: 'plan/not-protected' });
    await night(service);
    expect((await service.open((w) => planDisposal(w))).plan.unreadable).toBeUndefined();
  });

  it('is read again once its key is there again, and what was said of it is not said any more', async () => {
    const service = await smallService({ [memo(1)]: text(1) });
    const { open } = service;
    await night(service);
    const found = () =>
      open(async ({ ports }) => {
        for await (const object of ports.catalog.objects()) return object;
        throw new Error('not there');
      });
    const { classification } = await found();
    const restore = await loseKeys(service, 'pbx');
    await open((w) => planDisposal(w));
    expect((await found()).classification?.review).toEqual([{ code: 'protect/key-destroyed' }]);
    await restore();
    await night(service);
    await night(service);
    expect(await found()).toMatchObject({
      state: 'protected',
      classification: {
        because: classification!.because,
        review: [],
        classifierVersion: classification!.classifierVersion,
      },
    });
  });
});
