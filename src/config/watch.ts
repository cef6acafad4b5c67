import { isIP } from 'node:net';
import { z } from 'zod';
import { bucketName } from './services.js';
import { id, text } from './text.js';

const day = z.iso.date();
const HOURS = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const hours = z
  .string()
  .refine(
    (value) => value === 'closed' || (HOURS.test(value) && value.slice(0, 5) < value.slice(6)),
    'HH:MM-HH:MM with the end after the beginning, or closed',
  );
const cidr = z.string().refine((value) => {
  const [address = '', bits, ...rest] = value.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  return (
    most !== undefined && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
}, 'a network such as 192.0.2.0/24 or 2001:db8::/32');

const place = {
  id: id.describe('Name of the source in findings and reports'),
  folder: text.optional().describe('Folder of the log files, from the workspace; or a bucket'),
  bucket: bucketName.optional().describe('Bucket of the store that the logs are delivered to'),
  prefix: text.optional().describe('Beginning of the names of the log files in the bucket'),
};

const Source = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('s3-access-log'), ...place }),
      z.strictObject({
        type: z.literal('cloudtrail'),
        ...place,
        publicKeys: z
          .array(
            z.strictObject({
              fingerprint: text.describe('As digestPublicKeyFingerprint of the digest files names it'),
              file: text.describe('Public key (RSA), PEM or DER, as `aws cloudtrail list-public-keys` gives it'),
            }),
          )
          .default([])
          .describe('Keys that the digests are signed with; without them signatures are reported as not verified'),
      }),
    ],
    { error: 'type: s3-access-log or cloudtrail' },
  )
  .refine(({ folder, bucket }) => (folder === undefined) !== (bucket === undefined), 'either a folder or a bucket');

const Principal = z.strictObject({
  match: text.describe('ARN or canonical user id; * stands for any characters, ? for one'),
  name: text.describe('Name in Japanese documents'),
  may: z
    .array(z.enum(['read', 'write', 'decrypt', 'keys', 'settings']))
    .default(['read'])
    .describe('What it is expected to do; listing and describing are always expected'),
  hours: z.enum(['business', 'any']).default('business').describe('any: it acts at any time, as jobs do'),
});

/** B2-3-2: what is watched, and what counts as unusual. */
export const WatchConfig = z
  .strictObject({
    sources: z
      .array(Source)
      .refine((sources) => new Set(sources.map((source) => source.id)).size === sources.length, 'each id once')
      .refine((sources) => sources.every((source) => source.id !== 'audit'), '"audit" is the own audit log')
      .default([])
      .describe('Logs beside the own audit log, which is always read'),
    businessHours: z
      .strictObject({
        mon: hours.default('08:45-17:30'),
        tue: hours.default('08:45-17:30'),
        wed: hours.default('08:45-17:30'),
        thu: hours.default('08:45-17:30'),
        fri: hours.default('08:45-17:30'),
        sat: hours.default('closed'),
        sun: hours.default('closed'),
      })
      .prefault({})
      .describe('Japanese time'),
    holidays: z.enum(['japan', 'none']).default('japan').describe('japan: national holidays are closed'),
    closedDays: z.array(day).default([]).describe('Further days that are closed'),
    openDays: z.array(day).default([]).describe('Days that are open although they are holidays'),
    principals: z.array(Principal).default([]).describe('Who is expected in the logs; the first that matches counts'),
    networks: z.array(cidr).default([]).describe('Networks that callers are expected in'),
    thresholds: z
      .strictObject({
        readsPerHour: z.int().min(1).default(1000).describe('Readings of one principal in an hour'),
        timesMedian: z.int().min(2).default(10).describe('Times the median of the hours in which the principal reads'),
        readsAtLeast: z.int().min(1).default(50).describe('Fewer readings in an hour are never many'),
      })
      .prefault({}),
    digestHours: z.int().min(1).max(168).default(3).describe('Hours without a digest that count as a gap'),
  })
  .prefault({});

export type WatchConfig = z.infer<typeof WatchConfig>;
