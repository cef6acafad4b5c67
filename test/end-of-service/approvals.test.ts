import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import {
  approvePlan,
  importApproval,
  type LetterRequest,
  recordLetter,
  withdrawApproval,
} from '../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import type { MadePlan } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { decideReview } from '../../src/app/review.js';
import { sha256Hex } from '../../src/base/bytes.js';
import { DAY_MS } from '../../src/base/clock.js';
import { type SmallService, smallService } from '../support/small-service.js';
import { stopWhenFrozen } from '../support/stopped-erasure.js';

interface Planned extends SmallService {
  made: MadePlan;
  letter: LetterRequest;
}

async function planned(): Promise<Planned> {
  const service = await smallService({ 'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。' });
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  const made = await service.open((workspace) => planDisposal(workspace));
  const file = join(service.dir, 'letter.PDF');
  await writeFile(file, 'scan of the letter');
  const letter = {
    file,
    number: '情政第12号',
    date: '2026-04-01',
    approver: '府民お問合せ担当課長',
    recordedBy: '運用担当',
    confirmedBy: '検証責任者',
  };
  return { ...service, made, letter };
}

/** Runs an erasure until it is frozen, and no further. */
async function freeze({ open, made }: Planned): Promise<void> {
  await open(async (workspace) => {
    stopWhenFrozen(workspace, new Error('stopped'));
    await expect(erasePlan(workspace, made.plan)).rejects.toThrow('stopped');
  });
}

describe('B3-2-3: an approval on paper', () => {
  let service: Planned;
  beforeAll(async () => {
    service = await planned();
  });
  const record = (change: Partial<LetterRequest>) =>
    service.open((workspace) => recordLetter(workspace, service.made.plan.planId, { ...service.letter, ...change }));

  it.each`
    what                                | change                                     | code
    ${'without a number'}               | ${{ number: ' ' }}                         | ${'approval/letter-incomplete'}
    ${'without a date'}                 | ${{ date: '令和8年' }}                     | ${'approval/letter-incomplete'}
    ${'older than the plan'}            | ${{ date: '2026-03-31' }}                  | ${'approval/letter-date'}
    ${'of tomorrow'}                    | ${{ date: '2026-04-02' }}                  | ${'approval/letter-date'}
    ${'recorded by one person'}         | ${{ confirmedBy: '運用担当' }}             | ${'approval/second-person'}
    ${'confirmed by the approver'}      | ${{ confirmedBy: '府民お問合せ担当課長' }} | ${'approval/second-person'}
    ${'approved by who wrote the plan'} | ${{ approver: 'test' }}                    | ${'approval/own-plan'}
    ${'by nobody who is configured'}    | ${{ approver: '別の課長' }}                | ${'approval/unknown-approver'}
    ${'of which there is no scan'}      | ${{ file: '/nowhere/letter.pdf' }}         | ${'file/unreadable'}
  `('$what is refused', async ({ change, code }) => {
    await expect(record(change)).rejects.toMatchObject({ code });
    await expect(service.open((workspace) => erasePlan(workspace, service.made.plan))).rejects.toMatchObject({
      code: 'erase/not-approved',
    });
  });

  it.each`
    who                | typed                            | code
    ${'the recorder'}  | ${{ recorded: 'f'.repeat(64) }}  | ${'approval/letter-hash-differs'}
    ${'the confirmer'} | ${{ confirmed: '0'.repeat(16) }} | ${'approval/letter-hash-differs'}
    ${'a typist'}      | ${{ recorded: '第12号' }}        | ${'approval/letter-hash-form'}
  `('is not recorded where $who types another hash from it: $code', async ({ typed, code }) => {
    await expect(record({ typed })).rejects.toMatchObject({ code });
    const refused: unknown[] = [];
    await service.open(async ({ ports: { catalog } }) => {
      for await (const { detail } of catalog.auditOf('plan.approval-refused')) refused.push(detail);
    });
    // The newest first.
    expect(refused[0]).toEqual({ code });
  });

  it('is as good as a signature, and named as a letter in the certificate', async () => {
    const { planId } = service.made.plan;
    await record({ typed: { recorded: service.made.hash, confirmed: service.made.hash.slice(0, 16) } });
    const kept = await readFile(join(service.dir, 'approvals', `${planId}.letter.pdf`));
    await service.open((workspace) => erasePlan(workspace, service.made.plan));
    const { certificate } = await service.open((workspace) => issueCertificate(workspace, planId));
    expect(certificate.approval.letter).toEqual({
      number: '情政第12号',
      date: '2026-04-01',
      recordedBy: '運用担当',
      confirmedBy: '検証責任者',
      scan: sha256Hex(kept),
    });
    expect(certificate.people.approved.by).toBe('府民お問合せ担当課長');
    expect(certificate.limits.some((text) => text.includes('電子署名による確認はしていません'))).toBe(true);
    expect(certificate.limits.join('\n')).toMatch(
      /記録した者が承認書から全桁を入力.*確認した者が承認書から先頭の16桁を入力/,
    );
    expect(certificate.limits.join('\n')).toContain('写しは PDF でなく');
    expect(certificate.evidence.map(({ name }) => name)).toContain(`${planId}.letter.pdf`);
  });
});

