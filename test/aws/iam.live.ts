import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  EnableMFADeviceCommand,
  GetInstanceProfileCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListVirtualMFADevicesCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateUserCommand,
  type User,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, it } from 'vitest';
import { IamAccountDirectory } from '../../src/adapters/aws/iam/iam-account-directory.js';
import type { Account } from '../../src/ports/account-directory.js';
import { fullRole, fullUser } from './iam-accounts.js';
import { IamBeside, iamError } from './iam-beside.js';
import { iamClient, reset } from './server.js';

const TAG = { Key: 'kimitsu-service', Value: 'test-centre' };
const ACCOUNT = '123456789012';
let arn = `arn:aws:iam::${ACCOUNT}:root`;
let beside: IamBeside;
let iam: IAMClient;
let directory: IamAccountDirectory;

const open = (client = iam, pause?: (milliseconds: number) => Promise<unknown>) =>
  new IamAccountDirectory({
    id: 'iam',
    client,
    selection: { by: 'tag', key: TAG.Key, value: TAG.Value },
    caller: async () => ({ account: ACCOUNT, arn }),
    ...(pause ? { pause } : {}),
  });
const left = async (...ids: string[]): Promise<Account[]> => {
  const accounts: Account[] = [];
  for await (const account of open().remaining(ids)) accounts.push(account);
  return accounts;
};
const addUser = (name: string): Promise<string> => {
  beside.credentials.set(name, ['ACCAEXAMPLE1']);
  return fullUser(iam, name, [TAG], '/', true);
};

/** Virtual devices that are there, whoever has them. */
const devices = async (): Promise<(string | undefined)[]> => {
  const { VirtualMFADevices = [] } = await iam.send(new ListVirtualMFADevicesCommand({}));
  return VirtualMFADevices.map(({ SerialNumber }) => SerialNumber);
};

/** What the user may not do. */
async function denied(UserName: string): Promise<unknown> {
  const given = await iam.send(new GetUserPolicyCommand({ UserName, PolicyName: 'kimitsu-disabled' }));
  return JSON.parse(decodeURIComponent(given.PolicyDocument ?? '')).Statement[0];
}

beforeEach(async () => {
  await reset();
  arn = `arn:aws:iam::${ACCOUNT}:root`;
  beside = new IamBeside(iamClient());
  iam = beside.attach(iamClient());
  directory = open();
});

