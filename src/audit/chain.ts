import { canonicalHash } from '../base/canonical-json.js';
import type { AuditEntry, LinkAudit } from '../ports/catalog.js';

/** `previousHash` of the first entry: there is nothing before it. */
export const CHAIN_START = '0'.repeat(64);

/**
 * Links a draft behind `head`: next number, time in UTC milliseconds, the hash of the entry before and its own.
 * Pure, so a catalogue can call it inside a transaction and repeat it when that transaction fails. (B1-2-2)
 */
export const linkAudit: LinkAudit = (head, draft, at) => {
  const body: Omit<AuditEntry, 'hash'> = {
    seq: (head?.seq ?? 0) + 1,
    at: at.toISOString(),
    actor: draft.actor,
    action: draft.action,
    subject: draft.subject,
    detail: draft.detail ?? null,
    previousHash: head?.hash ?? CHAIN_START,
  };
  return { ...body, hash: canonicalHash(body) };
};

/** What `entry.hash` must be: SHA-256 over the canonical JSON of every other member, known or not. */
export function entryHash(entry: AuditEntry): string {
  const { hash: _, ...body } = entry;
  return canonicalHash(body);
}
