import { baseName, type LogFile } from '../log-source.js';
import type { OtherRuleId } from '../rules/other-rules.js';
import type { LogMark } from '../seen-logs.js';
import { checkSignature, type parseDigest, type SignatureVerdict, type SignedPart } from './digest.js';

/** The last digest of a chain that was checked. */
export interface ChainHead {
  /** Name of the digest file. */
  name: string;
  endedAt: number;
  sha256: string;
  signature?: string;
  signed: SignedPart;
  verdict: SignatureVerdict;
}

export interface DigestCheck {
  /** What is wrong, with where it stands. */
  problems: { rule: OtherRuleId; name: string }[];
  head: ChainHead;
  /** Of this digest, and of the one before once its signature is known from this one. */
  signature: SignatureVerdict;
  earlierSignature: SignatureVerdict | undefined;
  /** Logs whose content is what the digest says. */
  verified: { name: string; mark: LogMark }[];
  /** Logs that could not be compared, since they were not read in this run. */
  unknown: number;
}

/** More time than this between two digests is a time without logs. */
const SLACK_MS = 60_000;

export interface DigestPlace {
  bucket: string | undefined;
  publicKeys: ReadonlyMap<string, string>;
  /** Of a log by its name. */
  markOf(name: string): Promise<LogMark | undefined>;
  /** Whether a log without a mark is known not to be there; false while some were left unread. */
  allRead: boolean;
}

/**
 * Checks a digest against the one before it and against the logs that it names (B2-3-2).
 *
 * @param before - head of its chain; undefined when this is the first that was seen
 */
export async function checkDigest(
  file: Pick<LogFile, 'path' | 'signature'>,
  { digest, sha256, signed }: NonNullable<ReturnType<typeof parseDigest>>,
  before: ChainHead | undefined,
  place: DigestPlace,
): Promise<DigestCheck> {
  const problems: DigestCheck['problems'] = [];
  const name = baseName(file.path);
  const broken = (rule: OtherRuleId, where = name) => problems.push({ rule, name: where });
  const inPlace =
    baseName(digest.digestS3Object) === name &&
    (place.bucket === undefined || (digest.digestS3Bucket === place.bucket && digest.digestS3Object === file.path));
  const previous = digest.previousDigestS3Object;
  const linked =
    !before ||
    (previous !== null &&
      baseName(previous) === before.name &&
      digest.previousDigestHashValue === before.sha256 &&
      (before.signature === undefined || digest.previousDigestSignature === before.signature));
  if (!inPlace || !linked) broken('digest-chain-broken');
  const startedAt = Date.parse(digest.digestStartTime);
  if (before && linked && startedAt - before.endedAt > SLACK_MS) broken('log-gap');

  const earlierSignature =
    before?.verdict === 'unknown' && linked && digest.previousDigestSignature !== null
      ? checkSignature(before.signed, digest.previousDigestSignature, place.publicKeys)
      : undefined;
  if (earlierSignature === 'invalid') broken('digest-signature-invalid', before?.name);
  const own = await file.signature();
  const signature = checkSignature(signed, own, place.publicKeys);
  if (signature === 'invalid') broken('digest-signature-invalid');

  const verified: DigestCheck['verified'] = [];
  let unknown = 0;
  for (const { s3Object, hashValue } of digest.logFiles) {
    const log = baseName(s3Object);
    const mark = await place.markOf(log);
    if (mark?.sha256 === hashValue) verified.push({ name: log, mark });
    else if (mark) broken('digest-mismatch', log);
    else if (place.allRead) broken('log-gone', log);
    else unknown += 1;
  }
  return {
    problems,
    head: {
      name,
      endedAt: Date.parse(digest.digestEndTime),
      sha256,
      ...(own === undefined ? {} : { signature: own }),
      signed,
      verdict: signature,
    },
    signature,
    earlierSignature,
    verified,
    unknown,
  };
}
