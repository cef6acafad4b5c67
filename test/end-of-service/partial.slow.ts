import { readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold, releaseHold } from '../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import type { MadePlan, PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { listKeys } from '../../src/app/keys/list-keys.js';
import { readRecord } from '../../src/app/read-record.js';
import { remanenceOf } from '../../src/app/remanence.js';
import { DAY_MS } from '../../src/base/clock.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import type { Place } from '../../src/dispose/selection.js';
import { placeOf } from '../../src/inventory/place.js';
import { type SmallService, smallService } from '../support/small-service.js';

const FILES: Record<string, [month: string, text: string]> = {
  'pbx/memo/0001.txt': ['2026-01', '架空山 花子様より、税の納付について。折返し 090-1234-5678'],
  'pbx/memo/0002.txt': ['2026-01', '架空川 太郎様より、転居の届出について。'],
  'pbx/memo/0003.txt': ['2026-02', '架空谷 次郎様より、住民票の写しについて。'],
  'response-history/2026.csv': ['2026-01', '受付日,氏名\n2026-01-20,架空森 三郎\n'],
  'inquiry-form/internal/plan.txt': ['2026-01', '来年度の機器更新について、未公表の方針を検討する。'],
  'inquiry-form/public/faq.txt': ['2026-01', '窓口の受付時間は、平日の午前９時から午後５時30分までです。'],
};
const NAMES = ['架空山', '架空川', '架空谷', '架空森'];
const signal = new AbortController().signal;

async function protectedService(config?: (yaml: string) => string): Promise<SmallService> {
  const service = await smallService({}, config);
  for (const [path, [month, text]] of Object.entries(FILES)) {
    await service.put(path, text);
    const at = new Date(`${month}-15T03:00:00Z`);
    await utimes(join(service.dir, 'data', path), at, at);
  }
  await protect(service);
  return service;
}

async function protect({ open }: SmallService): Promise<void> {
  await open((workspace) => classify(workspace), { detector: true });
  const { summary } = await open((workspace) => enforce(workspace));
  expect(summary.failed).toBe(0);
}

async function approved({ open, keyFile }: SmallService, request: PlanRequest = {}): Promise<MadePlan> {
  const made = await open((workspace) => planDisposal(workspace, request));
  await open((workspace) => approvePlan(workspace, made.plan.planId, keyFile));
  return made;
}

async function textOf({ open, dir }: SmallService, key: string): Promise<string> {
  const output = join(dir, 'read.txt');
  await open((workspace) => readRecord(workspace, { key, purpose: '照会への回答', output }, signal));
  const text = await readFile(output, 'utf8');
  await rm(output);
  return text;
}

const unitsOf = ({ open }: SmallService) =>
  open(async (workspace) => (await listKeys(workspace)).unitKeys.map(({ unitId }) => unitId));
const places = ({ open }: SmallService) =>
  open(async ({ ports }) => {
    const found: (Place & { state: string })[] = [];
    for await (const object of ports.catalog.objects()) found.push({ ...placeOf(object), state: object.state });
    return found;
  });
const idOf = (service: SmallService, system: string, key: string) =>
  service.open(async ({ ports }) => ports.seal.objectId(system, key));

