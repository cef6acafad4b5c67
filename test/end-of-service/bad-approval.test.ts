import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { assertConfirmed } from '../../src/access/confirmation.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan, importApproval, withdrawApproval } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan, loadPlan } from '../../src/app/end-of-service/erase-plan.js';
import { type MadePlan, makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { canonicalHash } from '../../src/base/canonical-json.js';
import { DAY_MS } from '../../src/base/clock.js';
import { APPROVAL_SCHEMA, type ApprovalDocument, signApproval } from '../../src/certify/approval.js';
import type { Signer } from '../../src/certify/jws.js';
import { signerOf } from '../../src/certify/signing-key.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import { MemoryService } from '../support/memory-service.js';
import { smallService } from '../support/small-service.js';
import { contentsOf } from '../support/truth.js';

let service: MemoryService;
let made: MadePlan;
let before: unknown;

/** Everything that an erasure could touch: contents and keys. */
async function everything(): Promise<unknown> {
  const units: string[] = [];
  for await (const { wrappedKey } of service.honest.unitKeyStore.list()) units.push(wrappedKey);
  const keys: unknown[] = [];
  for await (const key of service.honest.keys.listKeys()) keys.push(key);
  return { contents: await contentsOf(service), units, keys };
}

beforeEach(async () => {
  service = await MemoryService.open();
  await service.put('pbx', '3-call-1.txt', 'a call');
  await service.put('voice', '2-memo.txt', 'a memo');
  await service.protect();
  made = await makeDisposalPlan(await service.ports());
  before = await everything();
});

const signer = async (): Promise<Signer> =>
  signerOf(createPrivateKey(await readFile(service.keyFile)).export({ format: 'jwk' }));
const stranger = (): Signer =>
  signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));

const approval = (change: Partial<ApprovalDocument> = {}): ApprovalDocument => ({
  schema: APPROVAL_SCHEMA,
  planHash: made.hash,
  decision: 'approved',
  approver: '担当課長',
  role: 'kacho',
  at: service.clock.now().toISOString(),
  ...change,
});

/** The parts of `jws`, some of them exchanged for those of another. */
function spliced(jws: string, other: string, parts: readonly number[]): string {
  const [own, foreign] = [jws.split('.'), other.split('.')];
  return own.map((part, at) => (parts.includes(at) ? foreign[at] : part)).join('.');
}

const FORGERIES: [what: string, jws: () => Promise<string>, code: string][] = [
  ['signed by a key that is not pinned', () => signApproval(approval(), stranger()), 'approval/unknown-key'],
  [
    'that names the pinned key and is signed by another',
    async () =>
      spliced(await signApproval(approval(), await signer()), await signApproval(approval(), stranger()), [2]),
    'approval/not-valid',
  ],
  [
    'of another plan, altered to be of this one',
    async () => {
      const other = await signApproval(approval({ planHash: '0'.repeat(64) }), await signer());
      return spliced(other, await signApproval(approval(), await signer()), [1]);
    },
    'approval/not-valid',
  ],
  [
    'of another plan',
    async () => signApproval(approval({ planHash: '0'.repeat(64) }), await signer()),
    'approval/other-plan',
  ],
  [
    'that has expired',
    async () => signApproval(approval({ expires: '2026-01-01T00:00:00.000Z' }), await signer()),
    'approval/expired',
  ],
  [
    'given too long ago',
    async () => signApproval(approval({ at: '2025-01-01T00:00:00.000Z' }), await signer()),
    'approval/expired',
  ],
  [
    'in the name of somebody else',
    async () => signApproval(approval({ approver: '知事' }), await signer()),
    'approval/other-approver',
  ],
  ['that is none', async () => 'approved', 'approval/not-valid'],
];

describe('B3-2-3: an approval', () => {
  it.each(FORGERIES)('%s is refused, and nothing is touched', async (_, jws, code) => {
    const file = join(service.dir, 'given.jws');
    await writeFile(file, await jws());
    const { planId } = made.plan;
    await expect(importApproval(await service.workspace(), planId, file)).rejects.toMatchObject({ code });
    await expect(erasePlan(await service.workspace(), made.plan)).rejects.toMatchObject({ code: 'erase/not-approved' });
    // Neither where it was slipped into the catalogue past every check.
    const body = { jws: await jws() };
    await service.catalog.saveDocument({ kind: 'approval', id: 'slipped-in', parentId: planId, body }, []);
    await expect(erasePlan(await service.workspace(), made.plan)).rejects.toMatchObject({ code });
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['withdrawn', 'approval/withdrawn'],
    ['too old by now', 'approval/expired'],
  ])('that is %s is refused, and nothing is touched', async (what, code) => {
    const { planId } = made.plan;
    await approvePlan(await service.workspace(), planId, service.keyFile);
    if (what === 'withdrawn') await withdrawApproval(await service.workspace(), planId, '方針の変更');
    else service.clock.advance(181 * DAY_MS);
    await expect(erasePlan(await service.workspace(), made.plan)).rejects.toMatchObject({ kind: 'denied', code });
    expect(await everything()).toEqual(before);
  });
});

