import { z } from 'zod';
import { isClear } from './loopback.js';
import { text } from './text.js';

export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as ap-northeast-1');
const account = z.string().regex(/^\d{12}$/, '12 digits, in quotation marks');
const address = z.string().regex(/^https?:\/\/[^\s/?#@]+\/?$/, 'an address such as https://host:port, without a path');
/** Where records, keys and requests with credentials go. */
export const endpoint = address.refine((value) => !isClear(value), 'https, or http on this host only');
const principal = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:(iam|sts)::\d{12}:(role|user|root|assumed-role|group)(\/\S+)?$/,
    'an ARN such as arn:aws:iam::123456789012:role/name',
  );
/** S3's rules for general purpose buckets. */
export const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name of S3');

const LocalStorage = z.strictObject({
  type: z.literal('local').default('local'),
  root: text.default('data').describe('Folder with one sub-folder per system'),
});

const S3Storage = z.strictObject({
  type: z.literal('s3'),
  region,
  endpoint: endpoint
    .optional()
    .describe('Base address of a service that speaks the protocol of S3; AWS itself when absent'),
  forcePathStyle: z
    .boolean()
    .default(false)
    .describe('https://host/bucket/key instead of https://bucket.host/key; most servers that are not AWS need it'),
});

/** Where the records are. */
export const StorageConfig = z.discriminatedUnion('type', [LocalStorage, S3Storage]).prefault({});

const waitingDays = z
  .int()
  .min(7)
  .max(30)
  .default(30)
  .describe('Days between scheduling a key for deletion and its destruction');
const folder = text.default('keys').describe('Folder of unit keys and of the signing key; not to be backed up');

const rotationDays = z
  .int()
  .min(90)
  .max(2560)
  .default(365)
  .describe('Days after which the service gives its keys new key material; keys with imported material never');
const origin = z
  .enum(['AWS_KMS', 'EXTERNAL'])
  .default('AWS_KMS')
  .describe('EXTERNAL: the keys wait for key material that is imported');

const LocalKeys = z.strictObject({
  type: z.literal('local').default('local'),
  folder,
  waitingDays,
  rotationDays,
  origin,
});

const KmsKeys = z.strictObject({
  type: z.literal('kms'),
  region,
  endpoint: endpoint.optional().describe('Base address of a service that speaks the protocol of AWS KMS'),
  folder,
  waitingDays,
  unitKeyBucket: bucketName
    .optional()
    .describe('Bucket for the wrapped unit keys, apart from all records; the folder when absent'),
  administrators: z
    .array(principal)
    .default([])
    .describe('Who may manage the keys and, with a second factor, disable and delete them'),
  users: z.array(principal).default([]).describe('Who may encrypt and decrypt with the keys: the role of the jobs'),
  origin,
  rotationDays,
});

/** Which service holds the keys. */
export const KeysConfig = z.discriminatedUnion('type', [LocalKeys, KmsKeys]).prefault({});

/** One line of the register of services that the prefecture has approved (B2-1-2). */
export const ApprovedService = z.strictObject({
  service: z.enum(['s3', 'kms', 'sts', 'iam', 'tsa']),
  region: region.default('').describe('Of every service but tsa, a time stamping authority (RFC 3161)'),
  endpoint: address.optional().describe('Only this address; the address of AWS for the region when absent'),
  account: account.default('').describe('Account of the provider that owns what is used; of every service but tsa'),
  buckets: z.array(bucketName).default([]).describe('For s3: the buckets that may be used'),
  use: z
    .enum(['service', 'migration'])
    .optional()
    .describe(
      "migration: a bucket of the receiver's that records are handed over into; it may belong to another account",
    ),
  approvedOn: z.iso
    .date()
    .optional()
    .describe('Day on which the prefecture approved it; stands in 利用承認サービス一覧'),
  approval: text.optional().describe('Number of the letter that approved it'),
});
export type ApprovedService = z.infer<typeof ApprovedService>;

/** A line of the register with what its service needs. An authority has an address; a provider's service the rest. */
export const ApprovedLine = ApprovedService.superRefine((line, context) => {
  const needed = line.service === 'tsa' ? (['endpoint'] as const) : (['region', 'account'] as const);
  for (const member of needed)
    if (!line[member]) context.addIssue({ code: 'custom', path: [member], message: 'must be given' });
});

/** How certificates are issued. */
export const CertificatesConfig = z
  .strictObject({
    timestampAuthority: z
      .strictObject({
        url: z
          .string()
          .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, 'an address such as https://host/path')
          .describe('Where timestamps are asked for; its base address stands in approvedServices as tsa'),
        certificate: text.describe(
          'Certificate of the authority or of its issuer, PEM, or the path of such a file; only its timestamps count',
        ),
      })
      .optional()
      .describe('Authority (RFC 3161) that confirms when a certificate existed'),
    signingKey: z
      .strictObject({
        type: z.literal('kms'),
        arn: z
          .string()
          .regex(
            /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
            'an ARN such as arn:aws:kms:ap-northeast-1:123456789012:key/…',
          )
          .describe('Key of AWS KMS, ECC_NIST_P256 for SIGN_VERIFY; its kms and region stand in approvedServices'),
        endpoint: endpoint.optional().describe('Base address of a service that speaks the protocol of AWS KMS'),
      })
      .optional()
      .describe('Key that signs certificates and evidence; a file in the folder of keys when absent'),
  })
  .prefault({});
