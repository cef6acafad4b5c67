import type { EvidenceManifest } from '../../audit/export.js';
import { KnownHead } from '../../audit/known-head.js';
import type { EvidenceProblem, EvidenceProblemCode, EvidenceReport } from '../../audit/verify-evidence.js';
import { Fault } from '../../base/fault.js';
import { readPublicKey } from '../../certify/public-key.js';
import { headGiven } from '../audit.js';
import type { AuditExcerpt } from '../certificates/excerpt-reader.js';
import { heldCheckpoint } from '../checkpoints/held-checkpoint.js';
import { MAX_KEY_BYTES, readBounded } from '../read-bounded.js';
import { type EvidenceCheck, type EvidenceCheckId, note } from './evidence-check.js';
import { checkSigned } from './pack-signature.js';
import { readPack } from './read-pack.js';

/** What the verifying side brings beside the pack. */
export interface BroughtToEvidence {
  /** File of the public key of whoever must have signed the pack, PEM or JWK. */
  pin?: string | undefined;
  /** Hash of an entry of the log that was noted earlier. */
  expectedHead?: string | undefined;
  /** File of a checkpoint that was kept earlier. */
  checkpoint?: string | undefined;
}

export interface EvidenceVerification {
  /** `unreadable`: no evidence pack that this version can read; nothing is said about whether it is genuine. */
  verdict: 'valid' | 'invalid' | 'unreadable';
  checks: EvidenceCheck[];
  /** The first thousand. */
  problems: EvidenceProblem[];
  /** Thumbprint of the key, once the signature holds. */
  signedBy?: string;
  /** To be believed only when `verdict` is `valid`. */
  manifest?: EvidenceManifest;
  /** Number and last covered entry of the last checkpoint in the pack. */
  lastCheckpoint?: { number: number; seq: number; at: string };
}

/**
 * Verifies an evidence pack (`audit export`) by itself, without a workspace, as a stream. Without `pin` the signature is
 * checked against the key that the checkpoints in the pack name: it is then unchanged, but by whom stays unknown. (B1-2-2)
 *
 * @throws {Fault} usage `file/unreadable`, `key/not-public-p256`, `audit/bad-head`, `checkpoint/none-held`;
 *   `evidence/key-needed` when nothing is wrong but there is no key to check the signature with
 */
export async function verifyEvidenceFile(file: string, brought: BroughtToEvidence = {}): Promise<EvidenceVerification> {
  const pin =
    brought.pin === undefined
      ? undefined
      : readPublicKey((await readBounded(brought.pin, MAX_KEY_BYTES)).toString('utf8'));
  const noted =
    brought.expectedHead === undefined ? undefined : new KnownHead({ hash: headGiven(brought.expectedHead) });
  const held = brought.checkpoint === undefined ? undefined : new KnownHead(await heldCheckpoint(brought.checkpoint));
  const excerpt = await readPack(file, (line) => {
    noted?.look(line);
    held?.look(line);
  });
  if (!excerpt) return { verdict: 'unreadable', checks: [note('form', 'fail', 'no evidence pack')], problems: [] };
  const { problems, manifest, checkpoints } = excerpt.report;
  if (problems.some(({ code }) => code === 'evidence/newer'))
    return {
      verdict: 'unreadable',
      checks: [note('form', 'unknown', 'of a newer schema')],
      problems: problems.filter(({ code }) => code === 'evidence/newer'),
    };

  const signature = checkSigned(excerpt, pin);
  const checks: EvidenceCheck[] = [
    ofProblems('form', excerpt.report, ['evidence/unreadable'], 'every line is canonical JSON in its place'),
    ofProblems(
      'entries',
      excerpt.report,
      ['evidence/altered', 'evidence/broken'],
      'hashes and links hold, gaps are declared',
    ),
    ofProblems(
      'manifest',
      excerpt.report,
      ['evidence/mismatch', 'evidence/no-manifest'],
      'it says what the lines hold',
    ),
    signature.check,
    signature.pinned,
    checkpointsOf(excerpt, signature.signedBy),
    brokenWhenExported(manifest),
    ...(noted ? [note('expected-head', noted.state(manifest), 'the entry that was noted')] : []),
    ...(held ? [note('held-checkpoint', held.state(manifest), 'the entry that the kept checkpoint names')] : []),
  ];
  const isWrong = checks.some(({ state }) => state === 'fail');
  if (!isWrong && signature.check.state === 'unknown') throw keyNeeded();
  const { signedBy } = signature;
  const { last } = checkpoints;
  return {
    verdict: isWrong ? 'invalid' : 'valid',
    checks,
    problems,
    ...(signedBy === undefined ? {} : { signedBy }),
    ...(manifest ? { manifest } : {}),
    ...(last ? { lastCheckpoint: { number: last.number, seq: last.seq, at: last.at } } : {}),
  };
}

function checkpointsOf({ report }: AuditExcerpt, signedBy: string | undefined): EvidenceCheck {
  const { compared, notCompared, keys } = report.checkpoints;
  const detail = `${compared} compared with their entries, ${notCompared} of entries that are not in the pack`;
  if (report.problems.some(({ code }) => code === 'evidence/bad-checkpoint'))
    return note('checkpoints', 'fail', detail);
  if (compared + notCompared === 0) return note('checkpoints', 'unknown', 'the pack holds none');
  if (keys.some((key) => key !== signedBy)) return note('checkpoints', 'unknown', `${detail}; by ${keys.length} keys`);
  return note('checkpoints', 'pass', detail);
}

function brokenWhenExported(manifest: EvidenceManifest | undefined): EvidenceCheck {
  if (!manifest) return note('chain', 'unknown', 'there is no manifest');
  const codes = Object.keys(manifest.chainProblems).sort();
  return codes.length === 0
    ? note('chain', 'pass', 'the log was whole when the pack was made')
    : note('chain', 'fail', `the log was broken when the pack was made: ${codes.filter(isCode).join(', ')}`);
}

/** Only what is ours to say: the manifest is foreign. */
const isCode = (text: string): boolean => /^audit\/[a-z-]{1,20}$/.test(text);

function ofProblems(
  id: EvidenceCheckId,
  { problems, manifest }: EvidenceReport,
  codes: readonly EvidenceProblemCode[],
  good: string,
): EvidenceCheck {
  const first = problems.find(({ code }) => codes.includes(code));
  if (first) return note(id, 'fail', `${first.code} at line ${first.line}`);
  return manifest || id === 'form' ? note(id, 'pass', good) : note(id, 'unknown', 'the pack was not read to its end');
}

const keyNeeded = (): Fault =>
  new Fault(
    'usage',
    'evidence/key-needed',
    'there is no key to check the signature of the pack with',
    {},
    { hint: 'give the public key of the issuer with --pin' },
  );
