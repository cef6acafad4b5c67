import fc from 'fast-check';
import { expect } from 'vitest';
import type { StoredKey } from '../../src/adapters/memory/stored-key.js';
import { approvePlan, withdrawApproval } from '../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan, loadPlan, rescheduleErasureKeys } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold, releaseHold } from '../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import { asFault } from '../../src/base/fault.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import { hasReached } from '../../src/dispose/phases.js';
import { CATALOG_UNIT } from '../../src/protect/seal.js';
import { unitIdOf } from '../../src/protect/unit-keys.js';
import { crashingPorts } from '../support/crashing-ports.js';
import { type MemoryService, SYSTEMS } from '../support/memory-service.js';
import { contentsOf, listed, waysTo } from '../support/truth.js';
import { type ErasureModel, type ModelFilter, partsOf } from './erasure-model.js';

type Command = fc.AsyncCommand<ErasureModel, MemoryService>;

/** @param done - told what was answered: the code of the fault, or undefined */
function command(
  label: string,
  may: (model: Readonly<ErasureModel>) => boolean,
  run: (model: ErasureModel, real: MemoryService) => Promise<void>,
): Command {
  return {
    check: (model) => may(model),
    async run(model, real) {
      await run(model, real);
      model.assertHolds(await contentsOf(real));
    },
    toString: () => label,
  };
}

/** Code of the fault that stops `work`; a bug passes on. */
async function stopped(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind === 'bug') throw error;
    return fault.code;
  }
}

let texts = 0;

const put = (name: string): Command =>
  command(
    `put ${name}`,
    (model) => !model.ended,
    async (model, real) => {
      const { system, key } = partsOf(name);
      texts += 1;
      await real.put(system, key, `${name} ${texts}`);
      model.put(name, `${name} ${texts}`, real.clock.now());
    },
  );

const protect = command(
  'classify and enforce',
  (model) => !model.ended && !model.isUnderWay,
  async (model, real) => {
    expect((await real.protect()).failed).toBe(0);
    for (const record of model.records.values()) record.settled = true;
  },
);

const hold = (name: string): Command =>
  command(
    `hold ${name}`,
    (model) => !model.ended && model.records.has(name),
    async (model, real) => {
      const { system, key } = partsOf(name);
      const workspace = await real.workspace();
      const objectId = workspace.ports.seal.objectId(system, key);
      model.holds.set((await placeHold(workspace, { objectIds: [objectId] }, '訴訟')).holdId, name);
    },
  );

const release = command(
  'release a hold',
  (model) => model.holds.size > 0 && !model.ended,
  async (model, real) => {
    const [holdId] = [...model.holds.keys()] as [string];
    const people = { by: '運用責任者', confirmedBy: '検証責任者', reason: '終結' };
    await releaseHold(await real.workspace(), holdId, people);
    model.holds.delete(holdId);
  },
);

const plan = (filter: ModelFilter): Command =>
  command(
    `plan ${JSON.stringify(filter)}`,
    (model) => !model.ended && !model.isUnderWay,
    async (model, real) => {
      const { expired = false, despiteRetention = false, ...places } = filter;
      const request = { filter: places, expired, despiteRetention };
      const { ports } = await real.workspace();
      const code = await stopped(async () => {
        const { plan: made } = await makeDisposalPlan(ports, request);
        const { erases, excepted } = model.select(filter, real.clock.now());
        expect(made.lines.reduce((sum, { objects }) => sum + objects, 0)).toBe(erases.size + excepted.size);
        expect(made.exceptions).toHaveLength(excepted.size);
        const versions = (await listed(real.honest)).filter(({ bucket, key }) => erases.has(`${bucket}/${key}`));
        const all = Object.keys(places).length === 0 && !expired;
        const whole = all && excepted.size === 0;
        const fresh = {
          approved: false,
          begun: false,
          done: false,
          finished: false,
          touched: false,
          later: new Map<string, number>(),
        };
        backups.set(real, structuredClone(real.storedKeys));
        model.plan = { planId: made.planId, erases, excepted, whole, all, versions, ...fresh };
      });
      if (code === undefined) return;
      // Records that were not brought to their level are no records to plan with.
      const unsettled = [...model.records.values()].some(({ settled }) => !settled);
      const { erases, excepted } = model.select(filter, real.clock.now());
      if (code === 'plan/nothing-in-scope') expect(unsettled || erases.size + excepted.size === 0, code).toBe(true);
      else expect([unsettled, code]).toEqual([true, expect.stringMatching(/^plan\/not-(classified|protected)$/)]);
    },
  );

