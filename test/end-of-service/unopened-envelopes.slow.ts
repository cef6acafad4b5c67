import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { limitUnopened } from '../../src/certify/certificate-texts.js';
import type { ObjectState } from '../../src/ports/catalog.js';
import { type SmallService, smallService } from '../support/small-service.js';

const MEMO = 'pbx/memo/0001.txt';

const states = ({ open }: SmallService) =>
  open(async ({ ports }) => {
    const found: ObjectState[] = [];
    for await (const { state } of ports.catalog.objects()) found.push(state);
    return found.sort();
  });

/** Records that another workspace had encrypted, in a workspace that has none of its keys, and one of its own. */
async function withForeignEnvelope(): Promise<SmallService> {
  const former = await smallService({ [MEMO]: '架空山 花子様より、税の納付について。' });
  await former.open((workspace) => classify(workspace), { detector: true });
  await former.open((workspace) => enforce(workspace));
  const envelope = await readFile(join(former.dir, 'data', MEMO));
  const service = await smallService({ [MEMO]: envelope, 'pbx/memo/0002.txt': '架空川 太郎様より、転居について。' });
  await service.open((workspace) => classify(workspace), { detector: true });
  return service;
}

describe('an envelope that no key of this service opens', () => {
  it('is not protected by what its header says, and named as a failure', async () => {
    const service = await withForeignEnvelope();
    const { summary } = await service.open((workspace) => enforce(workspace));
    expect(summary).toMatchObject({ failed: 1, faults: [{ code: 'protect/wrong-context', count: 1 }] });
    expect(await states(service)).toEqual(['classified', 'protected']);
  });

  it('B3-2-2: is deleted, and plan and certificate say that its key was not destroyed', async () => {
    const service = await withForeignEnvelope();
    const { open, keyFile } = service;
    await open((workspace) => enforce(workspace));
    const { plan } = await open((workspace) => planDisposal(workspace));
    expect(plan.unopened).toBe(1);
    await open((workspace) => approvePlan(workspace, plan.planId, keyFile));
    await open((workspace) => erasePlan(workspace, plan));
    const { certificate } = await open((workspace) => issueCertificate(workspace, plan.planId));
    expect(certificate.limits).toContain(limitUnopened(1));
    expect(certificate.plaintextHistory.objectsBefore).toBe(2);
  });

  it('is no matter of what this service has encrypted itself, also after a crash before it was written down', async () => {
    const service = await smallService({ [MEMO]: '架空山 花子様より、税の納付について。' });
    await service.open((workspace) => classify(workspace), { detector: true });
    const crashed = service.open((workspace) => {
      workspace.ports.catalog.saveProtected = () => Promise.reject(new Error('killed'));
      return enforce(workspace);
    });
    await crashed.catch(() => undefined);
    await service.open((workspace) => classify(workspace), { detector: true });
    const { summary } = await service.open((workspace) => enforce(workspace));
    expect(summary.failed).toBe(0);
    expect(await states(service)).toEqual(['protected']);
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    expect(plan.unopened).toBeUndefined();
  });
});
