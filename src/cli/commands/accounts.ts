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
import { disposalOf } from '../../app/accounts/open-disposal.js';
import { accountRegister } from '../../app/accounts/register.js';
import { reportAccounts } from '../../app/accounts/report.js';
import { announced } from '../../app/alerting/announce.js';
import { assertReadable } from '../../app/unreadable.js';
import type { Workspace } from '../../app/workspace.js';
import { asFault } from '../../base/fault.js';
import { REGISTER_STANDINGS, sayRegister } from '../accounts-table.js';
import { sayApproval } from '../approval-line.js';
import type { Action, RegisterCommand } from '../command.js';
import { confirm, confirmedBefore } from '../confirm.js';
import { sayDisposal, sayDisposalStopped, sayDisposed } from '../disposal-text.js';
import { registerEnroll } from '../enroll-command.js';
import { faultText } from '../faults-ja.js';
import { registerIdentities } from '../identity-commands.js';
import { registerPassword } from '../password-command.js';
import type { Output } from '../print.js';
import { sayBeside } from '../stopped.js';

interface DisposeOptions {
  plan: string;
  dryRun?: boolean;
  confirm?: string;
}

type RecordOptions = Omit<ManualRequest, 'accountId' | 'evidenceFile'> & { plan: string; evidence: string };

const WARNING = '廃棄したアカウント及び資格情報は、元に戻せません。';
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
    confirmedBefore({ serviceId: config.service.id, planHash: hash }, given, 'accounts', output);
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
          const preview = await previewDisposal(workspace, options.plan);
          const { plan, hash, begun, affected, unplanned, ownKept } = preview;
          sayDisposal(preview, { dryRun: options.dryRun ?? false }, output);
          if (options.dryRun) {
            const approval = await sayApproval(workspace, plan, output);
            const against = approval.approved && (await assertDisposable(workspace, plan).catch(asFault));
            if (against) {
              const { message, remedy } = faultText(against);
              output.say(`まだ廃棄できません。[${against.code}] ${message}${remedy}`);
            }
            output.say('試行のため、何も変更していません。');
            const blocked = against ? { blocked: against.code } : {};
            output.result({ planId: plan.planId, dryRun: true, approval, ...blocked, affected, unplanned, ownKept });
            return 0;
          }
          const operation = { command: 'accounts dispose', planId: plan.planId, ends: 'finished' } as const;
          const record = await announced(workspace, operation, async (started) => {
            if (!begun) {
              await assertDisposable(workspace, plan);
              await confirm(
                { planHash: hash, given: options.confirm, warning: WARNING, act: 'accounts' },
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
          }).catch(async (error) => {
            if (signal.aborted) await stopped(workspace, plan.planId, error, output);
            throw error;
          });
          sayDisposed(record, output);
          output.result(record);
          return record.unplanned.length === 0 ? 0 : 1;
        }),
      ),
    );
};

async function stopped(workspace: Workspace, planId: string, error: unknown, output: Output): Promise<void> {
  const record = await disposalOf(workspace.ports.catalog, planId);
  sayBeside(error, 'accounts/interrupted', output);
  sayDisposalStopped(planId, record, output);
  output.result({ planId, interrupted: true, accounts: record?.accounts ?? [] });
}

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
