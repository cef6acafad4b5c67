import type { ErasurePhase, ErasureRecord } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { isMigrationPlan, type MigrationPlan } from '../../migrate/plan.js';
import type { MigrationPhase, MigrationRecord } from '../../migrate/record.js';
import type { InventoryLine } from '../../ports/catalog.js';
import { outboxOf } from '../alerting/alerting.js';
import type { OpenCatalogue } from '../open-catalogue.js';
import { interruptedRun } from '../runs/interrupted-run.js';
import { type RunningProgress, readLeftProgress, readProgress } from '../runs/progress-file.js';
import { isRecorded, type RunRecord, runsOf } from '../runs/run-record.js';
import { readScheduleState, type ScheduleContents } from '../schedule/schedule-state.js';
import { hasEnded } from './after-end.js';
import {
  type CertificateDue,
  type CertificateStatus,
  type CheckpointStatus,
  certificateStatuses,
  certificatesDue,
  checkpointStatus,
} from './certificates.js';
import { type TimeLeft, timeLeft } from './time-left.js';
import { type WaitingKey, waitingKeys } from './waiting-keys.js';

export interface PlanStatus {
  planId: string;
  /** `disposal` ends records or accounts, `migration` hands records over. */
  kind: 'disposal' | 'migration';
  hash: string;
  createdAt: string;
  /** An approval is on record, neither withdrawn nor followed by a refusal. */
  approved: boolean;
  /** The prefecture has refused it; absent otherwise. */
  refused?: true;
  /** Of its erasure; absent before it. */
  phase?: ErasurePhase;
  /** Of its migration, for a migration plan. */
  migration?: MigrationPhase;
  /** It was not begun, and never will be: the whole service was erased under another plan. Absent otherwise. */
  ended?: true;
}

export interface Status {
  /** The whole service was erased. */
  ended: boolean;
  inventory: InventoryLine[];
  plans: PlanStatus[];
  erasures: Pick<ErasureRecord, 'erasureId' | 'planId' | 'phase'>[];
  migrations: Pick<MigrationRecord, 'migrationId' | 'planId' | 'phase'>[];
  certificates: CertificateStatus[];
  certificatesDue: CertificateDue[];
  auditHead: { seq: number; hash: string } | undefined;
  checkpoint: CheckpointStatus | 'unreadable' | undefined;
  running: (RunningProgress & { left: TimeLeft }) | undefined;
  /** Newest first. */
  runs: RunRecord[];
  waitingKeys: WaitingKey[];
  /** What the scheduler remembers; undefined where none ran, `unreadable` where its file is damaged. */
  schedule: ScheduleContents | 'unreadable' | undefined;
  /** Alerts that their contact has not taken yet. */
  alerts: WaitingAlerts[];
}

export interface WaitingAlerts {
  contact: string;
  waiting: number;
  /** Of the alert that has waited longest. */
  since: string;
  /** Why the last attempt failed. */
  reason: string | undefined;
}

/** What the outbox holds, by contact. */
export async function waitingAlerts(dir: string): Promise<WaitingAlerts[]> {
  const contacts = new Map<string, WaitingAlerts>();
  for (const { contact, alert, lastReason } of (await outboxOf(dir).waiting()).waiting) {
    const known = contacts.get(contact) ?? { contact, waiting: 0, since: alert.at, reason: undefined };
    contacts.set(contact, { ...known, waiting: known.waiting + 1, reason: lastReason ?? known.reason });
  }
  return [...contacts.values()];
}

/** Everything that can be said of a workspace without asking store or key service. */
export async function statusOf({ dir, catalog, clock }: OpenCatalogue): Promise<Status> {
  const inventory = await catalog.inventory();
  const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
  const migrations = (await catalog.documents('migration')).map(({ body }) => body as unknown as MigrationRecord);
  const head = await catalog.auditHead();
  const progress = readProgress(dir);
  const left = readLeftProgress(dir, { alone: false });
  const ended = await hasEnded(catalog);
  const certificates = await certificateStatuses(catalog);
  const plans: PlanStatus[] = [];
  for (const { body } of await catalog.documents('plan')) {
    const { plan, hash } = body as unknown as { plan: DisposalPlan | MigrationPlan; hash: string };
    const { planId, createdAt } = plan;
    const erasure = erasures.find((candidate) => candidate.planId === planId && candidate.phase !== 'cancelled');
    const migration = migrations.find((candidate) => candidate.planId === planId);
    const approvals = (await catalog.documents('approval', planId)).map(({ body: approval }) => approval as object);
    const refused = approvals.some((approval) => 'refused' in approval);
    plans.push({
      planId,
      kind: isMigrationPlan(plan) ? 'migration' : 'disposal',
      hash,
      createdAt,
      approved: !refused && approvals.some((approval) => !('withdrawn' in approval)),
      ...(refused ? { refused } : {}),
      ...(erasure ? { phase: erasure.phase } : {}),
      ...(migration ? { migration: migration.phase } : {}),
      // Accounts that come to light after the records are gone have a plan of their own.
      ...(ended && !erasure && !migration && !refused && !plan.scope.accountsOnly ? { ended } : {}),
    });
  }
  return {
    ended,
    inventory,
    plans,
    erasures: erasures.map(({ erasureId, planId, phase }) => ({ erasureId, planId, phase })),
    migrations: migrations.map(({ migrationId, planId, phase }) => ({ migrationId, planId, phase })),
    certificates,
    certificatesDue: certificatesDue(erasures, certificates),
    checkpoint: await checkpointStatus(dir, catalog),
    auditHead: head && { seq: head.seq, hash: head.hash },
    running: progress && { ...progress, left: timeLeft(progress, inventory) },
    runs: [
      ...(left && !(await isRecorded(catalog, left)) ? [interruptedRun(left)] : []),
      ...(await runsOf(catalog)).reverse(),
    ],
    waitingKeys: await waitingKeys(catalog, clock.now()),
    schedule: await readScheduleState(dir).catch(() => 'unreadable' as const),
    alerts: await waitingAlerts(dir),
  };
}
