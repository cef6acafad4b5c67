import { DeleteUserCommand, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import type { DisposalOutcome } from '../../../ports/account-directory.js';
import type { IamCalls } from './iam-calls.js';
import { deleteLeft, denyNaming, devicesOf } from './mfa-devices.js';
import { denyAll, type Principal, removePolicies } from './principal.js';
import { groupsOf } from './privilege.js';
import { removeCredential, userCredentials } from './user-credentials.js';

/**
 * Denied first, so that nobody can act as it while it is taken apart; then its credentials, then what it was granted,
 * then the user.
 */
export async function removeUser(calls: IamCalls, principal: Principal): Promise<DisposalOutcome> {
  const { name } = principal;
  const devices = await devicesOf(calls, principal);
  await denyNaming(calls, principal, devices);
  for (const credential of await userCredentials(calls, name, undefined))
    await removeCredential(calls, name, credential);
  for (const serial of devices.left) await deleteLeft(calls, serial);
  for (const GroupName of await groupsOf(calls, principal))
    await calls.ifThere((iam) => iam.send(new RemoveUserFromGroupCommand({ UserName: name, GroupName })));
  await removePolicies(calls, principal);
  await calls.ifThere((iam) => iam.send(new DeleteUserCommand({ UserName: name })));
  return 'removed';
}

/**
 * The user this process acts as. IAM deletes no user that is granted anything, and without grants nobody deletes a
 * user: so it loses its credentials, and another administrator has to remove the rest. Sessions that its keys have begun
 * outlive them by hours, so everything is denied as well; the key in use is deleted last.
 */
export async function removeOwnCredentials(calls: IamCalls, principal: Principal): Promise<DisposalOutcome> {
  const { name } = principal;
  const { accessKeyId } = await calls.call((iam) => iam.config.credentials());
  const devices = await devicesOf(calls, principal);
  if (devices.assigned.length > 0) await denyNaming(calls, principal, devices, 'everything');
  const credentials = await userCredentials(calls, name, undefined);
  const inUse = credentials.find(({ kind, id }) => kind === 'access-key' && id === accessKeyId);
  for (const credential of credentials) if (credential !== inUse) await removeCredential(calls, name, credential);
  for (const serial of devices.left) await deleteLeft(calls, serial);
  await denyAll(calls, principal, { but: inUse && 'iam:DeleteAccessKey' });
  if (inUse) await removeCredential(calls, name, inUse);
  return 'credentials-removed';
}