describe('B3-2-3: a plan that was edited by hand in the catalogue', () => {
  const edited = () => ({ ...made.plan, scope: { systems: ['pbx'] } });
  const store = async (plan: unknown, hash: string): Promise<void> =>
    service.catalog.saveDocument(
      { kind: 'plan', id: made.plan.planId, parentId: undefined, body: { plan, hash } as never },
      [],
    );
  const erase = async (): Promise<unknown> => {
    const workspace = await service.workspace();
    const { plan } = await loadPlan(workspace, made.plan.planId);
    return erasePlan(workspace, plan);
  };
  beforeEach(async () => {
    await approvePlan(await service.workspace(), made.plan.planId, service.keyFile);
  });

  it('is seen by its hash', async () => {
    await store(edited(), made.hash);
    await expect(erase()).rejects.toMatchObject({ kind: 'integrity', code: 'plan/altered' });
    expect(await everything()).toEqual(before);
  });

  it('with its hash is not the approved one', async () => {
    await store(edited(), canonicalHash(edited()));
    await expect(erase()).rejects.toMatchObject({ kind: 'integrity', code: 'plan/altered' });
    const workspace = await service.workspace();
    await expect(erasePlan(workspace, edited())).rejects.toMatchObject({ code: 'approval/other-plan' });
    expect(await everything()).toEqual(before);
  });

  it('while its erasure is under way is not the one that was begun', async () => {
    const workspace = await service.workspace();
    workspace.ports.unitKeyStore.destroy = () => Promise.reject(new Error('stopped'));
    await expect(erasePlan(workspace, made.plan)).rejects.toThrow('stopped');
    delete (workspace.ports.unitKeyStore as { destroy?: unknown }).destroy;
    await store(edited(), canonicalHash(edited()));
    await expect(erase()).rejects.toMatchObject({ kind: 'integrity', code: 'plan/altered' });
    expect(await everything()).toEqual(before);
  });

  it('does not help where the record of an erasure is written by hand as well', async () => {
    const forged = {
      schema: 'kimitsu/erasure/1',
      erasureId: 'erasure-forged',
      planId: made.plan.planId,
      planHash: made.hash,
      approvalHash: '0'.repeat(64),
      phase: 'unit-keys-destroyed',
      startedAt: service.clock.now().toISOString(),
      unitKeys: [],
      kmsKeys: [],
      systems: [],
      exceptions: [],
    } as unknown as ErasureRecord;
    const body = forged as never;
    await service.catalog.saveDocument({ kind: 'erasure', id: 'erasure-forged', parentId: forged.planId, body }, []);
    await expect(erase()).rejects.toMatchObject({ kind: 'integrity', code: 'approval/missing' });
    expect(await everything()).toEqual(before);
  });
});

describe('B3-2-1: an erasure without its keys', () => {
  it('of one unit is refused before anything is touched', async () => {
    await approvePlan(await service.workspace(), made.plan.planId, service.keyFile);
    await service.honest.unitKeyStore.destroy('pbx/3/2026-01');
    const without = await everything();
    await expect(erasePlan(await service.workspace(), made.plan)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'erase/key-missing',
    });
    expect(await everything()).toEqual(without);
  });

  it.each([['keys'], ['keys/units']])(
    'whose folder %s is missing is refused, and goes on once it is back',
    async (folder) => {
      const small = await smallService({ 'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。' });
      const { open, dir, keyFile } = small;
      const { plan } = await open(
        async (workspace) => {
          await classify(workspace);
          await enforce(workspace);
          return planDisposal(workspace);
        },
        { detector: true },
      );
      await open((workspace) => approvePlan(workspace, plan.planId, keyFile));
      const stored = await readFile(join(dir, 'data/pbx/memo/0001.txt'));
      await rename(join(dir, folder), join(dir, 'elsewhere'));
      await expect(open((workspace) => erasePlan(workspace, plan))).rejects.toMatchObject({
        kind: 'integrity',
        code: 'catalogue/key-missing',
      });
      expect(await readFile(join(dir, 'data/pbx/memo/0001.txt'))).toEqual(stored);
      await rm(join(dir, folder), { recursive: true, force: true });
      await rename(join(dir, 'elsewhere'), join(dir, folder));
      expect((await open((workspace) => erasePlan(workspace, plan))).phase).toBe('kms-keys-scheduled');
    },
  );
});

describe('B1-1-2: two erasures at once', () => {
  it('do not work on one folder', async () => {
    const { open } = await smallService();
    await open(
      async () => {
        const second = open(async () => 'open', { lock: 'exclusive' });
        await expect(second).rejects.toMatchObject({ kind: 'conflict', code: 'workspace/busy' });
      },
      { lock: 'exclusive' },
    );
  });

  it('with the hash of another plan are not confirmed', () => {
    const expected = { serviceId: 'memory-centre', planHash: made.hash };
    expect(() => assertConfirmed(expected, undefined, '0'.repeat(64))).toThrow(
      expect.objectContaining({ kind: 'denied', code: 'erase/wrong-confirmation' }),
    );
  });
});
