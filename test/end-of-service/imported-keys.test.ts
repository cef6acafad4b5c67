import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { importKey } from '../../src/app/keys/import.js';
import { DAY_MS } from '../../src/base/clock.js';
import { smallService } from '../support/small-service.js';

it('B3-2-2: imported key material is deleted at once, its key after the waiting period, and the certificate says so', async () => {
  const { open, dir, keyFile, clock } = await smallService(
    { 'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。' },
    (yaml) => yaml.replace('keys:\n  type: local', 'keys:\n  origin: EXTERNAL\n  type: local'),
  );
  const file = join(dir, 'material.bin');
  await writeFile(file, randomBytes(32));
  await open((workspace) => importKey(workspace, { level: 3, file }));
  expect((await open((workspace) => classify(workspace), { detector: true })).failed).toBe(0);
  expect((await open((workspace) => enforce(workspace))).summary.failed).toBe(0);
  const { plan } = await open((workspace) => planDisposal(workspace));
  await open((workspace) => approvePlan(workspace, plan.planId, keyFile));
  const erased = await open((workspace) => erasePlan(workspace, plan));
  expect(erased).toMatchObject({ phase: 'kms-keys-scheduled', kmsKeys: [{ canary: { outcomeAfter: 'refused' } }] });
  const { kmsKeyId } = erased.kmsKeys[0]!;
  const materials = await open(({ ports }) => ports.keys.materialsOf(kmsKeyId));
  expect(materials.map(({ present }) => present)).toEqual([false]);

  clock.advance(31 * DAY_MS);
  expect((await open((workspace) => erasePlan(workspace, plan))).phase).toBe('complete');
  const { certificate } = await open((workspace) => issueCertificate(workspace, plan.planId));
  expect(certificate.verification.overall).toBe('PASS');
  expect(certificate.traceability.some(({ value }) => value.includes('外部から投入'))).toBe(true);
});
