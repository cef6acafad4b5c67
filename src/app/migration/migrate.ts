import { join } from 'node:path';
import { migrateRecords, NOT_READ } from '../../../jobs/migrate-records.js';
import { canonicalHash, canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import { systemOf } from '../../inventory/systems.js';
import type { PackageTarget } from '../../migrate/package/files.js';
import { sealPackage } from '../../migrate/package/seal.js';
import { verifyPackage } from '../../migrate/package/verify.js';
import type { MigrationPlan, PlannedPackage } from '../../migrate/plan.js';
import { Receipts } from '../../migrate/receipts.js';
import type { MigrationRecord, VerifiedPackage } from '../../migrate/record.js';
import { movingItems } from '../../migrate/survey.js';
import { countNoted } from '../../run/notes.js';
import type { JobPorts } from '../../run/ports.js';
import { type RunOptions, type RunSummary, runJob } from '../../run/runner.js';
import { worstFault } from '../../run/worst-fault.js';
import { currentApproval, type PinnedApprovers } from '../end-of-service/approvals.js';
import { assertAsPlanned, assertNotTooEarly, assertSameScope } from './as-planned.js';
import { MigrationLog } from './migration-log.js';
import { assertAsVerified } from './read-again.js';
import type { MigrationSetup, OpenTarget } from './receiver.js';

export interface MigrateRequest {
  plan: MigrationPlan;
  setup: MigrationSetup;
  approvers: PinnedApprovers;
  openTarget: OpenTarget;
  /** Folder for what an interrupted run needs to go on; says nothing of names. */
  receiptsFolder: string;
  concurrency: number;
  signal?: AbortSignal;
  onProgress?: RunOptions['onProgress'];
}

/**
 * Carries out an approved migration plan from wherever it stands: one package per system is filled, sealed and read
 * back whole. Can be called again after a crash at any point. The source is not touched.
 *
 * @throws {Fault} denied `migrate/not-approved`, `migrate/too-early`, conflict `migrate/scope-changed`, `migrate/other-destination`,
 *   integrity `migrate/read-back-differs`, `migrate/package-not-valid`, `migrate/package-changed`, `migrate/not-reconciled`,
 *   `migrate/record-altered`
 */
export async function migrate(ports: JobPorts, request: MigrateRequest): Promise<MigrationRecord> {
  const { plan, signal = new AbortController().signal } = request;
  assertAsPlanned(plan, request.setup);
  const begun = await MigrationLog.resume(ports.catalog, ports.actor, plan.planId);
  await begun?.assertOnRecord();
  if (begun && begun.record.phase !== 'opened') return begun.record;
  const approval = await currentApproval(ports, plan, request.approvers);
  if (begun) await assertAsVerified(begun.record, request.openTarget);
  assertNotTooEarly(plan, ports.clock.now());
  await assertSameScope(ports, plan, signal);
  const log = begun ?? (await MigrationLog.open(ports.catalog, ports.actor, opened(ports, plan, approval)));

  for (const planned of plan.packages) {
    if (log.record.packages.some(({ system }) => system === planned.system)) continue;
    const target = request.openTarget(planned.name);
    const receipts = new Receipts(join(request.receiptsFolder, planned.name));
    if (!(await target.isComplete())) await fill(ports, request, log, planned, target, receipts, signal);
    await target.complete();
    const verified = await verifiedPackage(ports, plan, planned, target, log.record.sealed?.[planned.system]);
    await receipts.remove();
    await log.note(
      'migration.package-verified',
      { packages: [...log.record.packages, verified] },
      { system: planned.system, tagManifest: verified.tagManifest, objects: verified.objects },
    );
  }
  await log.note('migration.verified', { phase: 'verified', verifiedAt: ports.clock.now().toISOString() });
  return log.record;
}

async function fill(
  ports: JobPorts,
  { plan, setup: { receiverKey }, concurrency, onProgress }: MigrateRequest,
  log: MigrationLog,
  planned: PlannedPackage,
  target: PackageTarget,
  receipts: Receipts,
  signal: AbortSignal,
): Promise<void> {
  const { history, notHandedOver } = plan;
  const { migrationId, planHash } = log.record;
  const job = migrateRecords({ target, receipts, receiverKey });
  const input = { migrationId, system: planned.system, history, notHandedOver };
  const options = { concurrency, signal, ...(onProgress ? { onProgress } : {}) };
  const summary = await runJob(job, input, ports, options);
  assertFinished(summary);
  assertAllRead(summary);
  const system = systemOf(ports.service, planned.system);
  const items = await movingItems(system, { history, notHandedOver, sealed: receiverKey !== undefined }, ports);
  await sealPackage(
    {
      plan,
      planHash,
      planned,
      items,
      receipts,
      target,
      receiverKey,
      headOf: ({ key, version: { versionId } }) => ports.objects.head({ bucket: system.bucket, key, versionId }),
      now: ports.clock.now(),
      onSealed: (tagManifest) =>
        log.note(
          'migration.package-sealed',
          { sealed: { ...log.record.sealed, [planned.system]: tagManifest } },
          { system: planned.system, tagManifest },
        ),
    },
    signal,
  );
}

/** The package as the receiver is going to see it, held against the plan, and shown to be the one that was filled here. */
async function verifiedPackage(
  { clock }: JobPorts,
  plan: MigrationPlan,
  planned: PlannedPackage,
  target: PackageTarget,
  sealed: string | undefined,
): Promise<VerifiedPackage> {
  const { verdict, tagManifest, objects, bytes, levels, problems, problemCount, ...says } = await verifyPackage(target);
  const { system, name } = planned;
  const ours =
    says.planHash === canonicalHash(plan) && says.name === name && says.system === system && tagManifest === sealed;
  if (verdict !== 'valid' || tagManifest === undefined || !ours)
    throw new Fault(
      'integrity',
      'migrate/package-not-valid',
      'a package does not read back as it was written',
      { system, problemCount, codes: [...new Set(problems.map(({ code }) => code))], ours },
      { hint: 'look at it with `kimitsu migrate verify`; remove it and run the same command again' },
    );
  const expected = plan.moved.filter((line) => line.system === system).map((line) => [line.level, line.versions]);
  if (canonicalJson(expected) !== canonicalJson(levels.map((line) => [line.level, line.objects])))
    throw new Fault('integrity', 'migrate/not-reconciled', 'a package holds another number of records than planned', {
      system,
    });
  return { system, name, tagManifest, objects, bytes, levels, verifiedAt: clock.now().toISOString() };
}

function opened(
  { clock, service }: JobPorts,
  plan: MigrationPlan,
  approval: { approver: string; at: string; hash: string },
): MigrationRecord {
  return {
    schema: 'kimitsu/migration/1',
    migrationId: randomId('migration'),
    planId: plan.planId,
    planHash: canonicalHash(plan),
    approvalHash: approval.hash,
    phase: 'opened',
    systems: plan.packages.map(({ system }) => system),
    receiver: plan.receiver,
    startedAt: clock.now().toISOString(),
    executedBy: plan.parties.contractor.responsible,
    verifiedBy: service.verifier,
    approvedBy: approval.approver,
    approvedAt: approval.at,
    packages: [],
    verifiedAt: undefined,
    acceptedAt: undefined,
  };
}

/** What could not be read is on record as that by now, and was approved neither to move nor to stay. */
function assertAllRead({ notes }: RunSummary): void {
  const unread = countNoted(notes, NOT_READ);
  if (unread === 0) return;
  throw new Fault(
    'integrity',
    'migrate/unreadable',
    `${unread} version(s) do not open, so they cannot be handed over`,
    { versions: unread },
    {
      hint: 'see `kimitsu review list`; restore them or their keys, or make a new plan, which names them, and have it approved',
    },
  );
}

function assertFinished(summary: RunSummary): void {
  if (!summary.stopped && summary.failed === 0) return;
  const worst = worstFault(summary.faults);
  throw new Fault(
    worst?.kind ?? 'unavailable',
    worst?.code ?? 'migrate/interrupted',
    summary.stopped ? 'the migration was interrupted' : `${summary.failed} record(s) could not be handed over`,
    { done: summary.done, failed: summary.failed },
    { hint: worst?.hint ?? 'run the same command again: it goes on where it stopped' },
  );
}
