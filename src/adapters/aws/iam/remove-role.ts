import {
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetInstanceProfileCommand,
  RemoveRoleFromInstanceProfileCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { DisposalOutcome } from '../../../ports/account-directory.js';
import type { IamCalls } from './iam-calls.js';
import { denyAll, type Principal, removePolicies } from './principal.js';
import { profilesOf } from './role-trust.js';
import { isSelected, type Selection } from './selection.js';

const NOBODY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

/** Denied first, so that sessions which last for hours yet can do nothing; then its profiles, policies, the role. */
export async function removeRole(
  calls: IamCalls,
  principal: Principal,
  selection: Selection,
): Promise<DisposalOutcome> {
  const { name } = principal;
  await denyAll(calls, principal);
  for (const { InstanceProfileName } of await profilesOf(calls, name)) {
    await calls.ifThere((iam) =>
      iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName: name })),
    );
    // The profile itself only if it is the service's as well.
    const profile = await calls.ifThere((iam) => iam.send(new GetInstanceProfileCommand({ InstanceProfileName })));
    if (profile?.InstanceProfile && isSelected(profile.InstanceProfile, selection))
      await calls.ifThere((iam) => iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName })));
  }
  await removePolicies(calls, principal);
  await calls.ifThere((iam) => iam.send(new DeleteRoleCommand({ RoleName: name })));
  return 'removed';
}

/**
 * The role this process has taken on: nobody can take it on again, and then its sessions, this one and those of others
 * that last for hours yet, may do nothing.
 */
export async function closeOwnRole(calls: IamCalls, principal: Principal): Promise<DisposalOutcome> {
  const { name } = principal;
  await calls.call((iam) => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: NOBODY })));
  await denyAll(calls, principal);
  return 'credentials-removed';
}