describe('B3-3-3: a user is taken apart whole', () => {
  it('is denied everything first, loses every credential before its grants, and is deleted last', async () => {
    const accountId = await addUser('test-account');
    beside.changes.length = 0;
    await directory.dispose(accountId);
    expect(beside.changes.map((change) => change.split(' ')[0])).toEqual([
      'PutUserPolicy',
      'DeleteLoginProfile',
      'DeleteAccessKey',
      'DeleteSSHPublicKey',
      'DeleteSigningCertificate',
      'DeleteServiceSpecificCredential',
      'DeactivateMFADevice',
      'DeleteVirtualMFADevice',
      'RemoveUserFromGroup',
      'DetachUserPolicy',
      'DeleteUserPolicy',
      'DeleteUserPolicy',
      'DeleteUserPermissionsBoundary',
      'DeleteUser',
    ]);
    expect(await devices()).toEqual([]);
    expect(beside.credentials.get('test-account')).toEqual([]);
  });

  it('converges when it was interrupted at any call', async () => {
    const accountId = await addUser('test-0');
    beside.changes.length = 0;
    await directory.dispose(accountId);
    const calls = beside.changes.length;
    for (let at = 1; at <= calls; at += 1) {
      const name = `test-${at}`;
      const id = await addUser(name);
      let seen = 0;
      beside.refuse = (command, input) => {
        if (/^(Get|List)/.test(command) || (input.UserName ?? name) !== name) return undefined;
        seen += 1;
        return seen >= at ? iamError('ServiceFailure', 500) : undefined;
      };
      await expect(open().dispose(id)).rejects.toMatchObject({ kind: 'unavailable', code: 'accounts/unavailable' });
      beside.refuse = () => undefined;
      expect(await left(id)).toHaveLength(1);
      expect(await open().dispose(id)).toBe('removed');
      expect(await left(id)).toEqual([]);
      expect(await devices(), `interrupted at call ${at}`).toEqual([]);
    }
  });

  describe('a device that was deactivated and not deleted', () => {
    const cutOff = async (name: string) => {
      const id = await addUser(name);
      beside.refuse = (command) => (command === 'DeleteVirtualMFADevice' ? iamError('ServiceFailure', 500) : undefined);
      await expect(open().dispose(id)).rejects.toMatchObject({ code: 'accounts/unavailable' });
      beside.refuse = () => undefined;
      expect(await devices()).toEqual([`arn:aws:iam::${ACCOUNT}:mfa/of-${name}`]);
      return id;
    };

    it('is found again after the account was disabled in between', async () => {
      const id = await cutOff('test-account');
      await open().disable(id);
      expect(await open().dispose(id)).toBe('removed');
      expect(await devices()).toEqual([]);
    });

    it('stays when it was assigned to another user in between', async () => {
      const id = await cutOff('test-account');
      await iam.send(new CreateUserCommand({ UserName: 'other' }));
      const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/of-test-account`;
      const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
      await iam.send(new EnableMFADeviceCommand({ UserName: 'other', SerialNumber, ...codes }));
      // moto would delete it.
      beside.refuse = (command) => (command === 'DeleteVirtualMFADevice' ? iamError('DeleteConflict', 409) : undefined);
      expect(await open().dispose(id)).toBe('removed');
      expect(await devices()).toEqual([SerialNumber]);
    });

    it('is found again by the account that it was of, when that is disposed of as the last', async () => {
      const id = await addUser('operator');
      arn = `arn:aws:iam::${ACCOUNT}:user/operator`;
      beside.refuse = (command) => (command === 'DeleteVirtualMFADevice' ? iamError('ServiceFailure', 500) : undefined);
      await expect(open().dispose(id)).rejects.toMatchObject({ code: 'accounts/unavailable' });
      beside.refuse = () => undefined;
      expect(await open().dispose(id)).toBe('credentials-removed');
      expect(await devices()).toEqual([]);
      expect(await denied('operator')).toMatchObject({ Effect: 'Deny', Action: '*' });
    });

    it('that IAM does not delete yet keeps the account for the next run', async () => {
      const id = await cutOff('test-account');
      beside.refuse = (command) => (command === 'DeleteVirtualMFADevice' ? iamError('DeleteConflict', 409) : undefined);
      await expect(open().dispose(id)).rejects.toMatchObject({ kind: 'conflict', code: 'accounts/changing' });
      expect(await left(id)).toHaveLength(1);
    });

    it('has no place where the policies of the user leave no room: the account goes all the same', async () => {
      const id = await addUser('test-account');
      let refused = 0;
      beside.refuse = (command, { PolicyDocument = '' }) => {
        if (command !== 'PutUserPolicy' || !PolicyDocument.includes(':mfa/')) return undefined;
        refused += 1;
        return iamError('LimitExceeded', 409);
      };
      expect(await open().dispose(id)).toBe('removed');
      expect([refused, await devices()]).toEqual([1, []]);
    });
  });

  it('is found under another name, and is not taken for gone when it lost its mark', async () => {
    const accountId = await addUser('test-account');
    await directory.describe(accountId);
    await iam.send(new UpdateUserCommand({ UserName: 'test-account', NewUserName: 'renamed' }));
    // moto keeps tags by name.
    await iam.send(new TagUserCommand({ UserName: 'renamed', Tags: [TAG] }));
    expect(await directory.describe(accountId)).toMatchObject({ name: 'renamed' });
    await iam.send(new UntagUserCommand({ UserName: 'renamed', TagKeys: [TAG.Key] }));
    await expect(directory.dispose(accountId)).rejects.toMatchObject({ code: 'accounts/not-selected' });
    expect(await left(accountId)).toMatchObject([{ accountId, name: 'renamed' }]);
  });

  it.each`
    listings | waits | outcome
    ${0}     | ${0}  | ${'gone'}
    ${3}     | ${3}  | ${'gone'}
    ${99}    | ${6}  | ${'left'}
  `('waits for listings that follow after $listings more, at most so often', async ({ listings, waits, outcome }) => {
    const accountId = await addUser('test-account');
    const pauses: number[] = [];
    const patient = open(iam, async (milliseconds) => pauses.push(milliseconds));
    await patient.describe(accountId);
    const { User: user } = await iam.send(new GetUserCommand({ UserName: 'test-account' }));
    beside.late = { user: user as User, listings };
    expect(await patient.dispose(accountId)).toBe('removed');
    expect(pauses).toHaveLength(waits);
    expect((await left(accountId)).length > 0 ? 'left' : 'gone').toBe(outcome);
  });

  it('a hardware device is deactivated; there is nothing to delete', async () => {
    await addUser('test-account');
    const { removeCredential } = await import('../../src/adapters/aws/iam/user-credentials.js');
    const { IamCalls } = await import('../../src/adapters/aws/iam/iam-calls.js');
    beside.changes.length = 0;
    await removeCredential(new IamCalls(iam), 'test-account', {
      id: 'GAHT12345678',
      kind: 'mfa-device',
      status: 'active',
      createdAt: undefined,
      lastUsedAt: undefined,
    });
    expect(beside.changes).toEqual(['DeactivateMFADevice test-account']);
  });
});

describe('the account that kimitsu itself uses', () => {
  it('a user loses its credentials, the key in use after all others, and another administrator removes the rest', async () => {
    const accountId = await addUser('operator');
    const [key] = (await iam.send(new ListAccessKeysCommand({ UserName: 'operator' }))).AccessKeyMetadata ?? [];
    arn = `arn:aws:iam::${ACCOUNT}:user/operator`;
    const client = beside.attach(
      iamClient({ credentials: { accessKeyId: key?.AccessKeyId ?? '', secretAccessKey: 'testing' } }),
    );
    const own = open(client);
    expect(await own.own()).toBe(accountId);
    beside.changes.length = 0;
    expect(await own.dispose(accountId)).toBe('credentials-removed');
    expect(beside.changes.slice(-2)).toEqual(['PutUserPolicy operator', 'DeleteAccessKey operator']);
    expect(await denied('operator')).toMatchObject({ Effect: 'Deny', NotAction: ['iam:DeleteAccessKey'] });
    expect(await left(accountId)).toMatchObject([{ accountId, status: 'disabled', credentials: [] }]);

    arn = `arn:aws:iam::${ACCOUNT}:user/another`;
    expect(await open().dispose(accountId)).toBe('removed');
    expect(await left(accountId)).toEqual([]);
  });

  it('a session of a user, which outlives its keys, may do nothing once they are gone', async () => {
    const accountId = await addUser('operator');
    arn = `arn:aws:iam::${ACCOUNT}:user/operator`;
    beside.changes.length = 0;
    expect(await open().dispose(accountId)).toBe('credentials-removed');
    expect(beside.changes.at(-1)).toBe('PutUserPolicy operator');
    expect(await denied('operator')).toMatchObject({ Effect: 'Deny', Action: '*' });
    expect(await left(accountId)).toMatchObject([{ accountId, status: 'disabled', credentials: [] }]);
  });

  it('a role can be taken on by nobody any more, and its sessions may do nothing', async () => {
    const accountId = await fullRole(iam, 'jobs', [TAG], '/');
    arn = `arn:aws:sts::${ACCOUNT}:assumed-role/jobs/session`;
    expect(await directory.own()).toBe(accountId);
    expect(await directory.dispose(accountId)).toBe('credentials-removed');
    const [role] = await left(accountId);
    expect(role?.credentials[0]).toMatchObject({ kind: 'role-trust', status: 'disabled' });
    expect(role?.status).toBe('disabled');
    expect(beside.changes.slice(-2).map((change) => change.split(' ')[0])).toEqual([
      'UpdateAssumeRolePolicy',
      'PutRolePolicy',
    ]);
  });

  it('is none of the service when it does not carry the mark', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'outside' }));
    arn = `arn:aws:iam::${ACCOUNT}:user/outside`;
    expect(await directory.own()).toBeUndefined();
  });
});

it("leaves an instance profile that is not the service's, without the role", async () => {
  const accountId = await fullRole(iam, 'jobs', [TAG], '/');
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'shared' }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'shared', RoleName: 'jobs' }));
  expect(await directory.dispose(accountId)).toBe('removed');
  const shared = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'shared' }));
  expect(shared.InstanceProfile?.Roles ?? []).toEqual([]);
  await expect(iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'of-jobs' }))).rejects.toThrow();
});

it.each`
  name                         | status | kind             | code
  ${'AccessDenied'}            | ${403} | ${'denied'}      | ${'accounts/access-denied'}
  ${'InvalidClientTokenId'}    | ${403} | ${'denied'}      | ${'accounts/access-denied'}
  ${'Throttling'}              | ${400} | ${'unavailable'} | ${'accounts/unavailable'}
  ${'ConcurrentModification'}  | ${409} | ${'conflict'}    | ${'accounts/changing'}
  ${'DeleteConflictException'} | ${409} | ${'conflict'}    | ${'accounts/changing'}
  ${'UnmodifiableEntity'}      | ${400} | ${'denied'}      | ${'accounts/unmodifiable'}
  ${'LimitExceeded'}           | ${409} | ${'denied'}      | ${'accounts/limit'}
`('$name of IAM is $code, without the names that its text repeats', async ({ name, status, kind, code }) => {
  const accountId = await addUser('test-account');
  beside.refuse = (command) => (command === 'DeleteAccessKey' ? iamError(name, status) : undefined);
  const failure = await directory.dispose(accountId).catch((error) => error);
  expect(failure).toMatchObject({ kind, code });
  expect(JSON.stringify([failure.message, failure.detail, failure.hint])).not.toContain('yamada');
});

describe('B3-3-2: what makes an account privileged', () => {
  const allow = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] });

  it.each`
    how                      | statement                     | kind
    ${'every action'}        | ${{ Action: '*' }}            | ${'privileged'}
    ${'all of the accounts'} | ${{ Action: ['iam:*'] }}      | ${'privileged'}
    ${'all but something'}   | ${{ NotAction: ['iam:*'] }}   | ${'privileged'}
    ${'one action'}          | ${{ Action: 's3:GetObject' }} | ${'user'}
  `('$how, by itself or by its group: $kind', async ({ statement, kind }) => {
    const PolicyDocument = allow(statement);
    await iam.send(new CreateUserCommand({ UserName: 'single', Tags: [TAG] }));
    await iam.send(new CreateUserCommand({ UserName: 'member', Tags: [TAG] }));
    for (const UserName of ['single', 'member'])
      await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct horse battery' }));
    await iam.send(new PutUserPolicyCommand({ UserName: 'single', PolicyName: 'p', PolicyDocument }));
    await iam.send(new CreateGroupCommand({ GroupName: 'group' }));
    await iam.send(new PutGroupPolicyCommand({ GroupName: 'group', PolicyName: 'p', PolicyDocument }));
    await iam.send(new AddUserToGroupCommand({ GroupName: 'group', UserName: 'member' }));
    const kinds: string[] = [];
    for await (const account of directory.list()) kinds.push(account.kind);
    expect(kinds).toEqual([kind, kind]);
  });

  it('what its tag says goes before; without a password it is a program', async () => {
    const told = { Key: 'kimitsu-account', Value: 'privileged' };
    await iam.send(new CreateUserCommand({ UserName: 'told', Tags: [TAG, told] }));
    await iam.send(new CreateUserCommand({ UserName: 'program', Tags: [TAG] }));
    const kinds = new Map<string, string>();
    for await (const { name, kind } of directory.list()) kinds.set(name, kind);
    expect(Object.fromEntries(kinds)).toEqual({ told: 'privileged', program: 'special' });
  });
});
