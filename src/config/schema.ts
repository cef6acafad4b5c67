import { z } from 'zod';
import { AccountsConfig } from './account-directories.js';
import { AlertsConfig } from './alerts.js';
import { DocumentsConfig } from './documents.js';
import { DisposalConfig, RetentionConfig } from './end-of-service.js';
import { MigrationConfig } from './migration.js';
import { ScheduleEntry } from './schedule.js';
import { ApprovedLine, bucketName, CertificatesConfig, KeysConfig, StorageConfig } from './services.js';
import { id, text } from './text.js';
import { WatchConfig } from './watch.js';

const SYSTEM_TYPES = [
  'pbx',
  'citizens-voice',
  'response-history',
  'inquiry-form',
  'speech-recognition',
  'other',
] as const;

export const SystemConfig = z.strictObject({
  id: id.describe('Name of the system in commands, folders and reports'),
  type: z
    .enum(SYSTEM_TYPES)
    .describe('Which system of 別紙４ it is; decides what its records are when nothing else says so'),
  name: text.describe('Name in Japanese documents'),
  bucket: bucketName
    .optional()
    .describe('Bucket, or folder under storage.root, that holds its records; the id when absent'),
  prefix: text.optional().describe('Beginning of the names of its objects, when systems share a bucket: pbx/'),
  inventory: z
    .strictObject({
      bucket: bucketName.describe('Bucket that the inventory reports are delivered to'),
      prefix: text.describe('Folder of the reports: prefix/source-bucket/configuration-id'),
    })
    .optional()
    .describe('S3 Inventory (CSV) of the bucket, read instead of asking for the listing page by page'),
  access: z
    .enum(['archive', 'live'])
    .default('archive')
    .describe(
      'live: the system still reads its own records, so level 3 is encrypted by the store instead of an envelope',
    ),
});

export const ApproverConfig = z.strictObject({
  id: id.describe('Short name of the approver, stands in approvals'),
  name: text.describe('Name or office in Japanese documents'),
  publicKey: text
    .optional()
    .describe(
      'Public key, PEM (SubjectPublicKeyInfo, P-256), or the path of such a file; absent for who approves by letter alone',
    ),
});

/** Everything a workspace is set up by. Units stand in the names or descriptions. */
export const Config = z.strictObject({
  version: z.literal(1).describe('Form of this file'),
  service: z.strictObject({
    id: id.describe('Stands in key names and is typed out before anything is destroyed'),
    name: text.describe('Name of the service in Japanese documents'),
    contract: text.describe('Number or name of the contract with the prefecture'),
  }),
  contractor: z.strictObject({
    name: text.describe('受注者'),
    department: text.optional(),
    responsible: text.describe('Person or post responsible for execution'),
    verifier: text.describe('Person or post that verifies; not the one who executes'),
  }),
  prefecture: z.strictObject({
    name: text.describe('府'),
    department: text.optional(),
    approvers: z
      .array(ApproverConfig)
      .default([])
      .describe('Who may approve plans; only these keys, and letters by these approvers, are accepted'),
  }),
  certificates: CertificatesConfig,
  storage: StorageConfig,
  keys: KeysConfig,
  approvedServices: z
    .array(ApprovedLine)
    .default([])
    .describe('Register of the services agreed with the prefecture; s3 and kms are used only if they stand here'),
  accounts: AccountsConfig.describe('Accounts made for the service, which are disposed of with it'),
  catalogue: text
    .default('catalogue/catalogue.sqlite')
    .describe('SQLite file, or postgres://USER@HOST/DATABASE with the password in PGPASSWORD or ~/.pgpass'),
  retention: z.array(RetentionConfig).default([]).describe('Retention periods; records within one are not erased'),
  disposal: DisposalConfig,
  policy: text.optional().describe('Policy file; the bundled classifiers/policy/bessi4.yaml when absent'),
  run: z
    .strictObject({
      concurrency: z.int().min(1).max(64).default(4).describe('Objects worked on at the same time'),
      concurrentMegabytes: z
        .int()
        .min(16)
        .max(65_536)
        .default(1024)
        .describe('Megabytes of the objects worked on at the same time, one larger object being worked on alone'),
      objectSeconds: z.int().min(1).max(86_400).default(900).describe('Seconds one object may take to be read'),
    })
    .prefault({}),
  schedule: z.array(ScheduleEntry).default([]).describe('Timetable of `kimitsu schedule`, in Japanese time'),
  alerts: AlertsConfig,
  systems: z.array(SystemConfig).min(1, 'at least one system'),
  migration: MigrationConfig.optional().describe('How the records are handed over at the end of the service'),
  watch: WatchConfig.describe('Watch for misuse in access logs'),
  documents: DocumentsConfig.describe('Documents agreed with the prefecture: contacts, duties, deadlines, devices'),
});

export type Config = z.infer<typeof Config>;
export type SystemConfig = z.infer<typeof SystemConfig>;
export type ApproverConfig = z.infer<typeof ApproverConfig>;

/** JSON Schema for editors, written beside a new configuration. */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(Config, { io: 'input' });
}
