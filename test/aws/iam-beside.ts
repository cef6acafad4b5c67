import {
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUserPoliciesCommand,
  type User,
} from '@aws-sdk/client-iam';

interface Input {
  UserName?: string;
  ServiceSpecificCredentialId?: string;
  PermissionsBoundary?: string;
  PolicyDocument?: string;
}

/**
 * What IAM does and moto does not: credentials for one service, boundaries, and refusing to delete a user that still
 * has something. Keeps the order of the calls that change something.
 */
export class IamBeside {
  readonly credentials = new Map<string, string[]>();
  readonly boundaries = new Map<string, string>();
  /** `DeleteAccessKey test-account`, … in order. */
  readonly changes: string[] = [];
  /** What a call is answered with instead, for tests of failures. */
  refuse: (command: string, input: Input) => Error | undefined = () => undefined;

  /** A user that so many listings show after it is gone. */
  late: { user: User; listings: number } = { user: {} as User, listings: 0 };

  /** @param plain - a client without this, to look at what the server has */
  constructor(readonly plain: IAMClient) {}

  attach(client: IAMClient): IAMClient {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const command = String(context.commandName).replace(/Command$/, '');
        const input = args.input as Input;
        const refusal = this.refuse(command, input);
        if (refusal) throw refusal;
        if (!/^(Get|List)/.test(command)) this.changes.push(`${command} ${input.UserName ?? ''}`.trim());
        const answer = await this.#answer(command, input);
        if (answer) return { output: { $metadata: {}, ...answer }, response: undefined } as never;
        const result = await next(args);
        if (command === 'ListUsers' && this.late.listings > 0) {
          this.late.listings -= 1;
          const page = result.output as { Users?: User[] };
          page.Users = [...(page.Users ?? []), this.late.user];
        }
        const boundary = this.boundaries.get(input.UserName ?? '');
        const { User: user } = result.output as { User?: { PermissionsBoundary?: object } };
        if (command === 'GetUser' && user && boundary !== undefined)
          user.PermissionsBoundary = { PermissionsBoundaryArn: boundary };
        return result;
      },
      { step: 'initialize', name: 'iamBeside' },
    );
    return client;
  }

  async #answer(command: string, { UserName = '', ServiceSpecificCredentialId, PermissionsBoundary }: Input) {
    const credentials = this.credentials.get(UserName) ?? [];
    switch (command) {
      case 'ListServiceSpecificCredentials':
        return {
          ServiceSpecificCredentials: credentials.map((id) => ({
            ServiceSpecificCredentialId: id,
            Status: 'Active',
            CreateDate: new Date('2026-04-01T00:00:00Z'),
          })),
        };
      case 'DeleteServiceSpecificCredential':
        this.credentials.set(
          UserName,
          credentials.filter((id) => id !== ServiceSpecificCredentialId),
        );
        return {};
      case 'PutUserPermissionsBoundary':
        this.boundaries.set(UserName, PermissionsBoundary ?? '');
        return {};
      case 'DeleteUserPermissionsBoundary':
        this.boundaries.delete(UserName);
        return {};
      case 'DeleteUser':
        if (await this.#hasSomething(UserName)) throw iamError('DeleteConflict', 409);
        return undefined;
      default:
        return undefined;
    }
  }

  async #hasSomething(UserName: string): Promise<boolean> {
    const { plain } = this;
    try {
      const found = [
        this.credentials.get(UserName) ?? [],
        (await plain.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata,
        (await plain.send(new ListSSHPublicKeysCommand({ UserName }))).SSHPublicKeys,
        (await plain.send(new ListSigningCertificatesCommand({ UserName }))).Certificates,
        (await plain.send(new ListMFADevicesCommand({ UserName }))).MFADevices,
        (await plain.send(new ListUserPoliciesCommand({ UserName }))).PolicyNames,
        (await plain.send(new ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies,
        (await plain.send(new ListGroupsForUserCommand({ UserName }))).Groups,
      ];
      return found.some((things) => (things ?? []).length > 0);
    } catch {
      return false;
    }
  }
}

/** An answer of IAM, as the SDK hands it on. */
export function iamError(name: string, status: number): Error {
  return Object.assign(new Error('of yamada'), { name, $metadata: { httpStatusCode: status } });
}
