import { Fault } from '../base/fault.js';
import { type ErasureRecord, leavesRest, type Verdicts } from '../dispose/erasure.js';
import type { DisposalPlan } from '../dispose/plan.js';
import type { CertificateDocument } from './certificate-schema.js';
import { methodText } from './certificate-texts.js';

/** Parts of a certificate that are taken over or summed up from the record. */

export function sumLines(record: ErasureRecord): CertificateDocument['scope']['total'] {
  const total = { objects: 0, records: 0, versions: 0, bytes: 0, plaintextBefore: 0 };
  const verdicts: Verdicts = { PASS: 0, FAIL: 0, UNKNOWN: 0 };
  for (const line of record.systems) {
    for (const member of Object.keys(total) as (keyof typeof total)[]) total[member] += line[member];
    for (const verdict of ['PASS', 'FAIL', 'UNKNOWN'] as const) verdicts[verdict] += line.verdicts[verdict];
    if (line.verdicts.DELETED) verdicts.DELETED = (verdicts.DELETED ?? 0) + line.verdicts.DELETED;
  }
  return { ...total, verdicts };
}

/**
 * PASS only when every verdict is PASS (or DELETED, which claims no more than that) and every probe found its target
 * destroyed. Of a plan that held keys and nothing else, when every canary was.
 */
export function overallVerdict(
  record: ErasureRecord,
  verdicts: Verdicts,
  { damagedUnits = [] }: Pick<DisposalPlan, 'damagedUnits'>,
): 'PASS' | 'UNKNOWN' {
  const outcomes = record.readBack!.outcomes;
  // A key that was sound when the plan was made, and that no canary shows to be gone.
  const unshown = (record.damagedUnits ?? []).filter(({ unitId }) => !damagedUnits.includes(unitId)).length;
  const unsure = unshown + verdicts.UNKNOWN + outcomes.unreadable + outcomes['store-unavailable'];
  const gone = verdicts.PASS + (verdicts.DELETED ?? 0);
  const shown = record.systems.length > 0 ? gone > 0 : record.unitKeys.length > 0;
  return shown && unsure === 0 ? 'PASS' : 'UNKNOWN';
}

export function plannedCounts(plan: DisposalPlan): { objects: number; versions: number } {
  const sum = (member: 'objects' | 'versions') => plan.lines.reduce((total, line) => total + line[member], 0);
  return { objects: sum('objects'), versions: sum('versions') };
}

/**
 * How each level was disposed of. Where the keys of the key service stay although the plan would have destroyed them,
 * what the store encrypts under them was deleted and no more.
 */
export function methodsOf(plan: DisposalPlan, record: ErasureRecord) {
  return plan.methods.map(({ level, technique, readBack }) => {
    const done = { level, technique: level < 3 && leavesRest(record) ? ('delete' as const) : technique, readBack };
    return { ...done, text: methodText(done) };
  });
}

export function timesOf(record: ErasureRecord, verifiedAt: string) {
  const units = record.unitKeys.map((unit) => instant(unit.destroyedAt)).sort();
  const last = (times: (string | undefined)[]) =>
    times.length > 0 && times.every((time) => time !== undefined)
      ? times
          .map((time) => instant(time))
          .sort()
          .at(-1)
      : undefined;
  return {
    startedAt: instant(record.startedAt),
    frozenAt: record.frozenAt && instant(record.frozenAt),
    unitKeysDestroyedFrom: units[0],
    unitKeysDestroyedTo: units.at(-1),
    kmsKeysDisabledAt: last(record.kmsKeys.map((key) => key.disabledAt)),
    kmsKeysScheduledAt: last(record.kmsKeys.map((key) => key.scheduledAt)),
    kmsKeysDestroyedAt: last(record.kmsKeys.map((key) => key.destroyedAt)),
    verifiedAt,
    completedAt: record.completedAt && instant(record.completedAt),
  };
}

export function keysOf(record: ErasureRecord) {
  return {
    unit: record.unitKeys.map(({ canary, ...unit }) => ({
      ...unit,
      createdAt: instant(unit.createdAt),
      destroyedAt: instant(unit.destroyedAt),
      canary: { outcomeAfter: canary.outcomeAfter, checkedAt: instant(canary.checkedAt) },
    })),
    kms: record.kmsKeys.map(({ canary, trail, ...key }) => ({
      ...key,
      ...(typeof trail === 'object' ? { trail: { ...trail, at: instant(trail.at) } } : {}),
      canary: canary && { outcomeAfter: canary.outcomeAfter, checkedAt: instant(canary.checkedAt) },
      state: key.destroyedAt ? 'destroyed' : 'pending-deletion',
      disabledAt: instant(key.disabledAt),
      scheduledAt: instant(key.scheduledAt),
      deletionDate: instant(key.deletionDate),
      destroyedAt: key.destroyedAt && instant(key.destroyedAt),
    })),
  };
}

export function plaintextHistory(objectsBefore: number): CertificateDocument['plaintextHistory'] {
  const text =
    objectsBefore === 0
      ? '対象の保存先に平文で置かれたことのあるオブジェクトは、記録上ない。'
      : `対象の保存先に平文で置かれたことのあるオブジェクトが${objectsBefore.toLocaleString('ja-JP')}件ある。これらは鍵の消去だけによらず、平文の版を含む全ての版を削除した。`;
  return { objectsBefore, basis: 'measured', text };
}

/** RFC 3339 in UTC with milliseconds, whatever form the source has. */
export function instant(time: string | Date | undefined): string {
  const date = new Date(time ?? Number.NaN);
  if (Number.isNaN(date.getTime())) throw new Fault('bug', 'certificate/bad-time', 'a recorded time is not a time');
  return date.toISOString();
}
