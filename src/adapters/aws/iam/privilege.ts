import {
  GetGroupPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAttachedGroupPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  type Tag,
} from '@aws-sdk/client-iam';
import type { AccountKind } from '../../../ports/account-directory.js';
import type { IamCalls } from './iam-calls.js';
import { attachedPolicies, DISABLED_POLICY, inlineDocument, inlinePolicies, type Principal } from './principal.js';

/** Says of an account what it is, where what it may do does not show it: `user`, `privileged` or `special`. */
export const KIND_TAG = 'kimitsu-account';

const ADMINISTRATION =
  /\/(?:[\w+=,.@-]*\/)*(AdministratorAccess|PowerUserAccess|IAMFullAccess|SystemAdministrator|AWSKeyManagementServicePowerUser)$/;
/** Actions that let somebody rule over accounts, keys, records or everything. */
const RULING = /^(\*|(iam|kms|s3|sts|organizations):\*)$/i;

interface Granted {
  names: string[];
  privileged: boolean;
}

/**
 * Roles are what programs take on. Of a user the tag decides, else what it may do: an administrator's policy, or one
 * that allows every action of a service that rules over accounts, keys or records. Of a policy of the customer's the
 * current version is read.
 */
export function kindOf(principal: Principal, { privileged }: Granted, signsIn: boolean): AccountKind {
  const told = (principal.described.Tags ?? []).find(({ Key }: Tag) => Key === KIND_TAG)?.Value;
  if (told === 'user' || told === 'privileged' || told === 'special') return told;
  if (principal.type === 'role') return 'special';
  if (privileged) return 'privileged';
  // Nobody signs in with it: its keys are a program's.
  return signsIn ? 'user' : 'special';
}

/** What a user or role has been granted, by itself and by its groups. */
export async function grantsOf(calls: IamCalls, principal: Principal): Promise<Granted> {
  const granted: Granted = { names: [], privileged: false };
  const attached = await attachedPolicies(calls, principal);
  const inline = await inlinePolicies(calls, principal);
  for (const policy of inline.filter((one) => one !== DISABLED_POLICY)) {
    granted.names.push(policy);
    granted.privileged ||= rules(await inlineDocument(calls, principal, policy));
  }
  for (const group of await groupsOf(calls, principal)) {
    granted.names.push(group);
    const GroupName = group;
    attached.push(
      ...(await calls.all(
        (iam, page) => iam.send(new ListAttachedGroupPoliciesCommand({ GroupName, ...page })),
        (page) => page.AttachedPolicies,
      )),
    );
    for await (const PolicyName of calls.list(
      (iam, page) => iam.send(new ListGroupPoliciesCommand({ GroupName, ...page })),
      (page) => page.PolicyNames,
    )) {
      const found = await calls.ifThere((iam) => iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })));
      granted.privileged ||= rules(found?.PolicyDocument ?? '');
    }
  }
  for (const { PolicyArn = '', PolicyName = PolicyArn } of attached) {
    granted.names.push(PolicyName);
    granted.privileged ||= ADMINISTRATION.test(PolicyArn) || rules(await currentVersion(calls, PolicyArn));
  }
  return granted;
}

export async function groupsOf(calls: IamCalls, { type, name }: Principal): Promise<string[]> {
  if (type === 'role') return [];
  const groups = await calls.all(
    (iam, page) => iam.send(new ListGroupsForUserCommand({ UserName: name, ...page })),
    (page) => page.Groups,
  );
  return groups.map(({ GroupName = '' }) => GroupName);
}

/** Only of a policy of the customer's; those of the provider are known by name. */
async function currentVersion(calls: IamCalls, PolicyArn: string): Promise<string> {
  if (/^arn:[^:]*:iam::aws:/.test(PolicyArn)) return '';
  const policy = await calls.ifThere((iam) => iam.send(new GetPolicyCommand({ PolicyArn })));
  const VersionId = policy?.Policy?.DefaultVersionId;
  if (VersionId === undefined) return '';
  const version = await calls.ifThere((iam) => iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId })));
  return version?.PolicyVersion?.Document ?? '';
}

interface Statement {
  Effect?: string;
  Action?: string | string[];
  NotAction?: string | string[];
}

/** @param document - JSON, URL-encoded as IAM gives it; what cannot be read counts as ruling */
function rules(document: string): boolean {
  if (document === '') return false;
  try {
    const { Statement: given } = JSON.parse(decodeURIComponent(document)) as { Statement?: Statement | Statement[] };
    return [given ?? []].flat().some(({ Effect, Action = [], NotAction }) => {
      if (Effect !== 'Allow') return false;
      return NotAction !== undefined || [Action].flat().some((action) => RULING.test(action));
    });
  } catch {
    return true;
  }
}
