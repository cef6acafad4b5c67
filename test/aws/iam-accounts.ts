import { generateKeyPairSync } from 'node:crypto';
import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  type IAMClient,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  type Tag,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const READS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::centre/*' }],
});
const RULES = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['iam:*', 's3:GetObject'], Resource: '*' }],
});
export const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

/** A user with one of everything that a user can have. @returns its id */
export async function fullUser(
  iam: IAMClient,
  name: string,
  tags: Tag[],
  path: string,
  admin: boolean,
): Promise<string> {
  const UserName = name;
  const made = await iam.send(new CreateUserCommand({ UserName, Tags: tags, Path: path }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct horse battery' }));
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  const device = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: `of-${name}` }));
  const SerialNumber = device.VirtualMFADevice?.SerialNumber ?? '';
  await iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  );
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await iam.send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: body }));
  await iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody: CERTIFICATE }));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'reads', PolicyDocument: READS }));
  await iam.send(new CreateGroupCommand({ GroupName: 'operators' })).catch(() => undefined);
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName: 'operators' }));
  if (admin) await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: await rulingPolicy(iam) }));
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: BOUNDARY }));
  return made.User?.UserId ?? '';
}

async function rulingPolicy(iam: IAMClient): Promise<string> {
  const made = await iam
    .send(new CreatePolicyCommand({ PolicyName: 'centre-admin', PolicyDocument: RULES }))
    .catch(() => undefined);
  return made?.Policy?.Arn ?? 'arn:aws:iam::123456789012:policy/centre-admin';
}

/** A role with policies and an instance profile. @returns its id */
export async function fullRole(iam: IAMClient, name: string, tags: Tag[], path: string): Promise<string> {
  const RoleName = name;
  const made = await iam.send(
    new CreateRoleCommand({ RoleName, Path: path, Tags: tags, AssumeRolePolicyDocument: TRUST }),
  );
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'reads', PolicyDocument: READS }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: await rulingPolicy(iam) }));
  const InstanceProfileName = `of-${name}`;
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Path: path, Tags: tags }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  return made.Role?.RoleId ?? '';
}

/** Of nobody; its key was thrown away. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR2gAwIBAgIUGNpE8lcrV3ww79IoZkgegPmmhncwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGc2FtcGxlMB4XDTI2MTEyNTE4NDY1OFoXDTM2MTEyMjE4NDY1
OFowETEPMA0GA1UEAwwGc2FtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
ZuUZDhPqXmoAlqv3wAaLycbj1hwESB3qlgEKVEtiQel2PwQFt8Z17Uya9uokbqxz
VCwMTgXrDfwZ1Kze2DdmAaNTMFEwHQYDVR0OBBYEFLMaDREFZ38RXELxJ1AdXLfe
4+H2MB8GA1UdIwQYMBaAFLMaDREFZ38RXELxJ1AdXLfe4+H2MA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALpwsU5w53Dm/Frscw9CCEST/ImHMUxm
zxhQRCtuE69pAiEAo9xflQjSFHyAqx6VbjupHExJ96XrOY/cSFWvQAhvkYg=
-----END CERTIFICATE-----`;
