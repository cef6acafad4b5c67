import { canonicalHash } from '../../base/canonical-json.js';
import { keysOf } from '../../certify/certificate-parts.js';
import { ERASURE_SCHEMA, type ErasureRecord } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import { type DisposalPlan, erasedLines } from '../../dispose/plan.js';
import type { AuditEntry, Catalog } from '../../ports/catalog.js';
import { certificatesOf } from '../certificates/stored-certificate.js';
import type { ErasureLog } from './erasure-log.js';
import { isVouchedFor, outdated } from './erasure-on-record.js';

/**
 * Goes on with the record of an erasure that was begun before the audit log held its hash. What it says is compared with
 * what is on record elsewhere; what nothing else vouches for is measured anew, or was certified at the time:
 *
 * - before the reading back: its phase and its keys must be those of the log's entries, and what it counts the plan's. All
 *   that a certificate says of the records is measured after that.
 * - while keys wait, and after: the entry of the log on a certificate holds the hash of what was measured.
 *
 * @throws {Fault} integrity `erase/record-outdated` where neither is so
 */
export async function takeOver(log: ErasureLog, plan: DisposalPlan, catalog: Catalog): Promise<void> {
  const { record } = log;
  if (record.schema === ERASURE_SCHEMA || (await isVouchedFor(catalog, record))) return;
  const entries: AuditEntry[] = [];
  for await (const entry of catalog.auditEntries()) if (entry.subject === record.erasureId) entries.push(entry);
  const vouchedBy = hasReached(record.phase, 'read-back') ? 'certificate' : 'audit-log';
  const certified = vouchedBy === 'audit-log' || (await wasCertified(record, catalog));
  if (!certified || !agrees(record, plan, entries)) throw outdated(record);
  await log.note('erasure.record-taken-over', { schema: ERASURE_SCHEMA }, { from: record.schema, vouchedBy });
}

/** With each step that the log names, and with the plan. */
function agrees(record: ErasureRecord, plan: DisposalPlan, entries: readonly AuditEntry[]): boolean {
  const named = (action: string, member: string): string[] =>
    entries
      .filter((entry) => entry.action === action)
      .map(({ detail }) => String((detail as Record<string, unknown> | null)?.[member]));
  const phases = entries.map(({ action }) => action).filter((action) => PHASE.test(action));
  const phase = record.phase === 'approved' ? 'opened' : record.phase;
  const gone = record.unitKeys.filter(({ canary }) => canary.outcomeAfter === 'destroyed');
  const lost = record.kmsKeys.filter(({ destroyedAt }) => destroyedAt !== undefined);
  const counted = record.systems.map(({ verdicts: _, ...line }) => line);
  return (
    phases.at(-1) === `erasure.${phase}` &&
    same(record.unitKeys.map(idOfUnit), named('unit-key.destruction-opened', 'unitId')) &&
    within(gone.map(idOfUnit), named('unit-key.destroyed', 'unitId')) &&
    same(record.kmsKeys.map(idOfKms), named('kms-key.destruction-opened', 'kmsKeyId')) &&
    same(lost.map(idOfKms), named('kms-key.destroyed', 'kmsKeyId')) &&
    equal(counted, erasedLines(plan)) &&
    equal(record.exceptions, plan.exceptions) &&
    equal(record.disappeared ?? [], plan.disappeared ?? [])
  );
}

const PHASE = /^erasure\.(opened|frozen|unit-keys-destroyed|versions-deleted|read-back|kms-keys-scheduled|complete)$/;

/** A certificate whose hash the log holds says of records and keys what the record says. */
async function wasCertified(record: ErasureRecord, catalog: Catalog): Promise<boolean> {
  const entered = new Set<unknown>();
  for await (const { detail } of catalog.auditOf('certificate.issued'))
    entered.add((detail as { sha256?: unknown } | null)?.sha256);
  const { readBack, inventory } = record;
  const kms = record.kmsKeys.map(({ kmsKeyId, alias, level, scheduledAt }) => ({
    kmsKeyId,
    alias,
    level,
    scheduledAt,
  }));
  const certificates = await certificatesOf(catalog, record.planId);
  return certificates.some(({ certificate }) => {
    const { scope, keys, verification, plan, approval } = certificate;
    return (
      entered.has(canonicalHash(plain(certificate))) &&
      certificate.erasureId === record.erasureId &&
      plan.sha256 === record.planHash &&
      approval.sha256 === record.approvalHash &&
      equal(scope.lines, record.systems) &&
      equal(keys.unit, keysOf(record).unit) &&
      equal(
        keys.kms.map(({ kmsKeyId, alias, level, scheduledAt }) => ({ kmsKeyId, alias, level, scheduledAt })),
        kms,
      ) &&
      verification.method === readBack?.method &&
      verification.versionsListedAfter === readBack.versionsListedAfter &&
      verification.probed === readBack.probed &&
      equal(verification.outcomes, readBack.outcomes) &&
      certificate.inventory.root === inventory?.root &&
      certificate.inventory.count === inventory.count
    );
  });
}

const idOfUnit = ({ unitId }: { unitId: string }): string => unitId;
const idOfKms = ({ kmsKeyId }: { kmsKeyId: string }): string => kmsKeyId;
const within = (some: readonly string[], all: readonly string[]): boolean => some.every((one) => all.includes(one));
const same = (some: readonly string[], others: readonly string[]): boolean =>
  within(some, others) && within(others, some);
const equal = (one: unknown, other: unknown): boolean => canonicalHash(plain(one)) === canonicalHash(plain(other));
const plain = (value: unknown): never => JSON.parse(JSON.stringify(value)) as never;
