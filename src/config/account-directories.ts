import { z } from 'zod';
import { type Approval, approvalOf } from './approved-services.js';
import type { Config } from './schema.js';
import { endpoint, region } from './services.js';
import { id, text } from './text.js';

export const ACCOUNT_KINDS = ['user', 'privileged', 'special'] as const;
export const CREDENTIAL_KINDS = [
  'password',
  'access-key',
  'mfa-device',
  'recovery-codes',
  'certificate',
  'ssh-key',
  'service-credential',
] as const;

const LocalAccounts = z.strictObject({
  type: z.literal('local'),
  id: id.default('local').describe('Name of this directory in plans and reports'),
});

const IamAccounts = z.strictObject({
  type: z.literal('iam'),
  id: id.default('iam').describe('Name of this directory in plans and reports'),
  region: region.describe('us-east-1 for AWS, where IAM is one for all regions'),
  endpoint: endpoint.optional().describe('Base address of a service that speaks the protocol of AWS IAM'),
  pathPrefix: z
    .string()
    .regex(/^\/([\w.,+@=-]+\/)+$/, 'a path such as /kimitsu/')
    .optional()
    .describe('Only users and roles below this path; without it, those with the tag kimitsu-service: <service.id>'),
});
export type IamAccounts = z.infer<typeof IamAccounts>;

/** An account of a system that has no interface for it: its disposal is done by hand and recorded by two persons. */
export const ManualAccount = z.strictObject({
  id: id.describe('Short name of the account in the register; no name of a person'),
  system: text.describe('System or service it is for'),
  kind: z.enum(ACCOUNT_KINDS).describe('user: ordinary; privileged: administrator; special: all others'),
  holder: text.describe('Office or post that holds it'),
  credentials: z.array(z.enum(CREDENTIAL_KINDS)).min(1, 'at least one kind of credential'),
});
export type ManualAccount = z.infer<typeof ManualAccount>;

const once = (ids: readonly { id: string }[]): boolean => new Set(ids.map((one) => one.id)).size === ids.length;
const TWICE = 'an id stands twice';

/** Where the accounts are that were made for the service (B3-3-1, B3-3-2, B3-3-3). */
export const AccountsConfig = z
  .strictObject({
    directories: z
      .array(z.discriminatedUnion('type', [LocalAccounts, IamAccounts]))
      .refine(once, TWICE)
      .refine((all) => all.every((one) => one.id !== MANUAL), 'the id "manual" stands for accounts kept by hand')
      .refine((all) => all.filter(({ type }) => type === 'local').length <= 1, 'one local directory at most')
      .prefault([{ type: 'local' }])
      .describe('Directories of accounts; local are the identities embedded in the workspace'),
    manual: z.array(ManualAccount).refine(once, TWICE).default([]).describe('Accounts of systems without an interface'),
  })
  .prefault({});

/** In plans and reports the directory of the accounts kept by hand. */
export const MANUAL = 'manual';

export interface DirectoryApproval {
  iam: Approval;
  /** The service that says whose credentials are used. */
  sts: Approval;
}

/**
 * B2-1-2: what the register of approved services says of a directory.
 * @throws {Fault} `denied` / `services/not-approved`: without knowing whose account is used none is disposed of
 */
export function directoryApproval({ approvedServices }: Config, used: IamAccounts): DirectoryApproval {
  const { region, endpoint } = used;
  const iam = approvalOf(approvedServices, { service: 'iam', region, endpoint });
  const lines = approvedServices.filter(({ service }) => service === 'sts');
  const line = lines.find((one) => one.region === region) ?? lines.find(({ account }) => account === iam.account);
  const sts = approvalOf(approvedServices, {
    service: 'sts',
    region: line?.region ?? region,
    endpoint: line?.endpoint,
  });
  return { iam, sts };
}
