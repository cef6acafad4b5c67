import { resolve } from 'node:path';
import { announced } from '../../app/alerting/announce.js';
import { cancelErasure, erasePlan, loadPlan, rescheduleErasureKeys } from '../../app/end-of-service/erase-plan.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { RegisterCommand } from '../command.js';
import { confirm } from '../confirm.js';
import { PHASE_NAMES } from '../phase-names.js';
import { humanBytes, japaneseTime, type Output } from '../print.js';
import { sayScope } from '../scope-table.js';

interface EraseOptions {
  dryRun?: boolean;
  confirm?: string;
  cancel?: boolean;
  rescheduleKeys?: boolean;
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
    .option(
      '--reschedule-keys',
      '待機期間中に何者かが鍵の削除を取り消したとき、調査の結果を記録し、鍵の削除を改めて設定します',
    )
    .option('--reason <text>', '取消しの理由、又は鍵の削除の取消しについての調査の結果')
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
          if (options.rescheduleKeys) {
            const operation = { command: 'erase --reschedule-keys', planId, ends: 'finished' } as const;
            const record = await announced(workspace, operation, async (started) => {
              await started();
              const { reason = '', cloudtrail } = options;
              const cloudTrail = cloudtrail === undefined ? undefined : resolve(cloudtrail);
              return rescheduleErasureKeys(workspace, planId, { reason, cloudTrail, signal });
            });
            output.say('鍵の削除が取り消されていたことを記録しました。廃棄証明書にも記載されます。');
            sayWaiting(record, output);
            const { erasureId, phase, kmsKeys, incidents = [] } = record;
            output.result({ planId, erasureId, phase, kmsKeys, incidents });
            return 0;
          }
          const { plan, hash, begun } = await loadPlan(workspace, planId);
          output.say('次の記録を消去します。');
          sayScope(plan, output);
          if (options.dryRun) {
            output.say('試行のため、何も変更していません。');
            output.result({ planId, dryRun: true, lines: plan.lines });
            return 0;
          }
          const operation = { command: 'erase', planId, ends: 'finished' } as const;
          const record = await announced(workspace, operation, async (started) => {
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
          sayWaiting(record, output);
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

function sayWaiting({ kmsKeys }: Pick<ErasureRecord, 'kmsKeys'>, output: Output): void {
  for (const key of kmsKeys)
    if (key.destroyedAt === undefined)
      output.say(`  ${key.alias}: ${japaneseTime(key.deletionDate)}に廃棄される予定です。`);
}
