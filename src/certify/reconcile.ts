import { canonicalHash } from '../base/canonical-json.js';
import { type ErasureRecord, openIncidents } from '../dispose/erasure.js';
import type { DisposalPlan } from '../dispose/plan.js';

/** A reason why no certificate may be issued. `code` is stable; `detail` holds counts and ids, nothing personal. */
export interface Problem {
  code: string;
  detail: Readonly<Record<string, string | number>>;
}

/**
 * Everything that stands against a certificate of `stage` for this record (B3-2-1): empty when the steps are recorded,
 * verified, and planned = erased + exceptions holds for every system.
 */
export function problemsOf(
  record: ErasureRecord,
  plan: DisposalPlan,
  stage: 'interim' | 'final',
  issuedAt: Date,
): Problem[] {
  return [
    ...timeProblems(record, issuedAt),
    ...phaseProblems(record, stage),
    ...bindingProblems(record, plan),
    ...keyProblems(record, plan, stage),
    ...readBackProblems(record),
    ...countProblems(record, plan),
  ];
}

function phaseProblems(record: ErasureRecord, stage: 'interim' | 'final'): Problem[] {
  const enough = stage === 'final' ? ['complete'] : ['kms-keys-scheduled', 'complete'];
  const problems: Problem[] = [];
  if (!enough.includes(record.phase)) problems.push({ code: 'phase', detail: { phase: record.phase, stage } });
  if (stage === 'final' && !record.completedAt) problems.push({ code: 'not-completed', detail: {} });
  return problems;
}

/** A clock that ran backwards would put the check before the deed. */
function timeProblems(record: ErasureRecord, issuedAt: Date): Problem[] {
  const order = [record.startedAt, record.readBack?.at ?? record.startedAt, issuedAt].map((time) => +new Date(time));
  const ascending = order[0]! <= order[1]! && order[1]! <= order[2]!;
  return ascending
    ? []
    : [{ code: 'times', detail: { startedAt: record.startedAt, issuedAt: issuedAt.toISOString() } }];
}

function bindingProblems(record: ErasureRecord, plan: DisposalPlan): Problem[] {
  const same = record.planId === plan.planId && record.planHash === canonicalHash(plan);
  return same ? [] : [{ code: 'other-plan', detail: { planId: plan.planId, recordPlanId: record.planId } }];
}

function keyProblems(record: ErasureRecord, plan: DisposalPlan, stage: 'interim' | 'final'): Problem[] {
  const problems: Problem[] = [];
  const damaged = (record.damagedUnits ?? []).filter(({ destroyedAt }) => destroyedAt !== undefined);
  const unitIds = new Set([...record.unitKeys, ...damaged].map((unit) => unit.unitId));
  const kmsKeyIds = new Set(record.kmsKeys.map((key) => key.kmsKeyId));
  const kept = new Set([
    ...(record.keysKept?.unitIds ?? []),
    ...(record.keysKept?.kmsKeys ?? []).map(({ kmsKeyId }) => kmsKeyId),
  ]);
  if (kept.size > 0 && !record.arrived?.length) problems.push({ code: 'keys-kept', detail: { keys: kept.size } });
  for (const key of plan.keys) {
    if (!key.stays && !kmsKeyIds.has(key.kmsKeyId) && !kept.has(key.kmsKeyId)) {
      problems.push({ code: 'kms-key-not-scheduled', detail: { kmsKeyId: key.kmsKeyId } });
    }
    for (const unitId of key.unitIds) {
      if (!unitIds.has(unitId) && !kept.has(unitId)) {
        problems.push({ code: 'unit-key-not-destroyed', detail: { unitId } });
      }
    }
  }
  for (const { unitId, canary } of record.unitKeys) {
    if (!canary.decryptedBefore || canary.outcomeAfter !== 'destroyed') {
      problems.push({ code: 'canary', detail: { unitId, outcome: canary.outcomeAfter } });
    }
  }
  for (const { kmsKeyId, canary, destroyedAt } of record.kmsKeys) {
    const expected = destroyedAt ? ['destroyed'] : ['refused', 'destroyed'];
    if (canary && !expected.includes(canary.outcomeAfter)) {
      problems.push({ code: 'kms-canary', detail: { kmsKeyId, outcome: canary.outcomeAfter } });
    }
  }
  for (const { kmsKeyId } of openIncidents(record)) problems.push({ code: 'incident-open', detail: { kmsKeyId } });
  for (const key of record.kmsKeys) {
    if (stage === 'final' && !key.destroyedAt) {
      problems.push({ code: 'kms-key-waiting', detail: { kmsKeyId: key.kmsKeyId, deletionDate: key.deletionDate } });
    }
  }
  return problems;
}

