import { collect } from '../../base/bytes.js';
import type { Json } from '../../base/canonical-json.js';
import type { Catalog } from '../../ports/catalog.js';
import type { Findings, SavedFinding } from '../findings.js';
import { logFinding } from '../log-finding.js';
import { digestName, type LogFile, type LogSource } from '../log-source.js';
import { unpacked } from '../logs/unpacked.js';
import type { OtherRuleId } from '../rules/other-rules.js';
import type { SeenLogs } from '../seen-logs.js';
import { parseDigest } from './digest.js';
import { type ChainHead, checkDigest } from './digest-chain.js';

/** A digest lists the logs of an hour: a few hundred bytes each. */
const MAX_DIGEST = 64 * 1024 * 1024;

export interface DigestSummary {
  digests: number;
  /** Logs whose content is what a digest says. */
  logsVerified: number;
  /** Logs named by a digest that were not read in this run. */
  logsUnknown: number;
  signatures: { valid: number; invalid: number; unknown: number };
  /** Chains whose beginning was not seen: what lay before is not known. */
  chainsBegunMidway: number;
}

export interface DigestRun {
  source: LogSource;
  seen: SeenLogs;
  findings: Findings;
  catalog: Pick<Catalog, 'document' | 'saveDocument'>;
  now: Date;
  /** Every log of the source was read. */
  allRead: boolean;
  digestHours: number;
  /** Digests that ended before are left alone. */
  since: number | undefined;
}

/**
 * Checks the digests of a source that were not checked yet, oldest first, each chain for itself, and whether the last
 * one is too old. Without all logs read, a digest that names an unread one waits for the next run.
 */
export async function checkDigests(run: DigestRun, signal?: AbortSignal): Promise<[DigestSummary, SavedFinding[]]> {
  const { source, seen, findings, catalog, now } = run;
  const summary: DigestSummary = {
    digests: 0,
    logsVerified: 0,
    logsUnknown: 0,
    signatures: { valid: 0, invalid: 0, unknown: 0 },
    chainsBegunMidway: 0,
  };
  const saved: SavedFinding[] = [];
  const report = async (rule: OtherRuleId, name: string, at: number, content: string) => {
    saved.push(
      await findings.add(logFinding(rule, source.id, { path: name, modified: at }), content, now.toISOString()),
    );
  };
  const heads = new Map<string, ChainHead>();
  for (const { file, chain, endedAt, backfill } of await waiting(run, heads, signal)) {
    const { content, whole } = await contentOf(file, signal);
    const parsed = parseDigest(content);
    if (!parsed || !whole) {
      await report(whole ? 'log-unreadable-record' : 'log-cut', file.path, endedAt, 'digest');
      continue;
    }
    const place = {
      bucket: source.bucket,
      publicKeys: source.publicKeys,
      allRead: run.allRead,
      markOf: (name: string) => seen.find(name),
    };
    const before = backfill ? undefined : heads.get(chain);
    const check = await checkDigest(file, parsed, before, place);
    if (check.unknown > 0 && !run.allRead && run.since === undefined) break;
    for (const { rule, name } of check.problems) await report(rule, name, endedAt, parsed.sha256.slice(0, 16));
    await seen.save([
      ...check.verified.map(({ name, mark }) => ({ path: name, mark: { ...mark, verified: true } })),
      { path: file.path, mark: { etag: file.etag, sha256: parsed.sha256, whole: true } },
    ]);
    summary.digests += 1;
    summary.logsVerified += check.verified.length;
    summary.logsUnknown += check.unknown;
    summary.signatures[check.signature] += 1;
    if (check.earlierSignature === 'valid' || check.earlierSignature === 'invalid') {
      summary.signatures[check.earlierSignature] += 1;
      summary.signatures.unknown = Math.max(0, summary.signatures.unknown - 1);
    }
    if (backfill) continue;
    if (!before && parsed.digest.previousDigestS3Object !== null) summary.chainsBegunMidway += 1;
    heads.set(chain, check.head);
    const body = check.head as unknown as Json;
    await catalog.saveDocument(
      { kind: 'run', id: headId(source, chain), parentId: `watch-digests/${source.id}`, body },
      [],
    );
  }
  for (const { name, endedAt } of heads.values())
    if (now.getTime() - endedAt > run.digestHours * 3_600_000) await report('log-gap', name, endedAt, 'late');
  return [summary, saved];
}

const headId = (source: LogSource, chain: string): string => `watch-digest/${source.id}/${chain}`;

/** Digests not checked yet, by the time that they end; fills in the heads of their chains, also of those at rest. */
async function waiting(
  { source, seen, catalog, since }: DigestRun,
  heads: Map<string, ChainHead>,
  signal?: AbortSignal,
) {
  const found: { file: LogFile; chain: string; endedAt: number; backfill: boolean }[] = [];
  const asked = new Set<string>();
  for await (const file of source.files(signal)) {
    const name = digestName(file.path);
    if (!name || (since !== undefined && name.endedAt < since)) continue;
    if (!asked.has(name.chain)) {
      asked.add(name.chain);
      const head = await catalog.document('run', headId(source, name.chain));
      if (head) heads.set(name.chain, head.body as unknown as ChainHead);
    }
    if ((await seen.find(file.path))?.etag !== file.etag) found.push({ file, ...name });
  }
  return found.sort((a, b) => a.endedAt - b.endedAt);
}

async function contentOf(file: LogFile, signal?: AbortSignal): Promise<{ content: Buffer; whole: boolean }> {
  const stored = unpacked(await file.open(signal));
  try {
    const content = await collect(stored.bytes, MAX_DIGEST);
    return { content, whole: stored.result().end === 'whole' };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { content: Buffer.alloc(0), whole: true };
  }
}
