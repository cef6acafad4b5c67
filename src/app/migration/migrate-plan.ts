import { join } from 'node:path';
import type { MigrationPlan } from '../../migrate/plan.js';
import type { MigrationRecord } from '../../migrate/record.js';
import type { JobPorts } from '../../run/ports.js';
import { migrationPlan } from '../end-of-service/approvals.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { migrate } from './migrate.js';
import { MigrationLog } from './migration-log.js';
import { migrationSetup, type OpenTarget, openDestination } from './receiver.js';

/** The plan, and whether its migration has begun (then it goes on without being confirmed again). */
export async function loadMigration(
  { ports: { catalog, actor } }: { ports: Pick<JobPorts, 'catalog' | 'actor'> },
  planId: string,
): Promise<{ plan: MigrationPlan; hash: string; begun: boolean }> {
  const { plan, hash } = await migrationPlan(catalog, planId);
  return { plan, hash, begun: (await MigrationLog.resume(catalog, actor, planId)) !== undefined };
}

/** Hands over what the approved plan names, or goes on where an earlier run stopped. */
export async function runMigration(
  workspace: Workspace,
  plan: MigrationPlan,
  { signal, onProgress }: RunRequest = {},
  openTarget?: OpenTarget,
): Promise<MigrationRecord> {
  const setup = await migrationSetup(workspace);
  return migrate(workspace.ports, {
    plan,
    setup,
    approvers: workspace.approvers,
    openTarget: openTarget ?? (await openDestination(workspace, setup, plan)),
    receiptsFolder: join(await workspace.folder('migrations'), plan.planId),
    concurrency: workspace.config.run.concurrency,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
}
