import { canonicalHash } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import type { AuditDraft, AuditEntry, Catalog } from '../ports/catalog.js';
import { verifyChain } from './verify.js';

/** A record that is changed step by step, each step in one transaction with its entries in the audit log. */
export interface Vouched {
  /** Of the record. */
  id: string;
  record: unknown;
  /** `accounts/record-altered` */
  code: string;
}

/** Has the last of the entries of a step vouch for the record as the step leaves it. */
export function vouching(id: string, record: unknown, entries: readonly AuditDraft[]): AuditDraft[] {
  const last = entries.at(-1);
  if (!last) return [];
  const detail = { ...(last.detail as object | undefined), vouchesFor: id, record: canonicalHash(record) };
  return [...entries.slice(0, -1), { ...last, detail }];
}

/**
 * Shows that a record is the one that its last step has left: whoever edits it by hand would have to write the audit log
 * anew from there on, and its heads are in certificates, evidence packs and with the prefecture. A record that an older
 * version has begun, of which the log knows no hash yet, passes.
 *
 * @throws {Fault} integrity `audit/broken`, and `code` for a record that was altered or that the log never heard of
 */
export async function assertVouchedFor(catalog: Catalog, { id, record, code }: Vouched): Promise<void> {
  let entered: string | undefined;
  let known = false;
  async function* entries(): AsyncGenerator<AuditEntry> {
    for await (const entry of catalog.auditEntries()) {
      const { vouchesFor, record: hash } = (entry.detail ?? {}) as { vouchesFor?: unknown; record?: unknown };
      if (vouchesFor === id && typeof hash === 'string') entered = hash;
      if (vouchesFor === id || entry.subject === id) known = true;
      yield entry;
    }
  }
  const { problemCount, problems } = await verifyChain(entries());
  const hint = 'nothing was done: run `kimitsu audit verify`, and have it examined who has changed the catalogue';
  if (problemCount > 0)
    throw new Fault(
      'integrity',
      'audit/broken',
      'the audit log, which vouches for the record, does not hold',
      { problems: problemCount, first: problems[0] },
      { hint },
    );
  if (known && (entered === undefined || entered === canonicalHash(record))) return;
  throw new Fault('integrity', code, 'the record is not the one that its last step has left', { id }, { hint });
}
