import { constants } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildClient, CommitmentPolicy, RawRsaKeyringNode } from '@aws-crypto/client-node';
import { expect, it } from 'vitest';
import { runMigration } from '../../../src/app/migration/migrate-plan.js';
import { verifyFolder } from '../../../src/app/migration/receive.js';
import { migratingService } from '../../support/migrating-service.js';

const FILES = {
  'pbx/memo/090-1234-5678.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
  'pbx/memo/empty.txt': '',
};

it('a package for the receiver alone: names and contents open with its private key, and with nothing else', async () => {
  const service = await migratingService({ files: FILES, protection: 'raw-rsa', system: 'pbx' });
  const record = await service.open((workspace) => runMigration(workspace, service.made.plan));
  expect(record).toMatchObject({ phase: 'verified' });
  const folder = join(service.handover, service.made.plan.packages[0]?.name ?? '');
  expect(await verifyFolder(folder)).toMatchObject({ verdict: 'valid', protection: 'raw-rsa', objects: 2 });

  const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  const { plan } = service.made;
  const keyring = new RawRsaKeyringNode({
    keyNamespace: 'kimitsu-receiver',
    keyName: plan.protection.mode === 'raw-rsa' ? plan.protection.fingerprint : '',
    rsaKey: { privateKey: service.receiverRsaKey },
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: 'sha256',
  });
  const opened = async (path: string): Promise<string> =>
    (await decrypt(keyring, await readFile(join(folder, path)))).plaintext.toString('utf8');
  const lines = (await opened('metadata/records.jsonl.encrypted')).split('\n').filter(Boolean);
  const contents: Record<string, string> = {};
  for (const line of lines.map((text) => JSON.parse(text) as { key: string; path: string }))
    contents[`pbx/${line.key}`] = await opened(line.path);
  expect(contents).toEqual(FILES);

  for (const name of await readdir(folder, { recursive: true })) {
    expect(name).not.toMatch(/090-|memo/);
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    expect(bytes.toString('utf8')).not.toMatch(/090-1234-5678|架空山/);
  }
});
