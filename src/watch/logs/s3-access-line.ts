import type { AccessEvent, Outcome } from '../access-event.js';
import { printable, resourceName } from '../printable.js';
import { actKindOf } from './act-kinds.js';

/**
 * The eighteen fields that every record has; newer ones stand behind them and more may come. Callers choose what stands
 * in quotation marks, so a quote inside is no end; what follows it must look like the next field. A dot is any character:
 * were U+2028 none, one in a header would let every combination of the quotes be tried.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
const RECORD =
  /^(\S+) (\S+) \[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\] (\S+) (\S+) (\S+) (\S+) (\S+) (?:".*?"|-) (\d{3}|-) (\S+) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:".*?"|-) (?:".*?"|-) (\S+)(?: .*)?$/s;

/** Keys, addresses and headers that S3 takes make some 40,000 characters at most; the pattern grows with the square. */
const MAX_RECORD = 64 * 1024;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Operations of a log record by the name that policies and CloudTrail use. */
const ACTIONS: Readonly<Record<string, string>> = {
  'REST.GET.OBJECT': 's3:GetObject',
  'REST.GET.OBJECT_PART': 's3:GetObject',
  'REST.COPY.OBJECT_GET': 's3:GetObject',
  'REST.COPY.PART_GET': 's3:GetObject',
  'REST.SELECT.OBJECT': 's3:SelectObjectContent',
  'REST.GET.TORRENT': 's3:GetObjectTorrent',
  'WEBSITE.GET.OBJECT': 's3:GetObject',
  'REST.HEAD.OBJECT': 's3:HeadObject',
  'REST.PUT.OBJECT': 's3:PutObject',
  'REST.COPY.OBJECT': 's3:PutObject',
  'REST.POST.OBJECT': 's3:PostObject',
  'REST.POST.UPLOADS': 's3:CreateMultipartUpload',
  'REST.PUT.PART': 's3:UploadPart',
  'REST.POST.UPLOAD': 's3:CompleteMultipartUpload',
  'REST.DELETE.OBJECT': 's3:DeleteObject',
  'BATCH.DELETE.OBJECT': 's3:DeleteObject',
  'REST.PUT.BUCKETPOLICY': 's3:PutBucketPolicy',
  'REST.DELETE.BUCKETPOLICY': 's3:DeleteBucketPolicy',
  'REST.PUT.VERSIONING': 's3:PutBucketVersioning',
  'REST.PUT.LIFECYCLE': 's3:PutBucketLifecycle',
  'REST.DELETE.LIFECYCLE': 's3:DeleteBucketLifecycle',
  'REST.PUT.ACL': 's3:PutBucketAcl',
  'REST.PUT.ENCRYPTION': 's3:PutBucketEncryption',
  'REST.DELETE.ENCRYPTION': 's3:DeleteBucketEncryption',
  'REST.PUT.LOGGING_STATUS': 's3:PutBucketLogging',
  'REST.PUT.PUBLIC_ACCESS_BLOCK': 's3:PutBucketPublicAccessBlock',
  'REST.DELETE.PUBLIC_ACCESS_BLOCK': 's3:DeletePublicAccessBlock',
  'REST.PUT.REPLICATION': 's3:PutBucketReplication',
  'REST.PUT.OBJECT_LOCK_CONFIGURATION': 's3:PutObjectLockConfiguration',
  'REST.DELETE.BUCKET': 's3:DeleteBucket',
};

/** @returns undefined when the line is not a whole record */
export function s3AccessEvent(
  line: string,
  source: string,
  evidence: AccessEvent['evidence'],
): AccessEvent | undefined {
  const match = line.length > MAX_RECORD ? undefined : RECORD.exec(line);
  if (!match) return undefined;
  const [, , bucket = '', day, month = '', year, hour, minute, second, zone = '', ip = '', requester = ''] = match;
  const [requestId = '', operation = '', key = '', status = '', error = ''] = match.slice(12);
  const monthIndex = MONTHS.indexOf(month);
  if (monthIndex < 0) return undefined;
  const local = Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * (zone.startsWith('-') ? -60_000 : 60_000);
  const action = ACTIONS[operation] ?? operation;
  const objectKey = key === '-' ? undefined : decodedKey(key);
  return {
    at: local - offset,
    source,
    principal: principalOf(requester),
    ip: ip === '-' ? undefined : printable(ip),
    action: printable(action),
    // A PUT of an ACL is one of an object when there is a key.
    kind: objectKey !== undefined && action === 's3:PutBucketAcl' ? 'other' : actKindOf(action),
    // Masked when asked for: most events are evidence of nothing.
    get resource() {
      return resourceName(bucket, objectKey);
    },
    outcome: outcomeOf(status, error),
    requestId: printable(requestId),
    evidence,
    ...(objectKey === undefined ? {} : { object: { bucket, key: objectKey } }),
  };
}

/** Lifecycle rules, replication and log delivery act as a service. */
function principalOf(requester: string): string {
  if (requester === '-') return 'anonymous';
  return /^(?:AmazonS3$|svc:)/.test(requester) ? printable(`service:${requester}`) : printable(requester);
}

function outcomeOf(status: string, error: string): Outcome {
  if (status === '401' || status === '403' || error === 'AccessDenied') return 'denied';
  return status.startsWith('4') || status.startsWith('5') ? 'failed' : 'success';
}

/** Keys stand in the log encoded twice, blanks as `+`; what cannot be decoded stays as it is. */
function decodedKey(key: string): string {
  let decoded = key.replaceAll('+', ' ');
  for (let times = 0; times < 2 && decoded.includes('%'); times += 1) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      break;
    }
  }
  return decoded;
}
