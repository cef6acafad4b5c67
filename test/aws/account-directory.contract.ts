import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClientConfig } from '@aws-sdk/client-sts';
import { IamAccountDirectory } from '../../src/adapters/aws/iam/iam-account-directory.js';
import type { Selection } from '../../src/adapters/aws/iam/selection.js';
import { accountDirectoryContract } from '../contract/account-directory.js';
import { fullRole, fullUser } from './iam-accounts.js';
import { IamBeside } from './iam-beside.js';
import { iamClient, reset, stsClient } from './server.js';

const TAG = { Key: 'kimitsu-service', Value: 'test-centre' };
const USER = ['access-key', 'certificate', 'mfa-device', 'password', 'service-credential', 'ssh-key'] as const;

const caller = async () => ({ account: '123456789012', arn: 'arn:aws:iam::123456789012:root' });

async function calledWith(credentials: NonNullable<STSClientConfig['credentials']>): Promise<void> {
  await stsClient({ credentials }).send(new GetCallerIdentityCommand({}));
}

/** @param path - of the service's accounts; a stranger's is another one that begins alike */
function run(name: string, selection: Selection, path: string, tags: { Key: string; Value: string }[]): void {
  accountDirectoryContract(name, async () => {
    await reset();
    const beside = new IamBeside(iamClient());
    const client = beside.attach(iamClient());
    const open = () => new IamAccountDirectory({ id: 'iam', client, selection, caller, pageSize: 5 });
    return {
      directory: open(),
      async add(account, kind) {
        if (kind === 'special') return fullRole(client, account, tags, path);
        beside.credentials.set(account, ['ACCAEXAMPLE1']);
        return fullUser(client, account, tags, path, kind === 'privileged');
      },
      async use(accountId) {
        const account = await open().describe(accountId);
        if (account?.kind === 'special') {
          const RoleArn = `arn:aws:iam::123456789012:role${path}${account.name}`;
          const session = await stsClient().send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
          const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = session.Credentials ?? {};
          await calledWith({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
          return 'role-trust';
        }
        const key = account?.credentials.find((one) => one.kind === 'access-key');
        // The server does not look at the signature.
        await calledWith({ accessKeyId: key?.id ?? '', secretAccessKey: 'testing' });
        return 'access-key';
      },
      credentials: { user: USER, privileged: USER, special: ['role-trust', 'role-trust'] },
      async addStranger(UserName) {
        const Tags = [{ Key: TAG.Key, Value: 'other-centre' }];
        const made = await client.send(new CreateUserCommand({ UserName, Path: '/centre-other/', Tags }));
        return {
          accountId: made.User?.UserId ?? '',
          stillThere: async () => (await client.send(new GetUserCommand({ UserName }))).User !== undefined,
        };
      },
      reopen: open,
      close: async () => {},
    };
  });
}

run('IAM by tag', { by: 'tag', key: TAG.Key, value: TAG.Value }, '/', [TAG]);
run('IAM by path', { by: 'path', prefix: '/centre/' }, '/centre/', []);
