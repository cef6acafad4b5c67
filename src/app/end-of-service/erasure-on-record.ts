import { EXAMINE, readWholeLog } from '../../audit/vouched-record.js';
import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { ERASURE_SCHEMA, type ErasureRecord } from '../../dispose/erasure.js';
import type { AuditEntry, Catalog } from '../../ports/catalog.js';

/**
 * Shows that the record is the one that its last step has left: every step enters the hash of the whole record into the
 * audit log, in the same transaction. Whoever edits the record by hand would have to write the log anew from there on,
 * and its heads are in certificates, evidence packs and with the prefecture.
 *
 * @throws {Fault} integrity `erase/record-altered`, `erase/record-outdated`, `erase/audit-broken`
 */
export async function assertOnRecord(catalog: Catalog, record: ErasureRecord): Promise<void> {
  if (!(await isVouchedFor(catalog, record))) throw outdated(record);
}

/**
 * False of a record of the first form of which the log holds no hash: then something else has to vouch for it.
 * @throws {Fault} integrity `erase/record-altered`, `erase/audit-broken`
 */
export async function isVouchedFor(catalog: Catalog, record: ErasureRecord): Promise<boolean> {
  let entered: string | undefined;
  await readWholeLog(catalog, { code: 'erase/audit-broken', vouchedFor: 'the erasure' }, (entry) => {
    if (entry.subject === record.erasureId) entered = recordHashOf(entry) ?? entered;
  });
  if (entered === canonicalHash(record)) return true;
  if (entered === undefined && record.schema !== ERASURE_SCHEMA) return false;
  throw new Fault(
    'integrity',
    'erase/record-altered',
    'the record of the erasure is not the one that its last step has left',
    { erasureId: record.erasureId },
    { hint: EXAMINE },
  );
}

export function outdated({ erasureId, phase, schema }: ErasureRecord): Fault {
  return new Fault(
    'integrity',
    'erase/record-outdated',
    'the record is of an older version of this software, and nothing on record vouches for all that it says',
    { erasureId, phase, schema },
    { hint: 'run `kimitsu erase`; if it refuses as well, finish the erasure with the version that has begun it' },
  );
}

function recordHashOf({ detail }: AuditEntry): string | undefined {
  const { record } = (detail ?? {}) as { record?: unknown };
  return typeof record === 'string' ? record : undefined;
}
