import { input } from '@inquirer/prompts';
import { erasePlan, loadPlan } from '../../app/end-of-service/erase-plan.js';
import { type Workspace, withWorkspace } from '../../app/workspace.js';
import { Fault } from '../../base/fault.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { PHASE_NAMES } from '../phase-names.js';
import { japaneseTime, type Output } from '../print.js';
import type { RegisterCommand } from '../program.js';
import { sayScope } from '../scope-table.js';

interface EraseOptions {
  dryRun?: boolean;
  confirm?: string;
}

export const registerErase: RegisterCommand = (program, action) => {
  program
    .command('erase <plan>')
    .description('承認された計画に従って消去します（取り消せません）。中断した場合は、同じコマンドで続きから実行します')
    .option('--dry-run', '何が消去されるかを表示し、何も変えません')
    .option('--confirm <hash>', '端末がないとき、計画のハッシュで確認に代えます')
    .action(
      action(async ({ dir, output, signal }, planId: string, options: EraseOptions) =>
        withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const { plan, hash, begun } = await loadPlan(workspace, planId);
          output.say('次の記録を消去します。');
          sayScope(plan, output);
          if (options.dryRun) {
            output.say('試行のため、何も変更していません。');
            output.result({ planId, dryRun: true, lines: plan.lines });
            return 0;
          }
          if (!begun) await confirm(plan, hash, options.confirm, workspace, output);
          const progress = output.progress('消去');
          const record = await erasePlan(workspace, plan, {
            signal,
            onProgress: ({ finished, planned }) => progress.update(finished, planned),
          }).finally(() => progress.stop());
          output.say(`状態: ${PHASE_NAMES[record.phase]}`);
          for (const key of record.kmsKeys)
            if (key.destroyedAt === undefined)
              output.say(`  ${key.alias}: ${japaneseTime(key.deletionDate)}に廃棄される予定です。`);
          if (record.phase === 'kms-keys-scheduled')
            output.say(
              '暫定の廃棄証明書を発行できます。待機期間の後に同じコマンドを実行すると、鍵の消滅を確認して完了します。',
            );
          output.result({ planId, erasureId: record.erasureId, phase: record.phase, readBack: record.readBack });
          return 0;
        }),
      ),
    );
};

/** Typed by a person, or the plan's hash where there is no terminal (B1-1-2). */
async function confirm(
  plan: DisposalPlan,
  hash: string,
  given: string | undefined,
  { config }: Workspace,
  output: Output,
): Promise<void> {
  if (given !== undefined) {
    if (given === hash) return;
    throw new Fault('denied', 'erase/wrong-confirmation', 'the confirmation is not the hash of this plan', {
      planId: plan.planId,
    });
  }
  if (!process.stdin.isTTY || output.json)
    throw new Fault(
      'denied',
      'erase/not-confirmed',
      'erasure needs a confirmation',
      {},
      {
        hint: 'on a terminal type the service name; elsewhere give --confirm with the hash of the plan',
      },
    );
  const typed = await input({
    message: `取り消せません。続けるには、サービスの id「${config.service.id}」を入力してください:`,
  });
  if (typed.trim() !== config.service.id)
    throw new Fault('denied', 'erase/wrong-confirmation', 'what was typed is not the service id; nothing was changed');
}
