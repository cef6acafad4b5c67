import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { classify } from '../../src/app/classify.js';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { enforce } from '../../src/app/enforce.js';
import { planMigration } from '../../src/app/migration/make-plan.js';
import { runMigration } from '../../src/app/migration/migrate-plan.js';
import { bucketTargets } from '../../src/app/migration/receiver.js';
import { type Workspace, withWorkspace } from '../../src/app/workspace.js';
import { verifyPackage } from '../../src/migrate/package/verify.js';
import { awsConfig, REGION } from '../support/aws-service.js';
import { CONNECTION, kmsClient, makeBucket, reset, s3Client } from './server.js';

const FILES: Record<string, string> = {
  'memo/0001.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
  'memo/50%.txt': '架空川 次郎様より、転居の届出について。',
  a: 'フォルダーと同じ名前の記録',
  'a/b.txt': '架空海 三郎様より、道路の穴について。',
};
const s3 = s3Client();
const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};

describe('B3-2-1: records are handed over into a bucket of the receiver', () => {
  let dir: string;
  let keyArn: string;
  const approver = newKey();
  const open = <T>(work: (workspace: Workspace) => Promise<T>, detector = false) =>
    withWorkspace(dir, { actor: 'operator:test', detector }, work);

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' });
    await reset();
    for (const bucket of ['centre-records', 'receiver-handover']) await makeBucket(s3, bucket);
    for (const [Key, Body] of Object.entries(FILES))
      await s3.send(
        new PutObjectCommand({
          Bucket: 'centre-records',
          Key,
          Body,
          ContentType: 'text/plain',
          Metadata: { origin: 'test' },
        }),
      );
    const { KeyMetadata } = await kmsClient().send(new CreateKeyCommand({ Description: 'of the receiver' }));
    keyArn = KeyMetadata?.Arn ?? '';
    dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-aws-')), 'service');
    const endpoint = CONNECTION.endpoint as string;
    const document = parseDocument(
      awsConfig({
        endpoint,
        places: { pbx: { bucket: 'centre-records' } },
        approvers: [{ id: 'kacho', name: '府民お問合せ担当課長', publicKey: approver.publicKey }],
      }),
    );
    const account = '123456789012';
    document.addIn(
      ['approvedServices'],
      document.createNode({
        service: 's3',
        region: REGION,
        endpoint,
        account,
        buckets: ['receiver-handover'],
        use: 'migration',
      }),
    );
    document.set(
      'migration',
      document.createNode({
        receiver: { name: '架空の次期受託者', contact: '06-0000-0000', publicKey: newKey().publicKey },
        form: 'copy',
        destination: {
          type: 's3',
          region: REGION,
          endpoint,
          forcePathStyle: true,
          bucket: 'receiver-handover',
          prefix: '2027/',
        },
        protection: { type: 'kms', keyArn },
      }),
    );
    await createWorkspace(dir, 'test-centre', document.toString());
    await writeFile(join(dir, 'approver.pem'), approver.privateKey);
    await open((workspace) => classify(workspace), true);
    await open((workspace) => enforce(workspace));
  });

  it('under the key of the receiver, with content type and metadata, and read back whole', async () => {
    const { plan } = await open((workspace) => planMigration(workspace));
    await open((workspace) => approvePlan(workspace, plan.planId, join(dir, 'approver.pem')));
    expect(await open((workspace) => runMigration(workspace, plan))).toMatchObject({
      phase: 'verified',
      packages: [{ objects: 4 }],
    });
    const name = plan.packages[0]?.name ?? '';
    const place = { Bucket: 'receiver-handover', Key: `2027/${name}/data/records/memo/0001.txt` };
    expect(await s3.send(new HeadObjectCommand(place))).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { origin: 'test' },
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
    });
    const { Body } = await s3.send(new GetObjectCommand(place));
    expect(await Body?.transformToString()).toBe(FILES['memo/0001.txt']);
    const objects = new S3ObjectStore({ client: s3 });
    const target = bucketTargets(objects, { bucket: 'receiver-handover', prefix: '2027/' }, plan.protection)(name);
    expect(await verifyPackage(target)).toMatchObject({ verdict: 'valid', objects: 4 });
  });

  it('B2-1-2: and into no bucket that is not approved for it', async () => {
    const { plan } = await open((workspace) => planMigration(workspace));
    await open((workspace) => approvePlan(workspace, plan.planId, join(dir, 'approver.pem')));
    await open(async (workspace) => {
      const approvedServices = workspace.config.approvedServices.filter(({ use }) => use !== 'migration');
      const config = { ...workspace.config, approvedServices };
      await expect(runMigration({ ...workspace, config }, plan)).rejects.toMatchObject({
        kind: 'denied',
        code: 'services/not-approved',
      });
    });
  });
});