function readBackProblems(record: ErasureRecord): Problem[] {
  const { readBack } = record;
  if (!readBack) return [{ code: 'read-back-missing', detail: {} }];
  const problems: Problem[] = [];
  const outcomes = Object.values(readBack.outcomes).reduce((sum, n) => sum + n, 0);
  if (outcomes !== readBack.probed) {
    problems.push({ code: 'read-back-count', detail: { probed: readBack.probed, outcomes } });
  }
  if (readBack.outcomes.altered > 0) {
    problems.push({ code: 'still-readable', detail: { altered: readBack.outcomes.altered } });
  }
  return problems;
}

function countProblems(record: ErasureRecord, plan: DisposalPlan): Problem[] {
  const problems: Problem[] = [];
  const excepted = countBy(record.exceptions);
  const named = new Set(plan.exceptions.map((exception) => exception.objectId));
  for (const { objectId } of record.exceptions) named.delete(objectId);
  if (named.size > 0) problems.push({ code: 'exception-not-named', detail: { objects: named.size } });

  const vanished = (lines: readonly { versions: number }[] = []) => lines.reduce((sum, line) => sum + line.versions, 0);
  if (vanished(record.disappeared) < vanished(plan.disappeared)) {
    problems.push({ code: 'disappeared-not-named', detail: { versions: vanished(plan.disappeared) } });
  }

  const systems = new Set([...plan.lines, ...record.systems, ...record.exceptions].map((line) => line.system));
  for (const system of systems) {
    const planned = sums(plan.lines, system);
    const erased = sums(record.systems, system);
    const exceptions = excepted.get(system) ?? 0;
    // An excepted object keeps one version or more; without exceptions the numbers must be equal.
    const versionsLeft = planned.versions - erased.versions;
    const reconciles =
      planned.objects === erased.objects + exceptions &&
      (exceptions === 0 ? versionsLeft === 0 : versionsLeft >= exceptions);
    if (!reconciles) {
      const detail = { system, plannedObjects: planned.objects, erasedObjects: erased.objects, exceptions };
      problems.push({
        code: 'counts',
        detail: { ...detail, plannedVersions: planned.versions, erasedVersions: erased.versions },
      });
    }
  }
  for (const line of record.systems) {
    const { PASS, FAIL, UNKNOWN, DELETED = 0 } = line.verdicts;
    const detail = { system: line.system, level: line.level };
    if (FAIL > 0) problems.push({ code: 'verdict-fail', detail: { ...detail, count: FAIL } });
    const judged = PASS + FAIL + UNKNOWN + DELETED;
    if (line.versions > 0 && judged === 0) problems.push({ code: 'no-verdict', detail });
    else if (judged !== line.versions)
      problems.push({ code: 'verdict-count', detail: { ...detail, versions: line.versions, judged } });
  }
  const versions = record.systems.reduce((sum, line) => sum + line.versions, 0);
  const kept = plan.lines.reduce((sum, line) => sum + line.versions, 0) - versions;
  const listed = record.readBack?.versionsListedAfter ?? 0;
  if (listed > kept) problems.push({ code: 'versions-left', detail: { listed, kept } });
  if (record.inventory?.count !== versions) {
    problems.push({ code: 'inventory', detail: { leaves: record.inventory?.count ?? 0, versions } });
  }
  return problems;
}

function sums(lines: readonly { system: string; objects: number; versions: number }[], system: string) {
  const sum = { objects: 0, versions: 0 };
  for (const line of lines) {
    if (line.system !== system) continue;
    sum.objects += line.objects;
    sum.versions += line.versions;
  }
  return sum;
}

function countBy(items: readonly { system: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { system } of items) counts.set(system, (counts.get(system) ?? 0) + 1);
  return counts;
}
