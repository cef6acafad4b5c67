import { resolve } from 'node:path';
import { announced } from '../../app/alerting/announce.js';
import { assertApproved, cancelErasure, erasePlan, loadPlan } from '../../app/end-of-service/erase-plan.js';
import { asFault } from '../../base/fault.js';
import type { RegisterCommand } from '../command.js';
import { confirm } from '../confirm.js';
import { faultText } from '../faults-ja.js';
import { PHASE_NAMES } from '../phase-names.js';
import { humanBytes, japaneseTime } from '../print.js';
import { sayScope } from '../scope-table.js';

interface EraseOptions {
  dryRun?: boolean;
  confirm?: string;
  cancel?: boolean;
  reason?: string;
  cloudtrail?: string;
}

const WARNING = '取り消せません。';

export const registerErase: RegisterCommand = (program, action) => {
  program
    .command('erase <plan>')
    .description('承認された計画に従って消去します（取り消せません）。中断した場合は、同じコマンドで続きから実行します')
    .option('--dry-run', '何が消去されるかを表示し、何も変えません')
    .option('--confirm <hash>', '端末がないとき、計画のハッシュで確認に代えます')
    .option('--cancel', '始めた消去を取り消します。鍵を消去する前に限ります')
    .option('--reason <text>', '取消しの理由')
    .option('--cloudtrail <folder>', '鍵の削除の記録（AWS CloudTrail のログ）を、このフォルダーでも確認します')
    .action(
      action(async ({ withWorkspace, output, signal, log }, planId: string, options: EraseOptions) =>
        withWorkspace({ lock: 'exclusive', logger: log() }, async (workspace) => {
          if (options.cancel) {
            const operation = { command: 'erase --cancel', planId, ends: 'cancelled' } as const;
            await announced(workspace, operation, () => cancelErasure(workspace, planId, options.reason ?? ''));
            output.say('消去を取り消しました。何も消去していません。記録の凍結を解除しました。');
            output.result({ planId, phase: 'cancelled' });
            return 0;
          }
          const { plan, hash, begun } = await loadPlan(workspace, planId);
          if (options.dryRun) {
            output.say('この計画で消去されるものは、次のとおりです。');
            sayScope(plan, output);
            const against = begun ? undefined : await assertApproved(workspace, plan).catch(asFault);
            if (against)
              output.say(`この計画では、まだ消去できません。[${against.code}] ${faultText(against).message}`);
            output.say('試行のため、何も変更していません。');
            output.result({ planId, dryRun: true, lines: plan.lines });
            return 0;
          }
          const operation = { command: 'erase', planId, ends: 'finished' } as const;
          const record = await announced(workspace, operation, async (started) => {
            if (!begun) await assertApproved(workspace, plan);
            output.say('次の記録を消去します。');
            sayScope(plan, output);
            if (!begun)
              await confirm(
                { planHash: hash, given: options.confirm, warning: WARNING, act: 'erase' },
                workspace,
                output,
              );
            const show = await started();
            const progress = output.progress('消去');
            return erasePlan(workspace, plan, {
              ...(options.cloudtrail === undefined ? {} : { cloudTrail: resolve(options.cloudtrail) }),
              signal,
              onProgress({ finished, planned }) {
                progress.update(finished, planned);
                show(planned, finished);
              },
            }).finally(() => progress.stop());
          });
          output.say(`状態: ${PHASE_NAMES[record.phase]}`);
          for (const key of record.kmsKeys)
            if (key.destroyedAt === undefined)
              output.say(`  ${key.alias}: ${japaneseTime(key.deletionDate)}に廃棄される予定です。`);
          for (const { systemName, versions, bytes } of record.arrived ?? [])
            output.say(
              `  ${systemName}: 凍結の後に届いた${versions}件（${humanBytes(bytes)}）を残しました。消去していません。`,
            );
          if (record.keysKept)
            output.say(
              '残ったものの処理に必要なため、目録の鍵及び鍵管理サービスの鍵は消去していません。書込みを止め、classify と enforce の後に plan disposal で残りの計画を作ってください。',
            );
          if (record.phase === 'kms-keys-scheduled')
            output.say(
              '暫定の廃棄証明書を発行できます。待機期間の後に同じコマンドを実行すると、鍵の消滅を確認して完了します。',
            );
          const { erasureId, phase, readBack, arrived = [] } = record;
          output.result({ planId, erasureId, phase, readBack, arrived });
          return 0;
        }),
      ),
    );
};
