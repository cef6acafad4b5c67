import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { disposePlannedAccounts } from '../../src/app/accounts/dispose-plan.js';
import { accountRegister } from '../../src/app/accounts/register.js';
import { approvedPlan } from '../support/account-plan.js';
import { type SmallService, smallService } from '../support/small-service.js';
import { fullRole } from './iam-accounts.js';
import { CONNECTION, iamClient, reset } from './server.js';

const { endpoint, region } = CONNECTION;
const iam = iamClient();

/** A workspace whose accounts are in IAM. */
async function serviceOnIam(account = '123456789012', services = ['iam', 'sts']): Promise<SmallService> {
  const service = await smallService();
  const file = join(service.dir, 'kimitsu.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  document.set('accounts', document.createNode({ directories: [{ type: 'iam', region, endpoint }] }));
  const lines = services.map((name) => ({ service: name, region, endpoint, account }));
  document.set('approvedServices', document.createNode(lines));
  await writeFile(file, document.toString());
  return service;
}

describe('B3-3-3: accounts in IAM, as the configuration names them', () => {
  beforeEach(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' });
    await reset();
  });

  it('are disposed of under an approved plan, and those of another service are left alone', async () => {
    const service = await serviceOnIam();
    const id = await fullRole(iam, 'jobs', [{ Key: 'kimitsu-service', Value: 'test-centre' }], '/');
    await fullRole(iam, 'others', [{ Key: 'kimitsu-service', Value: 'other-centre' }], '/');
    await service.open(async (workspace) => {
      expect((await accountRegister(workspace.ports)).accounts).toMatchObject([
        { directory: 'iam', accountId: id, name: 'jobs', kind: 'special' },
      ]);
      const record = await disposePlannedAccounts(workspace, await approvedPlan(workspace, service));
      expect(record.accounts).toMatchObject([{ accountId: id, state: 'disposed', readBack: { outcome: 'gone' } }]);
      expect(record.endedAt).toBeDefined();
    });
    await expect(iam.send(new GetRoleCommand({ RoleName: 'jobs' }))).rejects.toThrow();
    expect((await iam.send(new GetRoleCommand({ RoleName: 'others' }))).Role?.RoleName).toBe('others');
  });

  it('B2-1-2: are not looked at with credentials of another account, or without approval', async () => {
    await fullRole(iam, 'jobs', [{ Key: 'kimitsu-service', Value: 'test-centre' }], '/');
    const other = await serviceOnIam('210987654321');
    await expect(other.open(({ ports }) => accountRegister(ports))).rejects.toMatchObject({
      kind: 'denied',
      code: 'services/other-account',
    });
    const unapproved = await serviceOnIam('123456789012', ['kms']);
    await expect(unapproved.open(({ ports }) => accountRegister(ports))).rejects.toMatchObject({
      kind: 'denied',
      code: 'services/not-approved',
    });
  });
});
