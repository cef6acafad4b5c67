import { collect } from '../../base/bytes.js';
import { baseName, digestName, type LogSource } from '../log-source.js';
import { unpacked } from '../logs/unpacked.js';
import { checkSignature, parseDigest, type SignatureVerdict } from './digest.js';

/** A digest lists the logs of an hour: a few hundred bytes each. */
const MAX_DIGEST = 64 * 1024 * 1024;
/** Digests come hourly; the one that signs for another by naming it is the next of its chain. */
const WINDOW_MS = 6 * 3_600_000;

/**
 * Whether CloudTrail has signed for this content of a log. `valid`: a digest names it and its own signature, or the one
 * that the next digest repeats, is that of a known key. `invalid`: a digest says otherwise. `unknown`: no digest names
 * it (yet), or no signature or key is at hand.
 *
 * @param at - time of an event in it, milliseconds since 1970
 */
export async function digestOfLog(
  source: LogSource,
  log: { path: string; sha256: string },
  at: number,
  signal?: AbortSignal,
): Promise<SignatureVerdict> {
  let verdict: SignatureVerdict = 'unknown';
  const naming = new Map<string, NonNullable<ReturnType<typeof parseDigest>>>();
  const repeated = new Map<string, { sha256: string | null; signature: string | null }>();
  for await (const file of source.files(signal)) {
    const name = digestName(file.path);
    if (!name || name.endedAt < at || name.endedAt > at + WINDOW_MS) continue;
    const parsed = parseDigest(await collect(unpacked(await file.open(signal)).bytes, MAX_DIGEST));
    if (!parsed) continue;
    const { digest } = parsed;
    if (digest.previousDigestS3Object !== null)
      repeated.set(baseName(digest.previousDigestS3Object), {
        sha256: digest.previousDigestHashValue,
        signature: digest.previousDigestSignature,
      });
    const entry = digest.logFiles.find(({ s3Object }) => baseName(s3Object) === baseName(log.path));
    if (!entry) continue;
    if (entry.hashValue !== log.sha256) return 'invalid';
    naming.set(baseName(file.path), parsed);
    verdict = either(verdict, checkSignature(parsed.signed, await file.signature(), source.publicKeys));
  }
  for (const [name, { signed, sha256 }] of naming) {
    const later = repeated.get(name);
    if (later?.sha256 === sha256)
      verdict = either(verdict, checkSignature(signed, later.signature ?? undefined, source.publicKeys));
  }
  return verdict;
}

function either(a: SignatureVerdict, b: SignatureVerdict): SignatureVerdict {
  if (a === 'invalid' || b === 'invalid') return 'invalid';
  return a === 'valid' || b === 'valid' ? 'valid' : 'unknown';
}
