import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../base/canonical-json.js';
import type { AuditEntry } from '../ports/catalog.js';
import { CHAIN_START, entryHash } from './chain.js';
import type { ChainHead } from './chain-check.js';
import { CHECKPOINTED } from './checkpoint-check.js';
import { readManifest } from './evidence-manifest.js';
import type { EvidenceGap, EvidenceManifest } from './export.js';
import { type EvidenceCheckpoints, type OpenCheckpoint, PackCheckpoints } from './pack-checkpoints.js';

/**
 * What can be wrong with an evidence pack.
 * - `evidence/unreadable`: a line that is no canonical JSON of a known form, or stands in the wrong place
 * - `evidence/altered`: an entry without the hash it claims
 * - `evidence/broken`: an entry that does not follow the one before it, with no gap declared between them
 * - `evidence/mismatch`: the manifest does not say what the lines hold
 * - `evidence/no-manifest`: the pack ends before its manifest
 * - `evidence/newer`: its manifest is of a schema that this version does not know
 * - `evidence/bad-checkpoint`: an entry tells of a checkpoint that is none, or is not of this log
 * - `evidence/not-signed`, `evidence/bad-signature`
 */
export type EvidenceProblemCode =
  | 'evidence/unreadable'
  | 'evidence/altered'
  | 'evidence/broken'
  | 'evidence/mismatch'
  | 'evidence/no-manifest'
  | 'evidence/newer'
  | 'evidence/bad-checkpoint'
  | 'evidence/not-signed'
  | 'evidence/bad-signature';

export interface EvidenceProblem {
  /** 1 for the first line. */
  line: number;
  code: EvidenceProblemCode;
}

export interface EvidenceReport {
  manifest: EvidenceManifest | undefined;
  /** The first thousand. */
  problems: EvidenceProblem[];
  checkpoints: EvidenceCheckpoints;
}

const PROBLEMS_KEPT = 1000;

export interface EvidenceVerifiers {
  verifySignature?: (jws: string, bytes: Uint8Array) => Promise<boolean>;
  openCheckpoint?: OpenCheckpoint;
}

/**
 * Checks a pack by itself: every entry, every gap, the manifest and, with `verifySignature`, who vouches for it.
 *
 * @param lines - without their newlines
 * @param verifySignature - whether this JWS is one over these bytes by someone the caller trusts
 * @param openCheckpoint - what a checkpoint says once its signature holds; without it checkpoints are not looked at
 */
export async function verifyEvidence(
  lines: AsyncIterable<string> | Iterable<string>,
  { verifySignature, openCheckpoint }: EvidenceVerifiers = {},
): Promise<EvidenceReport> {
  const reader = new PackReader(openCheckpoint);
  for await (const line of lines) {
    reader.read(line);
    // Gigabytes of anything are not read to their end.
    if (reader.isHopeless) break;
  }
  const { manifest, signature } = reader.finish();
  if (manifest && verifySignature) {
    const bytes = new TextEncoder().encode(canonicalJson(manifest));
    if (signature === undefined) reader.note('evidence/not-signed');
    else if (!(await verifySignature(signature, bytes))) reader.note('evidence/bad-signature');
  }
  return { manifest, problems: reader.problems, checkpoints: reader.checkpoints.found };
}

/** Goes along the lines of a pack in constant memory. */
class PackReader {
  readonly problems: EvidenceProblem[] = [];
  readonly checkpoints: PackCheckpoints;
  #line = 0;
  #hash = createHash('sha256');
  #entries = 0;
  #gaps = 0;
  #first: EvidenceManifest['first'] = null;
  #last: ChainHead | null = null;
  /** The entry or gap before; a gap has no hash to compare with. */
  #before: { seq: number; hash: string | undefined } | undefined;
  #manifest: EvidenceManifest | undefined;
  #signature: string | undefined;

  constructor(openCheckpoint: OpenCheckpoint | undefined) {
    this.checkpoints = new PackCheckpoints(openCheckpoint);
  }

  /** Nothing more would be told: no evidence, or no end of faults. */
  get isHopeless(): boolean {
    return this.problems.length === PROBLEMS_KEPT;
  }

  note(code: EvidenceProblemCode): void {
    if (this.problems.length < PROBLEMS_KEPT) this.problems.push({ line: this.#line, code });
  }

  read(line: string): void {
    this.#line += 1;
    const [name, value] = member(line) ?? [];
    if (name === 'signature' && this.#manifest && this.#signature === undefined && typeof value === 'string') {
      this.#signature = value;
    } else if (this.#manifest) {
      this.note('evidence/unreadable');
    } else if (name === 'manifest' && isObject(value)) {
      const { manifest, problem } = readManifest(value);
      if (manifest) this.#checkManifest(manifest);
      else this.note(problem);
    } else {
      this.#hash.update(`${line}\n`, 'utf8');
      if (name === 'entry' && isObject(value)) this.#checkEntry(value as unknown as AuditEntry);
      else if (name === 'gap' && isObject(value)) this.#checkGap(value as unknown as EvidenceGap);
      else this.note('evidence/unreadable');
    }
  }

  finish(): { manifest: EvidenceManifest | undefined; signature: string | undefined } {
    if (!this.#manifest) this.note('evidence/no-manifest');
    return { manifest: this.#manifest, signature: this.#signature };
  }

  #checkEntry(entry: AuditEntry): void {
    const { seq, hash, previousHash } = entry;
    if (entryHash(entry) !== hash) this.note('evidence/altered');
    const before = this.#before ?? (seq === 1 ? { seq: 0, hash: CHAIN_START } : undefined);
    const follows = !before || (seq === before.seq + 1 && (before.hash ?? previousHash) === previousHash);
    if (!follows) this.note('evidence/broken');
    this.checkpoints.passed(seq - 1, previousHash);
    if (entry.action === CHECKPOINTED && !this.checkpoints.holds(entry)) this.note('evidence/bad-checkpoint');
    this.#entries += 1;
    this.#first ??= { seq, hash, previousHash };
    this.#last = { seq, hash };
    this.#before = { seq, hash };
  }

  #checkGap({ fromSeq, toSeq }: EvidenceGap): void {
    const follows = !this.#before || (fromSeq === this.#before.seq + 1 && this.#before.hash !== undefined);
    if (!follows || !(toSeq >= fromSeq)) this.note('evidence/broken');
    this.#gaps += 1;
    this.#before = { seq: toSeq, hash: undefined };
  }

  #checkManifest(manifest: EvidenceManifest): void {
    this.#manifest = manifest;
    const measured = {
      entries: this.#entries,
      gaps: this.#gaps,
      first: this.#first,
      last: this.#last,
      linesSha256: this.#hash.digest('hex'),
    };
    const { entries, gaps, first, last, linesSha256 } = manifest;
    const says = { entries, gaps, first, last, linesSha256 };
    const end = this.#before?.seq ?? manifest.range.toSeq;
    const endsWell = manifest.range.toSeq === end && (!this.#before || manifest.head?.seq === end);
    if (canonicalJson(says) !== canonicalJson(measured) || !endsWell) this.note('evidence/mismatch');
  }
}

/** The one member of a line, or undefined when the line is not exactly the canonical JSON of such an object. */
function member(line: string): [string, Json] | undefined {
  try {
    const value = JSON.parse(line) as Json;
    if (!isObject(value) || canonicalJson(value) !== line) return undefined;
    const members = Object.entries(value);
    return members.length === 1 ? members[0] : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
