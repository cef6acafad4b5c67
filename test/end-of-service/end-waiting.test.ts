import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LocalKeyService } from '../../src/adapters/local/keys/local-key-service.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { endErasureWaiting, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { type Disguise, MemoryService } from '../support/memory-service.js';

/** The machine has run for a minute, whatever its clock says. */
const steady = () => ({ boot: 'only', milliseconds: 60_000 });

let service: MemoryService;
let plan: DisposalPlan;
let embedded: Disguise;
const open = () => service.workspace(embedded);
const erase = async () => erasePlan(await open(), plan);
const end = async (reason = '標準時と照合した') => endErasureWaiting(await open(), plan.planId, reason);

beforeEach(async () => {
  service = await MemoryService.open();
  const keys = new LocalKeyService(join(service.dir, 'keys'), { now: () => service.clock.now(), steady });
  embedded = (honest) => ({ ...honest, keys });
  await service.put('pbx', '3-call-1', 'pbx 1');
  await service.protect(await service.ports(embedded));
  const workspace = await open();
  ({ plan } = await makeDisposalPlan(workspace.ports));
  await approvePlan(workspace, plan.planId, service.keyFile);
});

describe('B3-2-2: a waiting period that only a clock says is over', () => {
  it('does not end by itself, but on the word of somebody, whom the certificate names', async () => {
    await expect(end()).rejects.toMatchObject({ kind: 'usage', code: 'erase/not-waiting' });
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    await expect(end()).rejects.toMatchObject({ kind: 'conflict', code: 'keys/still-waiting' });
    service.clock.advance(3650 * DAY_MS);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    await expect(end('')).rejects.toMatchObject({ kind: 'usage', code: 'erase/no-reason' });
    expect((await end()).waitingEnded).toMatchObject({ by: 'operator:test', reason: '標準時と照合した' });
    expect((await erase()).phase).toBe('complete');
    const { certificate } = await issueCertificate(await open(), plan.planId);
    expect(certificate.limits.join('\n')).toMatch(/待機期間の経過は、装置の時計及び.*operator:test.*標準時と照合した/);
  });

  it('is not this machine’s to end where the key service has a clock of its own', async () => {
    const { keys } = embedded(service.honest);
    Object.defineProperty(keys, 'endWaiting', { value: undefined });
    await erase();
    service.clock.advance(8 * DAY_MS);
    await expect(end()).rejects.toMatchObject({ kind: 'usage', code: 'erase/clock-not-ours' });
  });
});
