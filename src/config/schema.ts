import { z } from 'zod';

const SYSTEM_TYPES = [
  'pbx',
  'citizens-voice',
  'response-history',
  'inquiry-form',
  'speech-recognition',
  'other',
] as const;

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens, at most 32, beginning with a letter');

const text = z.string().trim().min(1, 'must not be empty');

export const SystemConfig = z.strictObject({
  id: id.describe('Name of the system in commands, folders and reports'),
  type: z
    .enum(SYSTEM_TYPES)
    .describe('Which system of 別紙４ it is; decides what its records are when nothing else says so'),
  name: text.describe('Name in Japanese documents'),
  bucket: id.optional().describe('Folder under storage.root (bucket) that holds its records; the id when absent'),
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
  publicKey: text.describe('Public key, PEM (SubjectPublicKeyInfo, P-256), or the path of such a file'),
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
    approvers: z.array(ApproverConfig).default([]).describe('Who may approve plans; only these keys are accepted'),
  }),
  storage: z
    .strictObject({
      type: z.literal('local').default('local'),
      root: text.default('data').describe('Folder with one sub-folder per system'),
    })
    .prefault({}),
  keys: z
    .strictObject({
      type: z.literal('local').default('local'),
      folder: text.default('keys').describe('Folder of the embedded key service and of the unit keys'),
      waitingDays: z
        .int()
        .min(7)
        .max(30)
        .default(30)
        .describe('Days between scheduling a key for deletion and its destruction'),
    })
    .prefault({}),
  catalogue: text.default('catalogue/catalogue.sqlite').describe('SQLite file'),
  policy: text.optional().describe('Policy file; the bundled classifiers/policy/bessi4.yaml when absent'),
  run: z
    .strictObject({
      concurrency: z.int().min(1).max(64).default(4).describe('Objects worked on at the same time'),
      objectSeconds: z.int().min(1).max(86_400).default(900).describe('Seconds one object may take to be read'),
    })
    .prefault({}),
  systems: z.array(SystemConfig).min(1, 'at least one system'),
});

export type Config = z.infer<typeof Config>;
export type SystemConfig = z.infer<typeof SystemConfig>;
export type ApproverConfig = z.infer<typeof ApproverConfig>;

/** JSON Schema for editors, written beside a new configuration. */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(Config, { io: 'input' });
}
