import { withWorkspace } from '../../app/workspace.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { MigrationPhase, MigrationRecord } from '../../migrate/record.js';
import type { RegisterCommand } from '../command.js';
import { sayInventory, sayReview } from '../inventory-table.js';
import { PHASE_NAMES } from '../phase-names.js';

const MIGRATION_PHASE_NAMES: Readonly<Record<MigrationPhase, string>> = {
  opened: '移行中',
  verified: '移行データを検証済（受領待ち）',
  accepted: '受領済',
};

export const registerStatus: RegisterCommand = (program, action) => {
  for (const name of ['status', 'report'])
    program
      .command(name)
      .description(
        name === 'status'
          ? '記録の状態、計画及び消去の進み具合を表示します'
          : '記録の一覧をシステム・機密性・状態別に集計します',
      )
      .action(
        action(async ({ dir, output }) =>
          withWorkspace(dir, {}, async ({ ports: { catalog }, config }) => {
            const inventory = await catalog.inventory();
            const plans = (await catalog.documents('plan')).map(
              ({ body }) => body as unknown as { plan: DisposalPlan; hash: string },
            );
            const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
            const migrations = (await catalog.documents('migration')).map(
              ({ body }) => body as unknown as MigrationRecord,
            );
            const head = await catalog.auditHead();
            sayInventory(inventory, config, output);
            sayReview(inventory, output);
            if (name === 'status') {
              for (const { plan, hash } of plans) {
                const erasure = erasures.find(({ planId, phase }) => planId === plan.planId && phase !== 'cancelled');
                const approved = (await catalog.documents('approval', plan.planId)).length > 0;
                const migration = migrations.find(({ planId }) => planId === plan.planId);
                const begun = erasure
                  ? PHASE_NAMES[erasure.phase]
                  : migration && MIGRATION_PHASE_NAMES[migration.phase];
                const state = begun ?? (approved ? '承認済' : '承認待ち');
                output.say(`計画 ${plan.planId}（${state}） ハッシュ ${hash}`);
              }
            }
            output.result({
              inventory,
              plans: plans.map(({ plan, hash }) => ({ planId: plan.planId, hash, createdAt: plan.createdAt })),
              erasures: erasures.map(({ erasureId, planId, phase }) => ({ erasureId, planId, phase })),
              migrations: migrations.map(({ migrationId, planId, phase }) => ({ migrationId, planId, phase })),
              auditHead: head && { seq: head.seq, hash: head.hash },
            });
            return 0;
          }),
        ),
      );
};
