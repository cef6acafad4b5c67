import { accessStatus } from '../../app/access/accept.js';
import type { Check } from '../../app/access/admission.js';
import {
  accountPlan,
  assertDisposable,
  disposePlannedAccounts,
  isBegun,
  previewDisposal,
} from '../../app/accounts/dispose-plan.js';
import { type ManualRequest, recordManualDisposal } from '../../app/accounts/manual.js';
import { accountRegister, KEPT_REASONS } from '../../app/accounts/register.js';
import { reportAccounts } from '../../app/accounts/report.js';
import { announced } from '../../app/alerting/announce.js';
import { assertReadable } from '../../app/unreadable.js';
import { asFault } from '../../base/fault.js';
import { REGISTER_STANDINGS, sayAffected, sayRegister } from '../accounts-table.js';
import { sayApproval } from '../approval-line.js';
import type { Action, RegisterCommand } from '../command.js';
import { confirm, confirmedBefore } from '../confirm.js';
import { registerEnroll } from '../enroll-command.js';
import { faultText } from '../faults-ja.js';
import { registerIdentities } from '../identity-commands.js';
import { registerPassword } from '../password-command.js';
import type { Output } from '../print.js';

interface DisposeOptions {
  plan: string;
  dryRun?: boolean;
  confirm?: string;
}

type RecordOptions = Omit<ManualRequest, 'accountId' | 'evidenceFile'> & { plan: string; evidence: string };

const WARNING = '廃棄したアカウント及び資格情報は、元に戻せません。';
const LAST =
  '実行中のアカウントの廃棄の後は、廃棄証明書の発行、府の受領の記録、監査ログの提出等、本人確認を要する操作ができません。必要なものは先に済ませてください。';

export const registerAccounts: RegisterCommand = (program, action) => {
  const accounts = program.command('accounts').description('業務のために作成したアカウントの台帳と廃棄');
  accounts
    .command('list')
    .description('アカウントの台帳を、区分（利用者、管理者特権、特殊）ごとに表示します')
    .action(
      action(async ({ withWorkspace, output }) =>
        withWorkspace({}, async (workspace) => {
          const register = await accountRegister(workspace.ports);
          const { register: standing } = await accessStatus(workspace);
          const isWrong = standing === 'altered' || standing === 'missing';
          const embedded = workspace.config.accounts.directories.filter(({ type }) => type === 'local');
          sayRegister(register, new Set(embedded.map(({ id }) => id)), workspace.ports.clock.now(), output);
          // What is shown may be what somebody else has written.
          if (isWrong) output.warn(`利用者の台帳: ${REGISTER_STANDINGS[standing]}`);
          output.result({ ...register, standing });
          return isWrong ? 1 : 0;
        }),
      ),
    );
  registerIdentities(accounts, action);
  registerPassword(accounts, action);
  registerEnroll(accounts, action);
  registerDispose(accounts, action);
  registerRecords(accounts, action);
};

const disposalCheck =
  ({ plan, confirm: given }: DisposeOptions, output: Output): Check =>
  async ({ catalog, config }) => {
    const { hash } = await accountPlan({ ports: { catalog } }, plan);
    if (await isBegun(catalog, plan)) return;
    confirmedBefore({ serviceId: config.service.id, planHash: hash }, given, 'erase', output);
  };

