import { Fault } from '../../../base/fault.js';
import type { KeyAccess } from '../../../ports/key-service.js';

export interface PolicyStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: { AWS: string | string[] };
  Action: string[];
  Resource: '*';
  Condition?: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
}

export interface KeyPolicy {
  Version: '2012-10-17';
  Id: 'kimitsu';
  Statement: PolicyStatement[];
}

/** What looking on takes. */
const DESCRIBE = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
];

/** What can be undone, and undoes what others did: `EnableKey` and `CancelKeyDeletion` must not wait for anything. */
const MANAGE = [
  ...DESCRIBE,
  'kms:GetKeyLastUsage',
  'kms:ListKeyPolicies',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:CreateAlias',
  'kms:UpdateAlias',
  'kms:DeleteAlias',
  'kms:UpdateKeyDescription',
  'kms:EnableKey',
  'kms:CancelKeyDeletion',
  'kms:EnableKeyRotation',
  'kms:RotateKeyOnDemand',
  'kms:GetParametersForImport',
  'kms:ImportKeyMaterial',
];

/** What takes the key away or hands it to others (B1-1-1). */
const WITH_SECOND_FACTOR = [
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:ScheduleKeyDeletion',
  'kms:DeleteImportedKeyMaterial',
  'kms:PutKeyPolicy',
];

/** The last two are what S3 asks for in the name of who reads and writes (SSE-KMS). */
const USE = [
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * For the account itself, which in a key policy stands for its root user and for whomever an IAM policy of the account
 * names. AWS advises against leaving it out: roles can be deleted, and a key that no existing principal may manage can
 * be neither used nor destroyed by anyone. So it keeps what makes the key manageable again, and what finishes a new
 * key; it gets neither use nor destruction. `PutKeyPolicy` stands here without a condition: KMS refuses a policy under
 * which its maker could not replace it (unless told to bypass that check, which kimitsu never does). The price is
 * that IAM must hand `kms:PutKeyPolicy` to nobody.
 */
const ACCOUNT = [
  ...DESCRIBE,
  'kms:PutKeyPolicy',
  'kms:EnableKey',
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:TagResource',
  'kms:EnableKeyRotation',
];

/**
 * Least privilege for a key of a service: administrators manage and never encrypt or decrypt, users encrypt and decrypt
 * and nothing else, and what destroys takes a second factor (B2-4-1).
 *
 * @returns undefined without administrators: the default policy of KMS then leaves everything to the account's root
 *   and its IAM policies
 * @throws {Fault} `usage` / `keys/bad-principal`
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicy(access: KeyAccess | undefined): KeyPolicy | undefined {
  const { administrators = [], users = [] } = access ?? {};
  if (administrators.length === 0) return undefined;
  const both = administrators.filter((arn) => users.includes(arn));
  if (both.length > 0) throw badPrincipal('an administrator of a key cannot be its user as well', both);
  const groups = [...administrators, ...users].filter((arn) => /^arn:[^:]+:iam::\d+:group\//.test(arn));
  if (groups.length > 0) throw badPrincipal('a group cannot be named in a key policy', groups, 'name a role');
  const statements: PolicyStatement[] = [
    allow('Account', accountOf(administrators), ACCOUNT),
    allow('Administrators', [...administrators], MANAGE),
    {
      ...allow('AdministratorsWithSecondFactor', [...administrators], WITH_SECOND_FACTOR),
      // `Bool` and not `BoolIfExists`: a request that does not say is a request without.
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
  ];
  if (users.length > 0) statements.push(allow('Users', [...users], USE));
  return { Version: '2012-10-17', Id: 'kimitsu', Statement: statements };
}

function allow(Sid: string, AWS: string | string[], Action: string[]): PolicyStatement {
  return { Sid, Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' };
}

/** Keys are administered only from within their own account, so the administrators' account is the key's. */
function accountOf(administrators: readonly string[]): string {
  const roots = new Set(
    administrators.map((arn) => {
      const [, partition, , , account] = arn.split(':');
      return `arn:${partition}:iam::${account}:root`;
    }),
  );
  const [root] = roots;
  if (root !== undefined && roots.size === 1) return root;
  throw badPrincipal('the administrators of a key belong to the account of the key', administrators);
}

function badPrincipal(message: string, principals: readonly string[], hint?: string): Fault {
  return new Fault('usage', 'keys/bad-principal', message, { principals }, hint === undefined ? {} : { hint });
}
