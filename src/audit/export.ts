import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.js';
import type { AuditEntry } from '../ports/catalog.js';
import { ChainCheck, type ChainHead, type ChainProblemCode } from './chain-check.js';
import { CHECKPOINTED } from './checkpoint-check.js';

/** Entries that are not in the pack, both ends inclusive; the chain has them, the range or the filter left them out. */
export interface EvidenceGap {
  fromSeq: number;
  toSeq: number;
}

/** Says what the lines before it are. Signed as its canonical JSON, without the newline. */
export interface EvidenceManifest {
  schema: 'kimitsu/audit-evidence/1';
  exportedAt: string;
  range: { fromSeq: number; toSeq: number };
  /** Only entries about these subjects, and of checkpoints; null when the pack holds every entry of the range. */
  subjects: string[] | null;
  entries: number;
  gaps: number;
  /** First and last entry in the pack, and the entry the range ends with, which an excerpt may not hold. */
  first: (ChainHead & { previousHash: string }) | null;
  last: ChainHead | null;
  head: ChainHead | null;
  /** What was wrong with the chain of the range when it was exported: evidence of a broken chain is evidence too. */
  chainProblems: Partial<Record<ChainProblemCode, number>>;
  /** SHA-256 of all the lines before this one, newlines included. */
  linesSha256: string;
}

export interface EvidenceRequest {
  /** The chain from `fromSeq` on, or from earlier. */
  entries: AsyncIterable<AuditEntry>;
  /** Default 1. */
  fromSeq?: number;
  /** Default: to the end of the chain. */
  toSeq?: number;
  subjects?: readonly string[];
  /** Among entries about other subjects, those of checkpoints that go along: all (the default), or the last one. */
  checkpoints?: 'all' | { lastSeq: number };
  now: Date;
  /** Makes a JWS over the manifest. */
  sign?: (bytes: Uint8Array) => Promise<string>;
}

const goesAlong = ({ action, seq }: AuditEntry, which: EvidenceRequest['checkpoints'] = 'all'): boolean =>
  action === CHECKPOINTED && (which === 'all' || which.lastSeq === seq);

/**
 * An evidence pack as lines of canonical JSON, each ending in a newline, in constant memory: `{"entry":…}` and
 * `{"gap":…}` in order of the chain, then `{"manifest":…}`, then, if signed, `{"signature":"<JWS>"}`. (B1-2-2)
 */
export async function* exportEvidence(request: EvidenceRequest): AsyncGenerator<string> {
  const { fromSeq = 1, toSeq = Number.MAX_SAFE_INTEGER } = request;
  const subjects = request.subjects && new Set(request.subjects);
  const hash = createHash('sha256');
  const line = (value: unknown) => {
    const text = `${canonicalJson(value)}\n`;
    hash.update(text, 'utf8');
    return text;
  };
  const pack = { entries: 0, gaps: 0, first: null, last: null, head: null } as Pick<
    EvidenceManifest,
    'entries' | 'gaps' | 'first' | 'last' | 'head'
  >;
  const chainProblems: EvidenceManifest['chainProblems'] = {};
  let check: ChainCheck | undefined;
  let gap: EvidenceGap | undefined;

  for await (const entry of request.entries) {
    const { seq, hash: entryHash, previousHash } = entry;
    if (seq < fromSeq) continue;
    if (seq > toSeq) break;
    check ??= new ChainCheck({ after: { seq: fromSeq - 1, hash: previousHash } });
    for (const { code } of check.check(entry)) chainProblems[code] = (chainProblems[code] ?? 0) + 1;
    pack.head = { seq, hash: entryHash };
    if (subjects && !subjects.has(entry.subject) && !goesAlong(entry, request.checkpoints)) {
      gap = { fromSeq: gap?.fromSeq ?? seq, toSeq: seq };
      continue;
    }
    if (gap) yield line({ gap });
    if (gap) pack.gaps += 1;
    gap = undefined;
    yield line({ entry });
    pack.entries += 1;
    pack.first ??= { seq, hash: entryHash, previousHash };
    pack.last = { seq, hash: entryHash };
  }
  if (gap) {
    yield line({ gap });
    pack.gaps += 1;
  }

  const manifest: EvidenceManifest = {
    schema: 'kimitsu/audit-evidence/1',
    exportedAt: request.now.toISOString(),
    range: { fromSeq, toSeq: pack.head?.seq ?? fromSeq - 1 },
    subjects: subjects ? [...subjects].sort() : null,
    ...pack,
    chainProblems,
    linesSha256: hash.digest('hex'),
  };
  yield `${canonicalJson({ manifest })}\n`;
  if (request.sign) {
    const signature = await request.sign(new TextEncoder().encode(canonicalJson(manifest)));
    yield `${canonicalJson({ signature })}\n`;
  }
}