describe('B3-2-1: a plan for a part of the service', () => {
  it('erases that part, certifies it at once, and leaves the rest as it was', async () => {
    const service = await protectedService();
    const { open } = service;
    const made = await approved(service, { filter: { systems: ['pbx'], to: '2026-01' } });
    expect(made.plan.lines).toMatchObject([{ system: 'pbx', level: 3, objects: 2 }]);
    expect(made.plan.keys).toMatchObject([{ stays: true, unitIds: ['pbx/3/2026-01'] }]);
    const record = await open((workspace) => erasePlan(workspace, made.plan));
    expect(record).toMatchObject({ phase: 'complete', kmsKeys: [], readBack: { versionsListedAfter: 0 } });

    const { certificate, pdf } = await open((workspace) => issueCertificate(workspace, made.plan.planId));
    expect(certificate).toMatchObject({
      stage: 'final',
      verification: { overall: 'PASS' },
      scope: { part: expect.stringMatching(/電話交換機.*～2026年1月/), total: { objects: 2 } },
    });
    expect((await verifyCertificate(await readFile(pdf))).verdict).toBe('valid');

    expect(await unitsOf(service)).toEqual(expect.arrayContaining(['pbx/3/2026-02', 'response-history/3/2026-01']));
    expect(await unitsOf(service)).not.toContain('pbx/3/2026-01');
    expect(await textOf(service, 'pbx/memo/0003.txt')).toBe(FILES['pbx/memo/0003.txt']?.[1]);
    expect(await textOf(service, 'response-history/2026.csv')).toBe(FILES['response-history/2026.csv']?.[1]);
    await expect(textOf(service, 'pbx/memo/0001.txt')).rejects.toMatchObject({ code: 'protect/key-destroyed' });
    expect((await remanenceOf(service.dir, ['架空山', '架空川', '090-1234-5678'])).found).toEqual([]);
    expect((await open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
  });

  it('lets the service go on, and end later', async () => {
    const service = await protectedService();
    const { open, clock } = service;
    const part = await approved(service, { filter: { systems: ['pbx'], to: '2026-01' } });
    await open((workspace) => erasePlan(workspace, part.plan));
    // The name of an erased record comes again.
    clock.advance(60_000);
    await service.put('pbx/memo/0001.txt', '架空山 花子様より、再度の照会。');
    await protect(service);
    expect(await textOf(service, 'pbx/memo/0001.txt')).toBe('架空山 花子様より、再度の照会。');
    const rest = await approved(service);
    expect(rest.plan.keys.every(({ stays }) => stays === undefined)).toBe(true);
    expect((await open((workspace) => erasePlan(workspace, rest.plan))).phase).toBe('kms-keys-scheduled');
    clock.advance(31 * DAY_MS);
    expect((await open((workspace) => erasePlan(workspace, rest.plan))).phase).toBe('complete');
    const { certificate } = await open((workspace) => issueCertificate(workspace, rest.plan.planId));
    expect(certificate).toMatchObject({ stage: 'final', verification: { overall: 'PASS' } });
    expect((await remanenceOf(service.dir, NAMES)).found).toEqual([]);
  });

  it('leaves what comes to its place while it runs', async () => {
    const service = await protectedService();
    const { open } = service;
    const made = await approved(service, { filter: { systems: ['pbx'], to: '2026-01' } });
    await open(async (workspace) => {
      const { unitKeyStore } = workspace.ports;
      const destroy = unitKeyStore.destroy.bind(unitKeyStore);
      unitKeyStore.destroy = async (unitId) => {
        await service.put('pbx/memo/0002.txt', '架空川 太郎様より、新しい照会。');
        await service.put('pbx/memo/9999.txt', '架空沢 四郎様より、新しい照会。');
        return destroy(unitId);
      };
      expect((await erasePlan(workspace, made.plan)).phase).toBe('complete');
    });
    await open((workspace) => issueCertificate(workspace, made.plan.planId));
    service.clock.advance(60_000);
    await protect(service);
    expect(await textOf(service, 'pbx/memo/0002.txt')).toBe('架空川 太郎様より、新しい照会。');
    expect(await textOf(service, 'pbx/memo/9999.txt')).toBe('架空沢 四郎様より、新しい照会。');
  });

  it('refuses a period that is none, and a part in which nothing lies', async () => {
    const { open } = await protectedService();
    const plan = (request: PlanRequest) => open((workspace) => planDisposal(workspace, request));
    await expect(plan({ filter: { from: '2026-05', to: '2026-04' } })).rejects.toMatchObject({
      code: 'plan/bad-period',
    });
    await expect(plan({ filter: { from: '2031-01' } })).rejects.toMatchObject({ code: 'plan/nothing-in-scope' });
    await expect(plan({ filter: { systems: ['nowhere'] } })).rejects.toMatchObject({ code: 'systems/unknown' });
  });
});

describe('B3-2-1: holds', () => {
  it('keep a record and its key through the end of the service, by name', async () => {
    const service = await protectedService();
    const { open, clock } = service;
    const objectId = await idOf(service, 'pbx', 'memo/0002.txt');
    const hold = await open((workspace) => placeHold(workspace, { objectIds: [objectId] }, '訴訟第１号'));
    const made = await approved(service);
    expect(made.plan.exceptions).toEqual([{ objectId, system: 'pbx', reason: expect.stringContaining('訴訟第１号') }]);
    expect(made.plan.sharedUnits).toEqual(['pbx/3/2026-01']);
    expect(made.plan.keys.every(({ stays }) => stays)).toBe(true);
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('complete');
    const { certificate } = await open((workspace) => issueCertificate(workspace, made.plan.planId));
    expect(certificate.exceptions).toHaveLength(1);
    expect(certificate.scope.planned.objects).toBe(certificate.scope.total.objects + 1);
    expect(await textOf(service, `pbx/memo/0002.txt`)).toBe(FILES['pbx/memo/0002.txt']?.[1]);
    expect((await places(service)).filter(({ state }) => state === 'erased')).toHaveLength(5);

    const alone = { by: '運用責任者', confirmedBy: '運用責任者', reason: '和解' };
    await expect(open((workspace) => releaseHold(workspace, hold.holdId, alone))).rejects.toMatchObject({
      kind: 'denied',
      code: 'hold/second-person',
    });
    await open((workspace) => releaseHold(workspace, hold.holdId, { ...alone, confirmedBy: '検証責任者' }));
    const rest = await approved(service);
    expect(rest.plan.lines).toMatchObject([{ system: 'pbx', objects: 1 }]);
    await open((workspace) => erasePlan(workspace, rest.plan));
    clock.advance(31 * DAY_MS);
    expect((await open((workspace) => erasePlan(workspace, rest.plan))).phase).toBe('complete');
    expect((await remanenceOf(service.dir, NAMES)).found).toEqual([]);
  });

  it('of the store itself keep a record, by name, until they end', async () => {
    const service = await protectedService();
    const { open, clock } = service;
    const until = new Date(clock.now().getTime() + 10 * DAY_MS);
    await open(async ({ ports }) => {
      const head = await ports.objects.head({ bucket: 'pbx', key: 'memo/0003.txt' });
      if (!head) throw new Error('no record');
      const lock = { retention: { mode: 'compliance', until } } as const;
      await ports.objects.put(head, await ports.objects.get(head), {
        encryption: head.encryption,
        properties: { ...head.properties, lock },
      });
    });
    await protect(service);
    const made = await approved(service);
    expect(made.plan.exceptions).toMatchObject([
      { system: 'pbx', reason: expect.stringContaining('compliance until') },
    ]);
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('complete');
    expect(await textOf(service, 'pbx/memo/0003.txt')).toBe(FILES['pbx/memo/0003.txt']?.[1]);
    clock.advance(11 * DAY_MS);
    const rest = await approved(service);
    expect(rest.plan.exceptions).toEqual([]);
    expect((await open((workspace) => erasePlan(workspace, rest.plan))).phase).toBe('kms-keys-scheduled');
  });

  it('placed after the approval stop the erasure, and nothing is touched', async () => {
    const service = await protectedService();
    const { open } = service;
    const made = await approved(service);
    await open((workspace) => placeHold(workspace, { systems: ['response-history'] }, '開示請求'));
    await expect(open((workspace) => erasePlan(workspace, made.plan))).rejects.toMatchObject({
      kind: 'denied',
      code: 'erase/held',
    });
    expect(await textOf(service, 'pbx/memo/0001.txt')).toBe(FILES['pbx/memo/0001.txt']?.[1]);
  });
});

describe('B3-2-1: retention periods', () => {
  const retention = (yaml: string): string =>
    yaml.replace(
      'retention: []',
      `retention:
  - { system: pbx, months: 2, basis: 契約書第10条 }
  - { system: response-history, months: 60, basis: 文書管理規程 }`,
    );

  it('keep records, and propose those that have passed theirs', async () => {
    const service = await protectedService(retention);
    const { open, clock } = service;
    // The clock stands at 2026-04-01: records of January had to be kept until the end of March, those of February of April.
    const expired = await approved(service, { expired: true });
    expect(expired.plan).toMatchObject({ lines: [{ system: 'pbx', objects: 2 }], exceptions: [] });
    const whole = await open((workspace) => planDisposal(workspace));
    expect(whole.plan.exceptions.map(({ reason }) => reason).sort()).toEqual([
      '保存期間中（2026-04-30まで）：契約書第10条',
      '保存期間中（2031-01-31まで）：文書管理規程',
    ]);
    const despite = await open((workspace) => planDisposal(workspace, { despiteRetention: true }));
    expect(despite.plan).toMatchObject({ exceptions: [], scope: { despiteRetention: true } });
    expect((await open((workspace) => erasePlan(workspace, expired.plan))).phase).toBe('complete');
    await expect(open((workspace) => planDisposal(workspace, { expired: true }))).rejects.toMatchObject({
      code: 'plan/nothing-in-scope',
    });
    clock.advance(31 * DAY_MS);
    expect((await open((workspace) => planDisposal(workspace, { expired: true }))).plan.lines).toMatchObject([
      { system: 'pbx', objects: 1 },
    ]);
  });

  it('of a kind or system that is not known are refused, since they would keep nothing', async () => {
    const ofKind = (yaml: string) => retention(yaml).replace('system: pbx', 'kind: recordings');
    const { open } = await smallService({}, ofKind);
    await expect(open(async () => undefined)).rejects.toMatchObject({ kind: 'usage', code: 'config/retention-kind' });
    const ofSystem = (yaml: string) => retention(yaml).replace('system: pbx', 'system: pbxx');
    await expect(smallService({}, ofSystem)).rejects.toMatchObject({ kind: 'usage', code: 'config/invalid' });
  });

  it('refuse an erasure before the day of the plan', async () => {
    const service = await protectedService();
    const { open, clock } = service;
    const made = await approved(service, { notBefore: new Date('2026-04-20T00:00:00+09:00') });
    await expect(open((workspace) => erasePlan(workspace, made.plan))).rejects.toMatchObject({
      code: 'erase/too-early',
    });
    clock.advance(20 * DAY_MS);
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('kms-keys-scheduled');
  });
});
