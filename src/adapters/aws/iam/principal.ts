import {
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  type Role,
  type User,
} from '@aws-sdk/client-iam';
import type { IamCalls } from './iam-calls.js';

/** A user or a role, as IAM describes it. */
export type Principal =
  | { type: 'user'; name: string; accountId: string; described: User }
  | { type: 'role'; name: string; accountId: string; described: Role };

export const userPrincipal = (described: User): Principal => ({
  type: 'user',
  name: described.UserName ?? '',
  accountId: described.UserId ?? '',
  described,
});

export const rolePrincipal = (described: Role): Principal => ({
  type: 'role',
  name: described.RoleName ?? '',
  accountId: described.RoleId ?? '',
  described,
});

/** Inline policy that denies everything; while it is there the account is disabled. */
export const DISABLED_POLICY = 'kimitsu-disabled';

interface Statement {
  Effect: string;
  Action?: string;
  NotAction?: string[];
  Resource: string | string[];
}

export interface Denial {
  /** The one action that is left, `iam:DeleteAccessKey`; `everything`: only what `and` says is denied. */
  but?: string | undefined;
  /** Statements beside it. */
  and?: readonly Statement[];
}

function denial({ but, and = [] }: Denial): string {
  const actions = but === undefined ? { Action: '*' } : { NotAction: [but] };
  const all = but === 'everything' ? [] : [{ Effect: 'Deny', ...actions, Resource: '*' }];
  return JSON.stringify({ Version: '2012-10-17', Statement: [...all, ...and] });
}

export function inlinePolicies(calls: IamCalls, { type, name }: Principal): Promise<string[]> {
  return type === 'user'
    ? calls.all(
        (iam, page) => iam.send(new ListUserPoliciesCommand({ UserName: name, ...page })),
        (found) => found.PolicyNames,
      )
    : calls.all(
        (iam, page) => iam.send(new ListRolePoliciesCommand({ RoleName: name, ...page })),
        (found) => found.PolicyNames,
      );
}

/** URL-encoded JSON, as IAM gives it; empty when there is no such policy (any more). */
export async function inlineDocument(calls: IamCalls, { type, name }: Principal, policy: string): Promise<string> {
  const found = await calls.ifThere<{ PolicyDocument?: string | undefined }>((iam) =>
    type === 'user'
      ? iam.send(new GetUserPolicyCommand({ UserName: name, PolicyName: policy }))
      : iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policy })),
  );
  return found?.PolicyDocument ?? '';
}

export function attachedPolicies(calls: IamCalls, { type, name }: Principal) {
  return type === 'user'
    ? calls.all(
        (iam, page) => iam.send(new ListAttachedUserPoliciesCommand({ UserName: name, ...page })),
        (found) => found.AttachedPolicies,
      )
    : calls.all(
        (iam, page) => iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, ...page })),
        (found) => found.AttachedPolicies,
      );
}

/** Denies every action, to sessions that began earlier as well. */
export async function denyAll(calls: IamCalls, { type, name }: Principal, what: Denial = {}): Promise<void> {
  const policy = { PolicyName: DISABLED_POLICY, PolicyDocument: denial(what) };
  await calls.call((iam) =>
    type === 'user'
      ? iam.send(new PutUserPolicyCommand({ UserName: name, ...policy }))
      : iam.send(new PutRolePolicyCommand({ RoleName: name, ...policy })),
  );
}

export async function deleteInline(calls: IamCalls, { type, name }: Principal, policy: string): Promise<void> {
  await calls.ifThere((iam) =>
    type === 'user'
      ? iam.send(new DeleteUserPolicyCommand({ UserName: name, PolicyName: policy }))
      : iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: policy })),
  );
}

/** The policies that grant something first, the one that denies everything after them, the boundary last. */
export async function removePolicies(calls: IamCalls, principal: Principal): Promise<void> {
  const { type, name } = principal;
  for (const { PolicyArn } of await attachedPolicies(calls, principal))
    await calls.ifThere((iam) =>
      type === 'user'
        ? iam.send(new DetachUserPolicyCommand({ UserName: name, PolicyArn }))
        : iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn })),
    );
  const inline = await inlinePolicies(calls, principal);
  for (const policy of inline.filter((one) => one !== DISABLED_POLICY)) await deleteInline(calls, principal, policy);
  await deleteInline(calls, principal, DISABLED_POLICY);
  if (principal.described.PermissionsBoundary)
    await calls.ifThere((iam) =>
      type === 'user'
        ? iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: name }))
        : iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: name })),
    );
}
