import { planDisposal } from '../../app/end-of-service/plan-files.js';
import { planMigration } from '../../app/migration/make-plan.js';
import { withWorkspace } from '../../app/workspace.js';
import type { RegisterCommand } from '../command.js';
import { sayMigrationScope } from '../migration-table.js';
import { sayScope } from '../scope-table.js';

export const registerPlan: RegisterCommand = (program, action) => {
  const plan = program.command('plan').description('サービス終了の計画を作ります');
  plan
    .command('disposal')
    .description('終了計画書（廃棄）を、目録と保管庫の現在の状態から作ります')
    .action(
      action(async ({ dir, output, signal }) =>
        withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const made = await planDisposal(workspace, signal);
          output.say(`終了計画書を作りました: ${made.pdf}`);
          sayScope(made.plan, output);
          output.say(`計画番号  ${made.plan.planId}`);
          output.say(`ハッシュ  ${made.hash}`);
          output.say('府の承認を受けた後、kimitsu approve で承認を記録してください。');
          output.result({
            planId: made.plan.planId,
            hash: made.hash,
            json: made.json,
            pdf: made.pdf,
            lines: made.plan.lines,
          });
          return 0;
        }),
      ),
    );
  plan
    .command('migration')
    .description('移行計画書を、目録と保管庫の現在の状態及び設定（migration）から作ります')
    .option('--system <id>', 'このシステムだけを対象にします')
    .action(
      action(async ({ dir, output, signal }, { system }: { system?: string }) =>
        withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const { plan: made, hash, json, pdf } = await planMigration(workspace, system, signal);
          output.say(`移行計画書を作りました: ${pdf}`);
          sayMigrationScope(made, output);
          output.say(`計画番号  ${made.planId}`);
          output.say(`ハッシュ  ${hash}`);
          output.say('府の承認を受けた後、kimitsu approve で承認を記録してください。');
          const { planId, moved, leftBehind, packages } = made;
          output.result({ planId, hash, json, pdf, moved, leftBehind, packages });
          return 0;
        }),
      ),
    );
};
