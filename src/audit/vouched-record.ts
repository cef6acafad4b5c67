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
  await readWholeLog(catalog, { code: 'audit/broken', vouchedFor: 'the record' }, ({ detail, subject }) => {
    const { vouchesFor, record: hash } = (detail ?? {}) as { vouchesFor?: unknown; record?: unknown };
    if (vouchesFor === id && typeof hash === 'string') entered = hash;
    if (vouchesFor === id || subject === id) known = true;
  });
  if (known && (entered === undefined || entered === canonicalHash(record))) return;
  throw new Fault(
    'integrity',
    code,
    'the record is not the one that its last step has left',
    { id },
    { hint: EXAMINE },
  );
}

export const EXAMINE =
  'nothing was done: run `kimitsu audit verify`, and have it examined who has changed the catalogue';

/**
 * Looks at every entry of the log, and shows that it holds as a whole.
 *
 * @throws {Fault} integrity `code`
 */
export async function readWholeLog(
  catalog: Pick<Catalog, 'auditEntries'>,
  { code, vouchedFor }: { code: string; vouchedFor: string },
  look: (entry: AuditEntry) => void,
): Promise<void> {
  async function* entries(): AsyncGenerator<AuditEntry> {
    for await (const entry of catalog.auditEntries()) {
      look(entry);
      yield entry;
    }
  }
  const { problemCount, problems } = await verifyChain(entries());
  if (problemCount === 0) return;
  throw new Fault(
    'integrity',
    code,
    `the audit log, which vouches for ${vouchedFor}, does not hold`,
    { problems: problemCount, first: problems[0] },
    { hint: EXAMINE },
  );
}
