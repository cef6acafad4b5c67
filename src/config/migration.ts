import { z } from 'zod';
import { Fault } from '../base/fault.js';
import { type Approval, approvalOf } from './approved-services.js';
import type { ConfigMistake } from './load.js';
import { type ApprovedService, bucketName, endpoint, region } from './services.js';
import { text } from './text.js';

const day = z.iso.date();
/** A key itself and no alias: an alias can be pointed elsewhere. */
const keyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    'an ARN such as arn:aws:kms:region:account:key/id',
  );

const Folder = z.strictObject({
  type: z.literal('folder'),
  folder: text.describe('Folder that the packages are written into, for instance on a disk that is handed over'),
});

const Bucket = z.strictObject({
  type: z.literal('s3'),
  region,
  endpoint: endpoint.optional().describe('Base address; AWS itself when absent'),
  forcePathStyle: z.boolean().default(false),
  bucket: bucketName.describe("Bucket of the receiver's; it stands in approvedServices with use: migration"),
  prefix: z
    .string()
    .regex(/^([A-Za-z0-9_-][A-Za-z0-9._-]*\/)+$/, 'folders such as handover/2026/, ending with a slash')
    .optional(),
});

const Protection = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none').describe('Decrypted for the receiver') }),
  z.strictObject({
    type: z.literal('raw-rsa'),
    publicKey: text.describe("Receiver's RSA public key (3072 bits or more), PEM or the path of such a file"),
  }),
  z.strictObject({ type: z.literal('kms'), keyArn: keyArn.describe("Receiver's KMS key; only with form: copy") }),
]);

/** How records are handed over at the end of the service (B3-1-1). */
export const MigrationConfig = z.strictObject({
  receiver: z.strictObject({
    name: text.describe('Who takes the records over'),
    office: text.optional(),
    contact: text.describe('Telephone, mail or address, as the plan states it'),
    publicKey: text.describe('P-256 public key that signs the acceptance, PEM or the path of such a file'),
  }),
  form: z.enum(['bagit', 'copy']).default('bagit').describe('bagit: packages in a folder; copy: in a bucket'),
  destination: z.discriminatedUnion('type', [Folder, Bucket]),
  protection: Protection.default({ type: 'none' }),
  history: z.boolean().default(false).describe('Hand over older versions too'),
  schedule: z.strictObject({ from: day.optional(), until: day.optional() }).prefault({}),
});
export type MigrationConfig = z.infer<typeof MigrationConfig>;

/** What a schema of single values cannot say. */
export function migrationMistakes(migration: MigrationConfig | undefined): Omit<ConfigMistake, 'line'>[] {
  if (!migration) return [];
  const { form, destination, protection, schedule } = migration;
  const mistakes: Omit<ConfigMistake, 'line'>[] = [];
  if ((form === 'copy') !== (destination.type === 's3'))
    mistakes.push({
      path: 'migration.destination.type',
      message: `form ${form} does not go to a destination of type ${destination.type}`,
      hint: 'bagit goes to a folder, copy to s3',
      messageJa: '移行の形式（form）と移行先の種類が合っていません',
      hintJa: 'bagit には folder、copy には s3 を指定してください',
    });
  if (protection.type === 'kms' && form !== 'copy')
    mistakes.push({
      path: 'migration.protection.type',
      message: 'a KMS key protects only what is copied into a bucket',
      hint: 'use raw-rsa, or form: copy',
      messageJa: 'kms による保護は、form が copy のときだけ使えます',
      hintJa: 'raw-rsa を指定するか、form を copy にしてください',
    });
  if (schedule.from !== undefined && schedule.until !== undefined && schedule.until < schedule.from)
    mistakes.push({
      path: 'migration.schedule.until',
      message: 'the end is before the beginning',
      hint: 'correct one of the two days',
      messageJa: '移行の終了日が開始日より前です',
      hintJa: 'どちらかの日付を直してください',
    });
  return mistakes;
}

/** B2-1-2: what the register allows of the destination; undefined for a folder. */
export function destinationApproval(
  { destination }: MigrationConfig,
  register: readonly ApprovedService[],
): Approval | undefined {
  if (destination.type === 'folder') return undefined;
  const { bucket } = destination;
  const lines = register.filter(({ use, buckets }) => use === 'migration' && buckets.includes(bucket));
  const { region, endpoint } = destination;
  const approval = approvalOf(lines, { service: 's3', region, endpoint, use: 'migration' });
  if (approval.buckets?.includes(bucket)) return { ...approval, buckets: [bucket] };
  throw new Fault('denied', 'services/not-approved', 'the destination is not an approved bucket', { bucket });
}
