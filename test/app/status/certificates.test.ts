import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { revokeCertificate } from '../../../src/app/certificates/revoke.js';
import { certificateByName } from '../../../src/app/certificates/stored-certificate.js';
import { checkpointFile } from '../../../src/app/checkpoints/checkpoint-file.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { withCatalogue } from '../../../src/app/open-catalogue.js';
import { statusOf } from '../../../src/app/status/status.js';
import type { Output } from '../../../src/cli/print.js';
import { sayCertificates, sayCheckpoint } from '../../../src/cli/status-text.js';
import { erasedService } from '../certificates/erased-service.js';

it('status tells what became of each certificate, and how far the audit log is signed', async () => {
  const service = await erasedService();
  const status = () => withCatalogue(service.dir, statusOf, service.clock);
  const said: string[] = [];
  const output = {
    say: (text: string) => said.push(text),
    warn: (text: string) => said.push(text),
    table: (_: string[], rows: unknown[][]) => said.push(...rows.map((row) => row.join(' '))),
  } as unknown as Output;
  expect(await status()).toMatchObject({ certificates: [], checkpoint: undefined });

  const issue = () => service.open((workspace) => issueCertificate(workspace, service.made.plan.planId));
  expect((await status()).certificatesDue).toEqual([{ planId: service.made.plan.planId, stage: 'interim' }]);
  const first = await issue();
  expect((await status()).certificatesDue).toEqual([]);
  expect((await status()).certificates).toMatchObject([
    { name: first.name, stage: 'interim', timestamped: false, revoked: false, accepted: false },
  ]);
  const { checkpoint } = await status();
  expect(checkpoint).toMatchObject({ number: 1, unsigned: 0 });

  await service.open((workspace) =>
    revokeCertificate(workspace, first.name, { reason: '誤り（見本）', by: '業務責任者', confirmedBy: '検証担当' }),
  );
  expect((await status()).certificatesDue).toHaveLength(1);
  const second = await issue();
  await service.open(async ({ ports }) => {
    const stored = await certificateByName(ports.catalog, second.name);
    const body = { ...stored, acceptance: 'signed', timestamp: 'stamped' } as never;
    await ports.catalog.saveDocument(
      { kind: 'certificate', id: second.name, parentId: service.made.plan.planId, body },
      [{ actor: 'operator:test', action: 'certificate.accepted', subject: second.name }],
    );
  });
  const now = await status();
  expect(now.certificates).toMatchObject([
    { name: first.name, revoked: true, replacedBy: second.name },
    { name: second.name, revoked: false, accepted: true, timestamped: true },
  ]);
  expect(now.checkpoint).toMatchObject({ unsigned: 1 });
  sayCertificates(now, output);
  sayCheckpoint(now, output);
  expect(said.join('\n')).toMatch(
    /取消し なし 未受領\n.*有効 あり 受領済\n監査ログの照合点: 第\d+号.*その後の1件は未署名です。$/,
  );

  await writeFile(checkpointFile(service.dir), 'no checkpoint\n');
  expect((await status()).checkpoint).toBe('unreadable');
});