const registerDispose: RegisterCommand = (accounts, action) => {
  accounts
    .command('dispose')
    .description('承認された計画に記載のアカウントを、資格情報とともに廃棄します（元に戻せません）')
    .requiredOption('--plan <plan>', '承認された計画の番号')
    .option('--dry-run', '廃棄されるものを表示するだけで、何も変更しません')
    .option('--confirm <hash>', '対話による入力ができないとき、入力に代えて計画のハッシュ値を指定します')
    .action(
      action(async ({ withWorkspace, output, signal }, options: DisposeOptions) =>
        withWorkspace({ lock: 'exclusive', check: disposalCheck(options, output) }, async (workspace) => {
          const { plan, hash, begun, affected, unplanned } = await previewDisposal(workspace, options.plan);
          output.say(
            options.dryRun
              ? 'この計画で廃棄されるアカウントは、次のとおりです。'
              : '次のアカウントを、資格情報とともに廃棄します。',
          );
          sayAffected(affected, output);
          if (affected.some(({ own }) => own)) output.say(LAST);
          if (unplanned.length > 0) {
            output.say('次のアカウントは計画に記載がないため、廃棄しません。');
            sayAffected(unplanned, output);
          }
          if (options.dryRun) {
            const approval = await sayApproval(workspace, plan, output);
            const against = approval.approved && (await assertDisposable(workspace, plan).catch(asFault));
            if (against) output.say(`まだ廃棄できません。[${against.code}] ${faultText(against).message}`);
            output.say('試行のため、何も変更していません。');
            const blocked = against ? { blocked: against.code } : {};
            output.result({ planId: plan.planId, dryRun: true, approval, ...blocked, affected, unplanned });
            return 0;
          }
          const operation = { command: 'accounts dispose', planId: plan.planId, ends: 'finished' } as const;
          const record = await announced(workspace, operation, async (started) => {
            if (!begun) {
              await assertDisposable(workspace, plan);
              await confirm(
                { planHash: hash, given: options.confirm, warning: WARNING, act: 'erase' },
                workspace,
                output,
              );
            }
            const show = await started();
            const progress = output.progress('アカウントの廃棄');
            return disposePlannedAccounts(workspace, plan, {
              signal,
              onProgress({ finished, planned }) {
                progress.update(finished, planned);
                show(planned, finished);
              },
            }).finally(() => progress.stop());
          });
          const disposed = record.accounts.filter(({ state }) => state === 'disposed').length;
          output.say(`廃棄し、不存在を確認したアカウント: ${disposed}件`);
          for (const { accountId, state } of record.accounts)
            if (state === 'credentials-removed')
              output.say(
                `${accountId}: 資格情報だけを廃棄しました。残った空のアカウントは、別の管理者が削除してください。`,
              );
          if (record.ownKept.length > 0) output.say('実行中のアカウントは、次の理由により残しました。');
          for (const reason of record.ownKept) output.say(`  ・${KEPT_REASONS[reason]}`);
          for (const { accountId, recorded } of record.manual)
            if (!recorded) output.say(`${accountId}: 手作業で廃棄し、kimitsu accounts record で記録してください。`);
          for (const { directory, accountId } of record.unplanned)
            output.warn(`警告: 計画に記載のないアカウントが残っています: ${directory} ${accountId}`);
          if (record.endedAt !== undefined) output.say('計画に記載の全てのアカウントの廃棄が完了しました。');
          output.say(`アカウント廃棄報告書は、kimitsu accounts report --plan ${plan.planId} により作ります。`);
          output.result(record);
          return record.unplanned.length === 0 ? 0 : 1;
        }),
      ),
    );
};

const recordCheck =
  ({ plan, evidence }: RecordOptions): Check =>
  async ({ catalog }) => {
    await accountPlan({ ports: { catalog } }, plan);
    await assertReadable(evidence);
  };

const registerRecords: RegisterCommand = (accounts, action: Action) => {
  accounts
    .command('record <account>')
    .description('手作業で廃棄したアカウントを、実施者と確認者の二名で記録します')
    .requiredOption('--plan <plan>', '承認された計画の番号')
    .requiredOption('--on <date>', '廃棄した日（例: 2026-11-25）')
    .requiredOption('--by <name>', '廃棄を実施した者（職名でも可）')
    .requiredOption('--confirmed-by <name>', '廃棄を確認した者（実施した者とは別の者）')
    .requiredOption('--evidence <file>', '証拠のファイル（画面の写し、受領書等）。ハッシュ値だけを記録します')
    .action(
      action(async ({ withWorkspace, output }, accountId: string, options: RecordOptions) =>
        withWorkspace({ lock: 'exclusive', check: recordCheck(options) }, async (workspace) => {
          const { plan } = await accountPlan(workspace, options.plan);
          const { on, by, confirmedBy, evidence } = options;
          const request = { accountId, on, by, confirmedBy, evidenceFile: evidence };
          const record = await recordManualDisposal(workspace, plan, request);
          output.say(`${accountId} の廃棄を記録しました。証拠のファイルは、報告の後も保管してください。`);
          output.result(record.manual.find((one) => one.accountId === accountId));
          return 0;
        }),
      ),
    );
  accounts
    .command('report')
    .description('アカウント廃棄報告書（PDF）を、廃棄の記録から作ります')
    .requiredOption('--plan <plan>', '計画の番号')
    .action(
      action(async ({ withWorkspace, output }, { plan }: { plan: string }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { record, pdf, json } = await reportAccounts(workspace, plan);
          output.say(`アカウント廃棄報告書を作りました: ${pdf}`);
          if (record.endedAt === undefined) output.say('廃棄は完了していません。残るものを報告書に記載しました。');
          output.result({ disposalId: record.disposalId, complete: record.endedAt !== undefined, pdf, json });
          return 0;
        }),
      ),
    );
};
