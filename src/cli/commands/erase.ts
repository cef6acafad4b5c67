import { resolve } from 'node:path';
import type { Check } from '../../app/access/admission.js';
import { announced } from '../../app/alerting/announce.js';
import {
  assertApproved,
  assertErasable,
  cancelErasure,
  endErasureWaiting,
  erasePlan,
  isPastReturn,
  loadPlan,
  objectsIn,
  reasonGiven,
  rescheduleErasureKeys,
} from '../../app/end-of-service/erase-plan.js';
import { assertReadable } from '../../app/unreadable.js';
import type { Workspace } from '../../app/workspace.js';
import { asFault, Fault } from '../../base/fault.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import { sayApproval } from '../approval-line.js';
import type { RegisterCommand } from '../command.js';
import { confirm, confirmedBefore } from '../confirm.js';
import {
  sayBeginning,
  sayComplete,
  sayErasure,
  sayInterrupted,
  sayPlanned,
  sayRescheduled,
  sayReturned,
} from '../erasure-text.js';
import { explainFault, faultText } from '../faults-ja.js';
import type { Output } from '../print.js';

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
  (planId: string, options: EraseOptions, output: Output): Check =>
  async ({ catalog, config }) => {
    const { confirm: given, cloudtrail, cancel, rescheduleKeys, waitingOver, reason } = options;
    const { hash, begun } = await loadPlan({ ports: { catalog, actor: '' } }, planId);
    if (cancel || rescheduleKeys || waitingOver) reasonGiven(reason);
    if (cloudtrail !== undefined) await assertReadable(cloudtrail);
    if (!begun && !cancel && !rescheduleKeys)
      confirmedBefore({ serviceId: config.service.id, planHash: hash }, given, 'erase', output);
  };

const WARNING = '鍵の消去が始まった後は、取り消すことも、記録を元に戻すこともできません。';
export const registerErase: RegisterCommand = (program, action) => {
  program
    .command('erase <plan>')
    .description(
      '承認された計画に従って消去します（鍵の消去が始まった後は、取り消せません）。中断した場合は、同じコマンドで続きから実行します',
    )
    .option('--dry-run', '消去されるものを表示するだけで、何も変更しません')
    .option('--confirm <hash>', '対話による入力ができないとき、入力に代えて計画のハッシュ値を指定します')
    .option('--cancel', '始めた消去を取り消します（鍵の消去が始まる前に限ります）')
    .option(
      '--reschedule-keys',
      '何者かが鍵の削除を取り消し、又は消滅を確認した鍵を戻したとき、調査の結果を記録し、鍵の削除を改めて設定します',
    )
    .option(
      '--waiting-over',
      '時計が正しいことを確認した上で、経過を確かめられなかった待機期間を終えます（組み込みの鍵管理サービスに限ります）',
    )
    .option(
      '--reason <text>',
      '取消しの理由、鍵の削除の取消し等についての調査の結果、又は時計が正しいことを確認した方法（1,000字まで）',
    )
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
              sayRescheduled(record, output);
              const { erasureId, phase, kmsKeys, incidents = [] } = record;
              output.result({ planId, erasureId, phase, kmsKeys, incidents });
              return 0;
            }
            const { plan, hash, begun, record: before } = await loadPlan(workspace, planId);
            if (before?.phase === 'complete') {
              // Looked at and closed as if it went on: an earlier run can have died before it gave its places back.
              const record = options.dryRun
                ? before
                : await erasePlan(workspace, plan, { signal }).catch((error) => toldOf(workspace, planId, error));
              sayReturned(before, record, output);
              await sayComplete(workspace, { plan, record }, output);
              if (options.dryRun) output.result({ planId, dryRun: true, lines: plan.lines, phase: record.phase });
              else output.result({ ...resultOf(record), alreadyComplete: true });
              return 0;
            }
            if (options.dryRun) {
              const against = begun ? undefined : await assertErasable(workspace, plan, signal).catch(asFault);
              // A plan that is not the one which was made is shown to nobody as what would be erased.
              if (against?.kind === 'integrity') throw against;
              sayPlanned(plan, before, output);
              const approval = begun ? undefined : await sayApproval(workspace, plan, output);
              if (against) {
                const { message, remedy } = faultText(against);
                output.say(`この計画では消去できません。[${against.code}] ${message}${remedy}`);
              }
              output.say('試行のため、何も変更していません。');
              const standing = { ...(approval ? { approval } : {}), ...(against ? { blocked: against.code } : {}) };
              output.result({ planId, dryRun: true, ...standing, lines: plan.lines });
              return 0;
            }
            const operation = { command: 'erase', planId, ends: 'finished' } as const;
            const record = await announced(workspace, operation, async (started) => {
              if (!begun) await assertApproved(workspace, plan);
              if (options.waitingOver) await endErasureWaiting(workspace, planId, options.reason ?? '');
              sayBeginning(plan, before, output);
              if (!begun)
                await confirm(
                  { planHash: hash, given: options.confirm, warning: WARNING, act: 'erase' },
                  workspace,
                  output,
                );
              const show = await started();
              const progress = output.progress('消去');
              // What is found counts up while it is listed; a run that goes on finds only what is left.
              const expected = begun ? 0 : objectsIn(plan);
              return erasePlan(workspace, plan, {
                ...(options.cloudtrail === undefined ? {} : { cloudTrail: resolve(options.cloudtrail) }),
                signal,
                onProgress({ finished, planned }) {
                  progress.update(finished, Math.max(planned, expected));
                  show(planned, finished);
                },
              }).finally(() => progress.stop());
            }).catch(async (error) => {
              if (signal.aborted) await interrupted(workspace, planId, error, output);
              throw error;
            });
            await sayErasure(workspace, record, output);
            output.result({ ...resultOf(record), alreadyComplete: false });
            return 0;
          },
        ),
      ),
    );
};

const resultOf = ({
  planId,
  erasureId,
  phase,
  readBack,
  arrived = [],
  returnedVersions = [],
  completedAt,
}: ErasureRecord) => ({
  planId,
  erasureId,
  phase,
  readBack,
  arrived,
  returnedVersions,
  completedAt,
});

/** B1-1-2: what had been erased is there again: others have to know, although nothing was about to be destroyed. */
function toldOf(workspace: Workspace, planId: string, error: unknown): Promise<never> {
  if (asFault(error).kind !== 'integrity') throw error;
  return announced(workspace, { command: 'erase', planId, ends: 'finished' }, () => Promise.reject(error));
}

/** What stopped it beside the interruption is told too: nothing else will. */
async function interrupted(workspace: Workspace, planId: string, error: unknown, output: Output): Promise<void> {
  const { record } = await loadPlan(workspace, planId);
  if (error instanceof Fault && error.code !== 'erase/interrupted') output.warn(explainFault(error).trimEnd());
  sayInterrupted(planId, record, output);
  const destroyed = record !== undefined && isPastReturn(record);
  output.result({ planId, erasureId: record?.erasureId, phase: record?.phase, interrupted: true, destroyed });
}
