import { maskedKey } from '../base/mask.js';

const MAX_LENGTH = 200;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
/** Names that the services themselves give to log files: times, account, region and random letters. */
const SERVICE_NAMES = [
  /^(?:.*[^0-9])?\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[0-9A-F]{16}(?:\.gz)?$/,
  /^\d{12}_CloudTrail(?:-Digest)?_[\w.-]+\.json(?:\.gz)?$/,
];

/** A text of a log as findings may hold it: no control characters, of bounded length. */
export function printable(text: string): string {
  const clean = text.search(UNPRINTABLE) < 0 ? text : text.replace(UNPRINTABLE, '�');
  return clean.length <= MAX_LENGTH ? clean : `${clean.slice(0, MAX_LENGTH)}…`;
}

/** A log file's name as evidence shows it: as the service gave it, else only its shape. */
export function logFileName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return SERVICE_NAMES.some((pattern) => pattern.test(name)) ? printable(name) : maskedKey(name);
}

/** `bucket/masked key`, or the bucket alone. */
export function resourceName(bucket: string, key: string | undefined): string {
  return printable(key === undefined ? bucket : `${bucket}/${maskedKey(key)}`);
}
