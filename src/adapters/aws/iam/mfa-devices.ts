import {
  DeleteVirtualMFADeviceCommand,
  ListMFADevicesCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { Fault } from '../../../base/fault.js';
import type { IamCalls } from './iam-calls.js';
import { DISABLED_POLICY, denyAll, inlineDocument, type Principal } from './principal.js';

/** Statement of the policy `kimitsu-disabled` that names the virtual devices which are being taken from the user. */
const DEVICES = 'kimitsuDevices';

/** A device that is hardware is not IAM's to delete. */
export const isVirtual = (serial: string): boolean => /:mfa\//.test(serial);

/** Serial numbers of a user's virtual devices. */
export interface UserDevices {
  assigned: string[];
  /** Deactivated by a run that was interrupted before it deleted them. */
  left: string[];
}

/**
 * IAM does not say whose a device was once it is deactivated. So a disposal names those of the user in the policy that
 * denies the user everything (`denyNaming`) before it deactivates the first.
 */
export async function devicesOf(calls: IamCalls, principal: Principal): Promise<UserDevices> {
  // In this order: what somebody deactivates at this moment is named by now.
  const listed = await calls.all(
    (iam, page) => iam.send(new ListMFADevicesCommand({ UserName: principal.name, ...page })),
    (page) => page.MFADevices,
  );
  const assigned = listed.map(({ SerialNumber = '' }) => SerialNumber).filter(isVirtual);
  const document = await inlineDocument(calls, principal, DISABLED_POLICY);
  const named = document === '' ? [] : namedIn(decodeURIComponent(document));
  return { assigned, left: named.filter((serial) => !assigned.includes(serial)) };
}

function namedIn(document: string): string[] {
  const { Statement = [] } = JSON.parse(document) as { Statement?: { Sid?: string; Resource?: unknown }[] };
  const statement = [Statement].flat().find(({ Sid }) => Sid === DEVICES);
  return [statement?.Resource]
    .flat()
    .filter((serial): serial is string => typeof serial === 'string' && isVirtual(serial));
}

/**
 * Denies what `denyAll` does, and names the devices: they may not be assigned to the user again.
 * @param but - as for `denyAll`; `everything`: nothing else is denied yet
 */
export async function denyNaming(
  calls: IamCalls,
  principal: Principal,
  { assigned, left }: UserDevices,
  but?: 'everything',
): Promise<void> {
  const Resource = [...assigned, ...left];
  const named = { Sid: DEVICES, Effect: 'Deny', Action: 'iam:EnableMFADevice', Resource };
  try {
    await denyAll(calls, principal, { but, and: Resource.length > 0 ? [named] : [] });
  } catch (error) {
    // The policies of the user leave no room for names: better the account goes than nothing does.
    if (!(error instanceof Fault) || error.code !== 'accounts/limit') throw error;
    await denyAll(calls, principal, { but });
  }
}

/** Resolves as well when it is gone already, and where it was assigned to another user since: then it is that user's. */
export async function deleteLeft(calls: IamCalls, serial: string): Promise<void> {
  try {
    await calls.ifThere((iam) => iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber: serial })));
  } catch (error) {
    const isConflict = error instanceof Fault && error.detail.name === 'DeleteConflict';
    if (!isConflict || !(await isAssigned(calls, serial))) throw error;
  }
}

async function isAssigned(calls: IamCalls, serial: string): Promise<boolean> {
  for await (const { SerialNumber } of calls.list(
    (iam, page) => iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned', ...page })),
    (page) => page.VirtualMFADevices,
  ))
    if (SerialNumber === serial) return true;
  return false;
}