describe('B3-2-3: an approval', () => {
  it('expires after the days that are configured', async () => {
    const { open, made, keyFile, clock } = await planned();
    await open((workspace) => approvePlan(workspace, made.plan.planId, keyFile));
    clock.advance(181 * DAY_MS);
    await expect(open((workspace) => erasePlan(workspace, made.plan))).rejects.toMatchObject({
      kind: 'denied',
      code: 'approval/expired',
    });
  });

  it('can be withdrawn, also from a frozen erasure, and then nothing is erased', async () => {
    const service = await planned();
    const { open, made, keyFile } = service;
    const { planId } = made.plan;
    const withdraw = (reason: string) => open((workspace) => withdrawApproval(workspace, planId, reason));
    await expect(withdraw('方針の変更')).rejects.toMatchObject({ code: 'approval/none' });
    await open((workspace) => approvePlan(workspace, planId, keyFile));
    await expect(withdraw(' ')).rejects.toMatchObject({ code: 'approval/no-reason' });
    await freeze(service);
    await withdraw('方針の変更');
    await expect(open((workspace) => erasePlan(workspace, made.plan))).rejects.toMatchObject({
      code: 'approval/withdrawn',
    });
    // The withdrawn one does not come back, by its file.
    await expect(
      open((workspace) => importApproval(workspace, planId, join(service.dir, 'approvals', `${planId}.jws`))),
    ).rejects.toMatchObject({ code: 'approval/withdrawn' });
    // Frozen no more; approved again, it is carried out.
    expect((await open((workspace) => classify(workspace), { detector: true })).failed).toBe(0);
    await open((workspace) => approvePlan(workspace, planId, keyFile));
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('kms-keys-scheduled');
    await expect(withdraw('遅すぎる')).rejects.toMatchObject({ kind: 'denied', code: 'erase/past-return' });
  });
});

describe('B1-1-2: an erasure', () => {
  it('can be cancelled until keys are destroyed', async () => {
    const service = await planned();
    const { open, made, keyFile } = service;
    const { planId } = made.plan;
    const cancel = (reason: string) => open((workspace) => cancelErasure(workspace, planId, reason));
    await expect(cancel('誤り')).rejects.toMatchObject({ code: 'erase/not-begun' });
    await open((workspace) => approvePlan(workspace, planId, keyFile));
    await freeze(service);
    await expect(cancel('')).rejects.toMatchObject({ code: 'erase/no-reason' });
    await cancel('対象の誤り');
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('kms-keys-scheduled');
    await expect(cancel('遅すぎる')).rejects.toMatchObject({ code: 'erase/past-return' });
  });

  it('leaves no decision on a level to be made once it is frozen', async () => {
    const service = await planned();
    const { open, made, keyFile } = service;
    await open((workspace) => approvePlan(workspace, made.plan.planId, keyFile));
    await freeze(service);
    const decide = open((workspace) =>
      decideReview(workspace, {
        objectId: workspace.ports.seal.objectId('pbx', 'memo/0001.txt'),
        level: 1,
        reason: '公表済み',
        decidedBy: '運用担当',
        confirmedBy: '検証責任者',
      }),
    );
    await expect(decide).rejects.toMatchObject({ kind: 'conflict', code: 'erase/frozen' });
  });
});