const approve = command(
  'approve',
  (model) => model.plan !== undefined && !model.plan.begun,
  async (model, real) => {
    const { planId } = model.plan!;
    const code = await stopped(async () => approvePlan(await real.workspace(), planId, real.keyFile));
    // The same approval given again in the same instant is the one that was withdrawn.
    if (code !== undefined) expect(code).toBe('approval/withdrawn');
    else model.plan!.approved = true;
  },
);

const withdraw = command(
  'withdraw the approval',
  (model) => model.plan?.approved === true && !model.ended,
  async (model, real) => {
    const { planId } = model.plan!;
    const code = await stopped(async () => withdrawApproval(await real.workspace(), planId, '方針の変更'));
    if (code !== undefined) return expect(code).toBe('erase/past-return') as never;
    expect(model.plan!.done).toBe(false);
    Object.assign(model.plan!, { approved: false, begun: false });
  },
);

const cancel = command(
  'cancel the erasure',
  (model) => model.plan !== undefined && !model.ended,
  async (model, real) => {
    const { planId } = model.plan!;
    const code = await stopped(async () => cancelErasure(await real.workspace(), planId, '誤り'));
    if (code !== undefined) return expect(['erase/past-return', 'erase/not-begun']).toContain(code) as never;
    expect(model.plan!.done).toBe(false);
    model.plan!.begun = false;
  },
);

/** The way to an approved plan, as chance alone seldom finds it. */
const prepare = (filter: ModelFilter): Command => inOrder([protect, plan(filter), approve]);

/** Each as far as the model allows it. */
function inOrder(steps: [Command, ...Command[]]): Command {
  return {
    check: (model) => steps[0].check(model),
    async run(model, real) {
      for (const step of steps) if (step.check(model)) await step.run(model, real);
    },
    toString: () => steps.join(', '),
  };
}

const isCatalogues = ({ unitId }: ErasureRecord['unitKeys'][number]): boolean => unitId === unitIdOf(CATALOG_UNIT);

/** @param at - the n-th change at which the process dies; undefined: it does not */
const erase = (at: number | undefined, when: 'before' | 'after'): Command =>
  command(
    at === undefined ? 'erase' : `erase, crash ${when} change ${at}`,
    (model) => model.plan !== undefined,
    async (model, real) => {
      const expected = model.plan!;
      const workspace = await real.workspace();
      const { plan: stored } = await loadPlan(workspace, expected.planId);
      const crash = crashingPorts(workspace.ports, { at: at ?? Number.POSITIVE_INFINITY, when });
      const before = [...expected.erases].some((name) => [...model.holds.values()].includes(name));
      let record: ErasureRecord | undefined;
      const code = await stopped(() =>
        erasePlan({ ...workspace, ports: crash.ports }, stored)
          .then((done) => {
            record = done;
          })
          .catch((error) => {
            if (!crash.crashed()) throw error;
          }),
      );
      const erasures = (await real.catalog.documents('erasure', expected.planId))
        .map(({ body }) => body as unknown as ErasureRecord)
        .filter(({ phase }) => phase !== 'cancelled');
      const wasBegun = expected.begun;
      const phase = erasures[0]?.phase ?? 'approved';
      expected.begun = phase !== 'approved';
      // Nothing begins without an approval, or against a hold.
      if (!wasBegun && expected.begun) expect([expected.approved, before]).toEqual([true, false]);
      if (record) expect(hasReached(record.phase, 'kms-keys-scheduled')).toBe(true);
      if (code !== undefined) expect(code).toMatch(/^[a-z-]+\/[a-z-]+$/);
      if (!expected.done && hasReached(phase, 'read-back')) model.erased();
      expected.finished = phase === 'complete';
      // With something left that came later, the catalogue's key stays, and with it the service.
      model.ended = expected.whole && erasures.some(({ unitKeys }) => unitKeys.some(isCatalogues));
      // Approved, unchanged, and nothing in its way: it runs to its end.
      if (expected.begun && code === undefined && !crash.crashed()) expect(record).toBeDefined();
    },
  );

const certify = command(
  'issue the certificate',
  (model) => model.plan !== undefined,
  async (model, real) => {
    const { planId, done, versions } = model.plan!;
    const code = await stopped(async () => {
      const { certificate } = await issueCertificate(await real.workspace(), planId);
      expect(done, 'claimed before it was done').toBe(true);
      expect(certificate.scope.total).toMatchObject({ objects: model.plan!.erases.size, versions: versions.length });
      expect(await waysTo(versions, real.honest)).toEqual([]);
      // The whole service was planned and something is left: the certificate says so.
      const isRest = model.plan!.whole && !model.ended;
      const names = certificate.scope.part?.includes('凍結の後に保存先に届いたもの') ?? false;
      const { whole, all, excepted, later, touched } = model.plan!;
      if (whole) expect(names).toBe(isRest);
      // All but an exception: what came beside that is named, and nothing where nothing came.
      else if (!touched) expect(names).toBe(false);
      else if (all && [...later.keys()].some((name) => !excepted.has(name))) expect(names).toBe(true);
      if (isRest) model.rests += 1;
      model.certificates += 1;
    });
    if (code !== undefined) expect(['certificate/nothing-erased', 'certificate/not-verified']).toContain(code);
  },
);

