import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { limitDamagedUnits } from '../../src/certify/certificate-texts.js';
import { type SmallService, smallService } from '../support/small-service.js';

async function prepared(): Promise<SmallService> {
  const service = await smallService({ 'pbx/memo/1.txt': '架空山 花子様より。', 'inquiry-form/1.txt': 'お問合せ' });
  await service.open((w) => classify(w), { detector: true });
  await service.open((w) => enforce(w));
  return service;
}

/** The wrapped key of the system's units is another one than was written. */
async function damage({ dir }: SmallService, system: string): Promise<string[]> {
  const folder = join(dir, 'keys', 'units');
  const damaged: string[] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    if (!text.includes(`"${system}/3/`)) continue;
    const record = JSON.parse(text);
    const wrapped = Buffer.from(record.wrappedKey, 'base64');
    wrapped[wrapped.length - 1]! ^= 1;
    await writeFile(join(folder, name), JSON.stringify({ ...record, wrappedKey: wrapped.toString('base64') }));
    damaged.push(record.unitId);
  }
  expect(damaged).toHaveLength(1);
  return damaged;
}

describe('B2-4-2: a unit key that cannot be unwrapped any more', () => {
  it('is named in the plan, destroyed without a canary, and certified as that', async () => {
    const service = await prepared();
    const units = await damage(service, 'pbx');
    const { plan } = await service.open((w) => planDisposal(w));
    expect(plan.damagedUnits).toEqual(units);
    expect(plan.unreadable).toMatchObject([{ system: 'pbx', code: 'keys/wrong-ciphertext' }]);
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    const record = await service.open((w) => erasePlan(w, plan));
    expect(record.damagedUnits).toMatchObject([{ unitId: units[0] }]);
    expect(record.unitKeys.map(({ unitId }) => unitId)).not.toContain(units[0]);
    const left = await service.open(async ({ ports }) => ports.unitKeyStore.get(units[0]!));
    expect(left).toBeUndefined();
    const { certificate } = await service.open((w) => issueCertificate(w, plan.planId));
    expect(certificate.limits).toContain(limitDamagedUnits(1));
  });

  it('stops an erasure that has not begun, under a plan that takes it for sound', async () => {
    const service = await prepared();
    const { plan } = await service.open((w) => planDisposal(w));
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    const [unitId = ''] = await damage(service, 'pbx');
    await expect(service.open((w) => erasePlan(w, plan))).rejects.toMatchObject({ code: 'erase/scope-changed' });
    expect(await service.open(async ({ ports }) => ports.unitKeyStore.get(unitId))).toBeDefined();
  });
});
