import { describe, expect, it } from 'vitest';
import { keyPolicy, type PolicyStatement } from '../../../../src/adapters/aws/kms/key-policy.js';

const ACCOUNT = 'arn:aws:iam::111122223333:root';
const ADMIN = 'arn:aws:iam::111122223333:role/key-administrator';
const OTHER_ADMIN = 'arn:aws:iam::111122223333:user/second';
const JOBS = 'arn:aws:iam::111122223333:role/jobs';
const ACCESS = { administrators: [ADMIN, OTHER_ADMIN], users: [JOBS] };

const statements = (): PolicyStatement[] => keyPolicy(ACCESS)!.Statement;
/** Whether somebody may do it, with or without a second factor. */
const may = (who: string, action: string, secondFactor = false): boolean =>
  statements().some(
    ({ Principal: { AWS }, Action, Condition }) =>
      [AWS].flat().includes(who) && Action.includes(`kms:${action}`) && (Condition === undefined || secondFactor),
  );

describe('keyPolicy (B2-4-1)', () => {
  it.each(['Encrypt', 'Decrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'])('only users may %s', (action) => {
    expect(may(JOBS, action)).toBe(true);
    for (const who of [ACCOUNT, ADMIN, OTHER_ADMIN]) expect(may(who, action, true)).toBe(false);
  });

  it.each(['DisableKey', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial', 'PutKeyPolicy', 'DisableKeyRotation'])(
    'an administrator may %s with a second factor only, a user never (B1-1-1)',
    (action) => {
      for (const who of [ADMIN, OTHER_ADMIN]) {
        expect(may(who, action)).toBe(false);
        expect(may(who, action, true)).toBe(true);
      }
      expect(may(JOBS, action, true)).toBe(false);
    },
  );

  it.each(['EnableKey', 'CancelKeyDeletion', 'DescribeKey', 'TagResource', 'CreateAlias', 'RotateKeyOnDemand'])(
    'an administrator may %s without one',
    (action) => expect(may(ADMIN, action)).toBe(true),
  );

  it('users may do nothing beside using the key', () => {
    const theirs = statements().filter(({ Principal }) => [Principal.AWS].flat().includes(JOBS));
    expect(theirs.flatMap(({ Action }) => Action).sort()).toEqual([
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ]);
  });

  it('the account keeps what makes the key manageable again, and can neither use nor destroy it', () => {
    for (const action of ['PutKeyPolicy', 'CancelKeyDeletion', 'EnableKey']) expect(may(ACCOUNT, action)).toBe(true);
    for (const action of ['ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial', 'CreateGrant'])
      expect(may(ACCOUNT, action, true)).toBe(false);
  });

  it('demands that the second factor is stated, and grants nothing by a wildcard', () => {
    const conditions = statements().flatMap(({ Condition }) => Condition ?? []);
    expect(conditions).toEqual([{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }]);
    for (const { Action, Effect, Resource } of statements()) {
      expect({ Effect, Resource }).toEqual({ Effect: 'Allow', Resource: '*' });
      for (const action of Action) expect(action).toMatch(/^kms:[A-Za-z]+$/);
    }
    expect(new Set(statements().map(({ Sid }) => Sid)).size).toBe(statements().length);
  });

  it('is as small as KMS takes it, and the same for the same access', () => {
    expect(JSON.stringify(keyPolicy(ACCESS)).length).toBeLessThan(32_768);
    expect(keyPolicy(ACCESS)).toEqual(keyPolicy({ ...ACCESS }));
  });

  it('takes the partition of the administrators', () => {
    const [account] = keyPolicy({ administrators: ['arn:aws-cn:iam::111122223333:role/a'], users: [] })!.Statement;
    expect(account?.Principal.AWS).toBe('arn:aws-cn:iam::111122223333:root');
  });

  it.each`
    access                                   | why
    ${undefined}                             | ${'nothing is said'}
    ${{ administrators: [], users: [] }}     | ${'nobody is named'}
    ${{ administrators: [], users: [JOBS] }} | ${'nobody administers'}
  `('is left to the account when $why', ({ access }) => expect(keyPolicy(access)).toBeUndefined());

  it.each`
    access                                                                          | why
    ${{ administrators: [ADMIN], users: [ADMIN] }}                                  | ${'both at once'}
    ${{ administrators: [ADMIN, 'arn:aws:iam::444455556666:role/a'], users: [] }}   | ${'two accounts'}
    ${{ administrators: ['arn:aws:iam::111122223333:group/admins'], users: [] }}    | ${'a group'}
    ${{ administrators: [ADMIN], users: ['arn:aws:iam::111122223333:group/jobs'] }} | ${'a group of users'}
  `('refuses $why', ({ access }) => {
    expect(() => keyPolicy(access)).toThrow(expect.objectContaining({ kind: 'usage', code: 'keys/bad-principal' }));
  });
});