const backups = new WeakMap<MemoryService, StoredKey[]>();

/**
 * A backup of the key service is put back after the end of the service: nothing is claimed until somebody has answered for
 * it, and then not that it has ended.
 */
const keyComesBack = command(
  'a key of the key service comes back',
  (model) => model.ended && model.plan?.finished === true,
  async (model, real) => {
    const { planId } = model.plan!;
    const missing = (backups.get(real) ?? []).filter(
      ({ keyId, state }) => state === 'Enabled' && !real.storedKeys.some((key) => key.keyId === keyId),
    );
    if (missing.length === 0) return;
    real.storedKeys.push(...structuredClone(missing));
    const workspace = await real.workspace();
    const { plan: stored } = await loadPlan(workspace, planId);
    expect(await stopped(() => erasePlan(workspace, stored))).toBe('erase/kms-key-back');
    expect(await stopped(() => issueCertificate(workspace, planId))).toBe('erase/kms-key-back');
    const { phase, incidents } = await rescheduleErasureKeys(workspace, planId, { reason: '調査済み' });
    expect(phase).toBe('kms-keys-scheduled');
    expect(incidents?.filter(({ unusableAgainAt }) => unusableAgainAt !== undefined).length).toBe(incidents?.length);
    const { certificate } = await issueCertificate(await real.workspace(), planId);
    expect(certificate.stage).toBe('interim');
    expect(certificate.limits.join()).toContain('再び存在していました');
    model.plan!.finished = false;
    model.returns += 1;
  },
);

/** The whole way to the end, and a key that comes back after it. */
const endAndReturn = (): Command =>
  inOrder([
    prepare({ despiteRetention: true }),
    erase(undefined, 'before'),
    advance(31),
    erase(undefined, 'before'),
    certify,
    keyComesBack,
    advance(31),
    erase(undefined, 'before'),
    certify,
  ]);

/** A record that comes while the whole service is being erased. */
const late = (name: string, at: number): Command =>
  inOrder([prepare({ despiteRetention: true }), erase(at, 'after'), put(name), erase(undefined, 'before'), certify]);

const advance = (days: number): Command =>
  command(
    `advance ${days} days`,
    () => true,
    async (_, real) => real.clock.advance(days * DAY_MS),
  );

const NAMES = SYSTEMS.flatMap((system) =>
  ['3-call-a', '3-memo-b', '2-call-c', '1-memo-d'].map((key) => `${system}/${key}`),
);
const names = fc.constantFrom(...NAMES);

/** What is there before anything happens. */
export const firstRecords = NAMES.filter((name) => name.startsWith('pbx/')).map(put);
const month = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04');
const filters: fc.Arbitrary<ModelFilter> = fc
  .record(
    {
      systems: fc.constant<['pbx']>(['pbx']),
      levels: fc.constantFrom<(1 | 2 | 3)[]>([3], [2], [1, 3]),
      from: month,
      to: month,
      expired: fc.constant(true),
      despiteRetention: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter(({ from, to }) => from === undefined || to === undefined || from <= to);

/** Finishing is as likely as stopping, so that many runs reach a certificate. */
export const allCommands: fc.Arbitrary<Command>[] = [
  names.map(put),
  names.map(put),
  fc.constant(protect),
  names.map(hold),
  fc.constant(release),
  filters.map(plan),
  fc.constant(plan({ despiteRetention: true })),
  fc.constant(approve),
  filters.map(prepare),
  filters.map(prepare),
  fc.constant(prepare({ despiteRetention: true })),
  fc.constant(withdraw),
  fc.constant(cancel),
  fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('before' as const, 'after' as const))
    .map((crash) => erase(...crash)),
  fc.constant(erase(undefined, 'before')),
  fc.constant(erase(undefined, 'before')),
  fc.tuple(names, fc.integer({ min: 1, max: 40 })).map(([name, at]) => late(name, at)),
  fc.constant(certify),
  fc.constant(keyComesBack),
  fc.constant(endAndReturn()),
  fc.constantFrom(1, 31, 70).map(advance),
];
