import { X509Certificate } from 'node:crypto';
import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  DeleteVirtualMFADeviceCommand,
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
} from '@aws-sdk/client-iam';
import type { Credential, CredentialKind } from '../../../ports/account-directory.js';
import type { IamCalls } from './iam-calls.js';
import { isVirtual } from './mfa-devices.js';

/** Everything a user can show to be let in. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html */
export async function userCredentials(
  calls: IamCalls,
  name: string,
  passwordLastUsed: Date | undefined,
): Promise<Credential[]> {
  const UserName = name;
  const credentials: Credential[] = [];
  const login = await calls.ifThere((iam) => iam.send(new GetLoginProfileCommand({ UserName })));
  if (login)
    credentials.push(credential('password', 'password', login.LoginProfile?.CreateDate, 'Active', passwordLastUsed));
  for await (const key of calls.list(
    (iam, page) => iam.send(new ListAccessKeysCommand({ UserName, ...page })),
    (page) => page.AccessKeyMetadata,
  )) {
    const used = await calls.ifThere((iam) =>
      iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.AccessKeyId })),
    );
    const last = used?.AccessKeyLastUsed?.LastUsedDate;
    credentials.push(credential('access-key', key.AccessKeyId, key.CreateDate, key.Status, last));
  }
  for await (const key of calls.list(
    (iam, page) => iam.send(new ListSSHPublicKeysCommand({ UserName, ...page })),
    (page) => page.SSHPublicKeys,
  ))
    credentials.push(credential('ssh-key', key.SSHPublicKeyId, key.UploadDate, key.Status));
  for await (const one of calls.list(
    (iam, page) => iam.send(new ListSigningCertificatesCommand({ UserName, ...page })),
    (page) => page.Certificates,
  ))
    credentials.push({
      ...credential('certificate', one.CertificateId, one.UploadDate, one.Status),
      ...expiring(validTo(one.CertificateBody)),
    });
  for await (const one of calls.list(
    (iam, page) => iam.send(new ListServiceSpecificCredentialsCommand({ UserName, ...page })),
    (page) => page.ServiceSpecificCredentials,
  ))
    credentials.push({
      ...credential('service-credential', one.ServiceSpecificCredentialId, one.CreateDate, one.Status),
      ...expiring(one.ExpirationDate),
    });
  for await (const device of calls.list(
    (iam, page) => iam.send(new ListMFADevicesCommand({ UserName, ...page })),
    (page) => page.MFADevices,
  ))
    credentials.push(credential('mfa-device', device.SerialNumber, device.EnableDate, 'Active'));
  return credentials;
}

/** Resolves as well when it is gone already. */
export async function removeCredential(calls: IamCalls, name: string, { kind, id }: Credential): Promise<void> {
  const UserName = name;
  switch (kind) {
    case 'password':
      await calls.ifThere((iam) => iam.send(new DeleteLoginProfileCommand({ UserName })));
      return;
    case 'access-key':
      await calls.ifThere((iam) => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: id })));
      return;
    case 'ssh-key':
      await calls.ifThere((iam) => iam.send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId: id })));
      return;
    case 'certificate':
      await calls.ifThere((iam) => iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId: id })));
      return;
    case 'service-credential':
      await calls.ifThere((iam) =>
        iam.send(new DeleteServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId: id })),
      );
      return;
    case 'mfa-device':
      await calls.ifThere((iam) => iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber: id })));
      if (isVirtual(id))
        await calls.ifThere((iam) => iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber: id })));
      return;
    case 'recovery-codes':
    case 'role-trust':
      return;
  }
}

function credential(
  kind: CredentialKind,
  id: string | undefined,
  createdAt: Date | undefined,
  status: string | undefined,
  lastUsedAt?: Date | undefined,
): Credential {
  return {
    id: id ?? '',
    kind,
    status: status === 'Active' ? 'active' : 'disabled',
    createdAt: createdAt?.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString(),
  };
}

const expiring = (at: Date | undefined) => (at === undefined ? {} : { expiresAt: at.toISOString() });

/** @param pem - as the user has uploaded it: it may be anything */
function validTo(pem: string | undefined): Date | undefined {
  try {
    const at = new Date(new X509Certificate(pem ?? '').validTo);
    return Number.isNaN(at.getTime()) ? undefined : at;
  } catch {
    return undefined;
  }
}
