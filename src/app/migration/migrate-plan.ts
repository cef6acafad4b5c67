import { join } from 'node:path';
import type { MigrationPlan } from '../../migrate/plan.js';
import type { MigrationRecord } from '../../migrate/record.js';
import type { JobPorts } from '../../run/ports.js';
import { migrationPlan } from '../end-of-service/approvals.js';
import { assertPlanOnFile } from '../end-of-service/plan-on-file.js';
import { assertNotCopied } from '../ownership/catalogue-file.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { assertAsPlanned, assertNotTooEarly } from './as-planned.js';
import { migrate } from './migrate.js';
import { MigrationLog } from './migration-log.js';
import { assertDestinationElsewhere } from './own-places.js';
import { type PackageReading, readAgain } from './read-again.js';
import { assertDestinationThere, migrationSetup, type OpenTarget, openDestination } from './receiver.js';
import { assertScopeAsListed } from './scope-as-listed.js';

/** The plan, and the record of its migration once that has begun (then it goes on without being confirmed again). */
export async function loadMigration(
  { ports: { catalog, actor } }: { ports: Pick<JobPorts, 'catalog' | 'actor'> },
  planId: string,
): Promise<{ plan: MigrationPlan; hash: string; begun: boolean; record: MigrationRecord | undefined }> {
  const { plan, hash } = await migrationPlan(catalog, planId);
  const record = (await MigrationLog.resume(catalog, actor, planId))?.record;
  return { plan, hash, begun: record !== undefined, record };
}

/**
 * What stands against handing over from this workspace to where its configuration says.
 * @throws {Fault} integrity `plan/file-altered`, `plan/file-missing`; denied `workspace/copied`; usage `migrate/destination-inside`
 */
export async function assertMayMigrate(workspace: Workspace, { planId }: MigrationPlan): Promise<void> {
  await assertPlanOnFile(workspace, planId);
  await assertNotCopied(workspace.ports.catalog, workspace);
  // Where it lies can have changed since the plan: a link, a mount.
  await assertDestinationElsewhere(workspace.dir, workspace.config);
}

/**
 * For a trial: what beside the approval stands against beginning now. Lists the store and changes nothing.
 * @throws {Fault} as `assertMayMigrate` and `assertScopeAsListed`; conflict `migrate/other-destination`; denied `migrate/too-early`;
 *   usage `migrate/no-destination`
 */
export async function assertMigratable(workspace: Workspace, plan: MigrationPlan, signal?: AbortSignal): Promise<void> {
  assertAsPlanned(plan, await migrationSetup(workspace));
  await assertMayMigrate(workspace, plan);
  assertNotTooEarly(plan, workspace.ports.clock.now());
  await assertDestinationThere(plan);
  await assertScopeAsListed(workspace.ports, plan, signal);
}

/** A migration as it stands after a run. */
export interface MigrationRun extends MigrationRecord {
  /** Where all packages had been verified before: what they are now. */
  readAgain: PackageReading[];
}

/**
 * Hands over what the approved plan names, or goes on where an earlier run stopped. Where an earlier run has verified all
 * packages, they are read again, and what they are now goes into the audit log; nothing else is done.
 *
 * @throws {Fault} what `migrate` and `assertMayMigrate` throw; usage `migrate/no-destination`
 */
export async function runMigration(
  workspace: Workspace,
  plan: MigrationPlan,
  { signal, onProgress }: RunRequest = {},
  openTarget?: OpenTarget,
): Promise<MigrationRun> {
  const setup = await migrationSetup(workspace);
  const { ports } = workspace;
  const before = await MigrationLog.resume(ports.catalog, ports.actor, plan.planId);
  const isDone = before !== undefined && before.record.phase !== 'opened';
  if (!isDone) await assertMayMigrate(workspace, plan);
  if (!isDone && !openTarget) await assertDestinationThere(plan);
  const open = openTarget ?? (await openDestination(workspace, setup, plan));
  const record = await migrate(ports, {
    plan,
    setup,
    approvers: workspace.approvers,
    openTarget: open,
    receiptsFolder: join(await workspace.folder('migrations'), plan.planId),
    concurrency: workspace.config.run.concurrency,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  if (!isDone) return { ...record, readAgain: [] };
  const readings = await readAgain(record, open);
  await ports.catalog.appendAudit([
    {
      actor: ports.actor,
      action: 'migration.packages-read-again',
      subject: record.migrationId,
      detail: { packages: readings.map(({ name, state, problems }) => ({ name, state, problems })) },
    },
  ]);
  return { ...record, readAgain: readings };
}
