import { resolve } from 'node:path';
import type { Check } from '../../app/access/admission.js';
import { announced } from '../../app/alerting/announce.js';
import {
  assertApproved,
  cancelErasure,
  endErasureWaiting,
  erasePlan,
  loadPlan,
  rescheduleErasureKeys,
} from '../../app/end-of-service/erase-plan.js';
import { assertReadable } from '../../app/unreadable.js';
import type { Clock } from '../../base/clock.js';
import { asFault } from '../../base/fault.js';
import type { ErasureRecord, KmsKeyErasure } from '../../dispose/erasure.js';
import type { RegisterCommand } from '../command.js';
import { confirm, confirmedBefore } from '../confirm.js';
import { faultText } from '../faults-ja.js';
import { PHASE_NAMES } from '../phase-names.js';
import { humanBytes, japaneseTime, type Output } from '../print.js';
import { sayScope } from '../scope-table.js';

interface EraseOptions {
  dryRun?: boolean;
  confirm?: string;
  cancel?: boolean;
  rescheduleKeys?: boolean;
  waitingOver?: boolean;
  reason?: string;
  cloudtrail?: string;
}

const checkOf =
  (planId: string, { confirm: given, cloudtrail }: EraseOptions, output: Output): Check =>
  async ({ catalog, config }) => {
    const { hash, begun } = await loadPlan({ ports: { catalog, actor: '' } }, planId);
    if (cloudtrail !== undefined) await assertReadable(cloudtrail);
    if (!begun) confirmedBefore({ serviceId: config.service.id, planHash: hash }, given, 'erase', output);
  };

const WARNING = '取り消せません。';
const UNSEEN =
  '廃棄の予定の日時を過ぎましたが、鍵はまだ残っています。組み込みの鍵管理サービスは、装置の時計だけでは待機期間の経過を認めません。時計が正しいことを確認し、後日、もう一度実行するか、--waiting-over --reason を指定してください。';

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
    .option(
      '--waiting-over',
      '時計が正しいことを確認した上で、経過を確かめられなかった待機期間を終えます（組み込みの鍵管理サービスに限ります）',
    )
    .option('--reason <text>', '取消しの理由、鍵の削除の取消しについての調査の結果、又は時計が正しいことを確認した方法')
    .option('--cloudtrail <folder>', '鍵の削除の記録（AWS CloudTrail のログ）を、このフォルダーでも確認します')
    .action(
      action(async ({ withWorkspace, output, signal, log }, planId: string, options: EraseOptions) =>
        withWorkspace(
          { lock: 'exclusive', logger: log(), check: checkOf(planId, options, output) },
          async (workspace) => {
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
              if (options.waitingOver) await endErasureWaiting(workspace, planId, options.reason ?? '');
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
            if (record.kmsKeys.some((key) => key.destroyedAt === undefined && isOver(key, workspace.ports.clock)))
              output.warn(UNSEEN);
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
          },
        ),
      ),
    );
};

function sayWaiting({ kmsKeys }: Pick<ErasureRecord, 'kmsKeys'>, output: Output): void {
  for (const key of kmsKeys)
    if (key.destroyedAt === undefined)
      output.say(`  ${key.alias}: ${japaneseTime(key.deletionDate)}に廃棄される予定です。`);
}

const isOver = ({ deletionDate }: KmsKeyErasure, clock: Clock): boolean => clock.now() >= new Date(deletionDate);
