import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/app/audit.js';
import { checkpointFile } from '../../../src/app/checkpoints/checkpoint-file.js';
import { makeCheckpoint } from '../../../src/app/checkpoints/make-checkpoint.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { openCheckpoint } from '../../../src/certify/checkpoint-open.js';
import { readPin } from '../../../src/certify/page/public-key-text.js';
import { verifyDelivery } from '../../../src/certify/page/verify-delivery.js';
import { SIGNING_KEY_ARN, SigningKms } from '../../support/signing-kms.js';
import { type ErasedService, erasedService } from './erased-service.js';

let kms: SigningKms;
let service: ErasedService;

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' });
  kms = await SigningKms.start();
  const at = `endpoint: '${kms.endpoint}'`;
  service = await erasedService((yaml) =>
    yaml
      .replace(
        /^approvedServices:.*$/m,
        `approvedServices:\n  - { service: kms, region: ap-northeast-1, account: '123456789012', ${at} }`,
      )
      .concat(`\ncertificates:\n  signingKey: { type: kms, arn: '${SIGNING_KEY_ARN}', ${at} }\n`),
  );
});
afterAll(() => kms.close());

it('B3-2-2: a certificate, its PDF and its delivery are signed by a key of KMS, and both verifiers accept them', async () => {
  const issued = await service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
  const pin = join(service.dir, 'certificates', 'issuer.pub.pem');
  for (const file of [issued.jws, issued.pdf, issued.delivery]) {
    const { verdict, checks } = await verifyCertificateFile(file, { pin });
    expect([file, verdict, checks.find(({ id }) => id === 'pin')?.state]).toEqual([file, 'valid', 'pass']);
  }
  const expected = { pin: (await readPin(await readFile(pin, 'utf8')))! };
  const blob = new Blob([Uint8Array.from(await readFile(issued.delivery))]);
  expect((await verifyDelivery(blob, expected)).verdict).toBe('valid');
});

it('B1-2-2: the checkpoints of the audit log are signed by it, and no key file is made', async () => {
  await service.open(({ ports }) =>
    ports.catalog.appendAudit([{ actor: 'operator:test', action: 'test.done', subject: 'something' }]),
  );
  const made = await service.open((workspace) => makeCheckpoint(workspace));
  expect(made?.number).toBeGreaterThan(1);
  const lines = (await readFile(checkpointFile(service.dir), 'latin1')).trimEnd().split('\n');
  expect(openCheckpoint(lines.at(-1)!).sha256).toBe(made?.sha256);
  expect(await service.open((workspace) => verifyAudit(workspace))).toMatchObject({
    problemCount: 0,
    checkpoints: { keyCompared: true, unsigned: 0 },
  });
  await expect(readFile(join(service.dir, 'keys', 'signing-key.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(checkpointFile(service.dir), `${lines.slice(0, -1).join('\n')}\n`);
  expect((await service.open((workspace) => verifyAudit(workspace))).problems).toMatchObject([
    { code: 'checkpoint/missing', checkpoint: made?.number },
  ]);
});

it('B1-2-2: a command ends as it would when the key service gives no signature, and the next one makes up for it', async () => {
  const before = (await readFile(checkpointFile(service.dir), 'latin1')).split('\n').length;
  const act = () =>
    service.open(
      ({ ports }) => ports.catalog.appendAudit([{ actor: 'operator:test', action: 'test.done', subject: 'something' }]),
      { lock: 'exclusive' },
    );
  kms.isDown = true;
  await act();
  expect((await readFile(checkpointFile(service.dir), 'latin1')).split('\n')).toHaveLength(before);
  kms.isDown = false;
  await act();
  expect(await service.open((workspace) => verifyAudit(workspace))).toMatchObject({
    problemCount: 0,
    checkpoints: { unsigned: 0 },
  });
});

it('B1-2-2: a run without a new entry asks the key service for nothing', async () => {
  kms.asked = [];
  await service.open(async () => undefined, { lock: 'exclusive' });
  expect(kms.asked).toEqual([]);
});
