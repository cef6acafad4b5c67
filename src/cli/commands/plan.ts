import { Option } from 'commander';
import type { PlanRequest } from '../../app/end-of-service/make-plan.js';
import { planDisposal } from '../../app/end-of-service/plan-files.js';
import { planMigration } from '../../app/migration/make-plan.js';
import { listReview } from '../../app/review.js';
import type { Workspace } from '../../app/workspace.js';
import { Fault } from '../../base/fault.js';
import type { RegisterCommand } from '../command.js';
import { sayMigrationScope } from '../migration-table.js';
import { type FilterOptions, filterOf, withFilterOptions } from '../place-options.js';
import type { Output } from '../print.js';
import { sayScope } from '../scope-table.js';

interface DisposalOptions extends FilterOptions {
  expired?: boolean;
  despiteRetention?: boolean;
  notBefore?: string;
  accountsOnly?: boolean;
}

export const registerPlan: RegisterCommand = (program, action) => {
  const plan = program.command('plan').description('サービス終了の計画を作ります');
  withFilterOptions(plan.command('disposal').description('終了計画書（廃棄）を、目録と保管庫の現在の状態から作ります'))
    .addOption(new Option('--expired', '保存期間が満了した記録だけを対象にします'))
    .option('--despite-retention', '保存期間中の記録も対象にします（計画書に明記され、府の承認を要します）')
    .option('--accounts-only', 'アカウントだけを対象にします（記録を消去した後に現れたアカウントのため）')
    .option('--not-before <date>', 'この日より前には実施しません（例: 2027-04-01）')
    .action(
      action(async ({ withWorkspace, output, signal }, options: DisposalOptions) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const made = await planDisposal(workspace, requestOf(options), signal);
          output.say(`終了計画書を作りました: ${made.pdf}`);
          sayScope(made.plan, output);
          await warnOfLinks(workspace, output);
          output.say(`計画番号  ${made.plan.planId}`);
          output.say(`ハッシュ  ${made.hash}`);
          output.say('府の承認を受けた後、kimitsu approve で承認を記録してください。');
          output.result({
            planId: made.plan.planId,
            hash: made.hash,
            json: made.json,
            pdf: made.pdf,
            scope: made.plan.scope,
            lines: made.plan.lines,
            exceptions: made.plan.exceptions,
            unreadable: made.plan.unreadable ?? [],
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
      action(async ({ withWorkspace, output, signal }, { system }: { system?: string }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { plan: made, hash, json, pdf } = await planMigration(workspace, system, signal);
          output.say(`移行計画書を作りました: ${pdf}`);
          sayMigrationScope(made, output);
          output.say(`計画番号  ${made.planId}`);
          output.say(`ハッシュ  ${hash}`);
          output.say('府の承認を受けた後、kimitsu approve で承認を記録してください。');
          const { planId, moved, leftBehind, notHandedOver = [], packages } = made;
          output.result({ planId, hash, json, pdf, moved, leftBehind, notHandedOver, packages });
          return 0;
        }),
      ),
    );
};

/** What a link points to is no record of the service, and may well be one that somebody meant to be erased. */
async function warnOfLinks(workspace: Workspace, output: Output): Promise<void> {
  const links = (await listReview(workspace, false)).filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'store/not-a-file'),
  );
  if (links.length > 0)
    output.warn(
      `通常のファイルではないもの（リンク等）が${links.length.toLocaleString('ja-JP')}件あります。消去では名称だけが取り除かれ、リンクの参照先は残ります。kimitsu review list で確認してください。`,
    );
}

function requestOf(options: DisposalOptions): PlanRequest {
  const { expired, despiteRetention, accountsOnly, notBefore } = options;
  return {
    filter: filterOf(options),
    ...(expired ? { expired } : {}),
    ...(despiteRetention ? { despiteRetention } : {}),
    ...(accountsOnly ? { accountsOnly } : {}),
    ...(notBefore === undefined ? {} : { notBefore: startOf(notBefore) }),
  };
}

/** Midnight in Japan. */
function startOf(day: string): Date {
  const start = new Date(`${day}T00:00:00+09:00`);
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(start.getTime())) return start;
  throw new Fault('usage', 'plan/bad-date', '--not-before is not a date', {}, { hint: 'e.g. 2027-04-01' });
}
