import type { ByteStream } from '../base/bytes.js';

/** A file of a source, as its listing shows it. */
export interface LogFile {
  /** Key or relative path, with `/`. Never shown as it is, see `logFileName`. */
  path: string;
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** Changes whenever the content changes. */
  etag: string;
  open(signal?: AbortSignal): Promise<ByteStream>;
  /** What CloudTrail has put beside a digest as `x-amz-meta-signature`; undefined where no metadata are kept. */
  signature(): Promise<string | undefined>;
}

export interface LogSource {
  id: string;
  type: 's3-access-log' | 'cloudtrail';
  /** Undefined for a folder, whose files may have been copied from anywhere. */
  bucket: string | undefined;
  /** Public keys (PEM) of the digests by fingerprint. */
  publicKeys: ReadonlyMap<string, string>;
  /** Every file, in an order that stays. */
  files(signal?: AbortSignal): AsyncIterable<LogFile>;
}

const DIGEST =
  /(?:^|\/)(\d{12}_CloudTrail-Digest_.+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(_backfill)?\.json(?:\.gz)?$/;

/** What the name of a digest file says; undefined of other files. */
export function digestName(path: string): { chain: string; endedAt: number; backfill: boolean } | undefined {
  const match = DIGEST.exec(path);
  if (!match) return undefined;
  const [, chain = '', ...time] = match;
  const [year, month, day, hour, minute, second] = time.slice(0, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { chain, endedAt: Date.UTC(year, month - 1, day, hour, minute, second), backfill: match[8] !== undefined };
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
