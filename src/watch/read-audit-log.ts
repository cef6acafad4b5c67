import { canonicalHash } from '../base/canonical-json.js';
import type { AuditEntry, Catalog } from '../ports/catalog.js';
import { LogTally } from './log-tally.js';
import { AUDIT_SOURCE, auditEvent } from './logs/audit-event.js';
import type { FreezeCheck, LogReading } from './read-log.js';
import type { WatchSetting } from './setting.js';

/** Entries read together. A block is always read from its beginning, so that reading it again changes nothing. */
const BLOCK = 1000;

/** How far the own audit log was read. */
export interface AuditPosition {
  seq: number;
  hash: string;
}

export interface AuditReading extends LogReading {
  /** Stands for the content in findings. */
  block: string;
  position: AuditPosition;
}

/**
 * The own audit log, block by block, from the block that holds the entry behind `from`. What does not link to the entry
 * before it, is not what its hash says, or is not what was read the last time, is `audit-chain-broken`.
 *
 * @param until - last entry that is read
 */
export async function* readAuditLog(
  catalog: Pick<Catalog, 'auditEntries'>,
  from: AuditPosition | undefined,
  setting: WatchSetting,
  freeze?: FreezeCheck,
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<AuditReading> {
  const first = Math.floor((from?.seq ?? 0) / BLOCK) * BLOCK + 1;
  let tally = new LogTally(AUDIT_SOURCE, setting);
  let last: AuditEntry | undefined;
  let expected = first;
  for await (const entry of catalog.auditEntries(first)) {
    if (entry.seq > until) break;
    if (last && blockOf(entry.seq) !== blockOf(last.seq)) {
      yield reading(tally, last, from);
      tally = new LogTally(AUDIT_SOURCE, setting);
    }
    const { hash, ...rest } = entry;
    const linked = entry.seq === expected && (!last || entry.previousHash === last.hash);
    if (!linked || canonicalHash(rest) !== hash || (entry.seq === from?.seq && hash !== from.hash))
      tally.add('audit-chain-broken', 'serious', broken(entry));
    expected = entry.seq + 1;
    last = entry;
    const event = auditEvent(entry);
    if (!event) continue;
    tally.take(event);
    if (freeze && event.kind === 'read' && event.at >= freeze.since && (await freeze.isFrozen(event)))
      tally.add('reading-after-freeze', 'serious', event);
  }
  if (last && from && last.seq < from.seq) tally.add('audit-chain-broken', 'serious', broken(last));
  if (last) yield reading(tally, last, from);
}

const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK);

function broken(entry: AuditEntry) {
  return {
    ...(auditEvent({ ...entry, action: 'chain' }) as NonNullable<ReturnType<typeof auditEvent>>),
    principal: AUDIT_SOURCE,
    action: 'audit-chain-broken',
    outcome: 'failed' as const,
  };
}

function reading(
  { problems, parts, reads }: LogTally,
  { seq, hash }: AuditEntry,
  from: AuditPosition | undefined,
): AuditReading {
  const block = `audit-${blockOf(seq)}`;
  // Entries that were read before are not counted again.
  const events = Math.max(0, seq - Math.max(from?.seq ?? 0, blockOf(seq) * BLOCK));
  return {
    source: AUDIT_SOURCE,
    sha256: '',
    block,
    position: { seq, hash },
    events,
    problems,
    parts,
    reads,
    whole: true,
  };
}
