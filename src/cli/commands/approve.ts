import type { Check } from '../../app/access/admission.js';
import { announced } from '../../app/alerting/announce.js';
import { anyPlan } from '../../app/end-of-service/approvals.js';
import {
  type ApprovedPlan,
  approvePlan,
  importApproval,
  recordLetter,
  withdrawApproval,
} from '../../app/end-of-service/approve-plan.js';
import { refusePlan } from '../../app/end-of-service/refuse-plan.js';
import { assertReadable } from '../../app/unreadable.js';
import type { Workspace } from '../../app/workspace.js';
import { Fault } from '../../base/fault.js';
import type { RegisterCommand } from '../command.js';
import { boundBy, type LetterHashOptions, sayBinding, typedFromLetter, withLetterHash } from '../letter-hash.js';
import { sayMigrationScope } from '../migration-table.js';
import { sayScope } from '../scope-table.js';
import { confirmedBySecond, withSecondPerson } from '../second-person.js';

interface ApproveOptions extends LetterHashOptions {
  key?: string;
  jws?: string;
  letter?: string;
  number?: string;
  date?: string;
  approver?: string;
  recordedBy?: string;
  confirmedBy?: string;
  confirmAs?: string;
  confirmSecretFile?: string;
  refusal?: string;
  withdraw?: boolean;
  reason?: string;
  output?: string;
}

export const registerApprove: RegisterCommand = (program, action) => {
  const command = program
    .command('approve <plan>')
    .description('府の承認（計画のハッシュ値への署名、又は承認書）を記録します')
    .option('--key <file>', '府の署名鍵（P-256、PEM）。この場で署名します')
    .option('--jws <file>', '署名済みの承認（JWS）を取り込みます')
    .option('--output <file>', '作った承認の保存先（--key とともに）')
    .option('--letter <file>', '承認書（書面）の写し。受注者の二人が記録します')
    .option('--number <text>', '承認書の文書番号')
    .option('--date <date>', '承認書の日付（例: 2026-12-01）')
    .option('--approver <name>', '承認書の承認者。設定の承認者の名称のとおり（氏名を添えることもできます）')
    .option('--recorded-by <name>', '承認書を記録する者（受注者）の職名等。利用者の名称が添えられます')
    .option('--confirmed-by <name>', '記録を確認する別の者（受注者）の職名等。利用者の名称が添えられます')
    .option('--refusal <file>', '府の署名した不承認（JWS）を記録します。この計画は実施できなくなります')
    .option('--withdraw', '承認を撤回します（鍵の消去が始まる前に限ります）')
    .option('--reason <text>', '撤回の理由');
  withSecondPerson(withLetterHash(command, '計画')).action(
    action(async ({ withWorkspace, output }, planId: string, options: ApproveOptions) => {
      assertOneForm(options);
      const check: Check = async ({ catalog }) => {
        await anyPlan(catalog, planId);
        if (options.letter !== undefined) await assertReadable(options.letter);
      };
      return withWorkspace({ lock: 'exclusive', check }, async (workspace) => {
        if (options.withdraw) {
          const operation = { command: 'approve --withdraw', planId, ends: 'cancelled' } as const;
          await announced(workspace, operation, () => withdrawApproval(workspace, planId, options.reason ?? ''));
          output.say('承認を撤回しました。この計画は、改めて承認を受けるまで実施できません。');
          output.result({ planId, withdrawn: true });
          return 0;
        }
        if (options.refusal !== undefined) {
          const { approver, reason } = await refusePlan(workspace, planId, options.refusal);
          output.say(`${approver} による不承認を記録しました。この計画は実施できません。`);
          output.say(`理由  ${reason}`);
          output.result({ planId, refused: true, approver });
          return 0;
        }
        const recorded = await record(workspace, planId, options, output.json);
        if (recorded.plan.schema === 'kimitsu/migration-plan/1') sayMigrationScope(recorded.plan, output);
        else sayScope(recorded.plan, output);
        output.say(`${recorded.approver} による承認${recorded.letter ? '（書面）' : ''}を記録しました。`);
        sayBinding(recorded.letter, '計画', output);
        output.say(nextOf(recorded));
        output.result({
          planId,
          approvalHash: recorded.hash,
          approver: recorded.approver,
          at: recorded.at,
          form: recorded.letter ? 'letter' : 'signature',
          ...boundBy(recorded.letter),
        });
        return 0;
      });
    }),
  );
};

function nextOf({ plan }: ApprovedPlan): string {
  const { planId } = plan;
  if (plan.schema === 'kimitsu/migration-plan/1') return `移行は、kimitsu migrate --plan ${planId} により行います。`;
  if (plan.scope.accountsOnly) return `アカウントの廃棄は、kimitsu accounts dispose --plan ${planId} により行います。`;
  return `消去は、kimitsu erase ${planId} により行います（--dry-run を付けると、対象の確認だけを行います）。`;
}

function assertOneForm({ key, jws, letter, refusal, withdraw }: ApproveOptions): void {
  if ([key, jws, letter, refusal, withdraw].filter((given) => given !== undefined).length === 1) return;
  throw new Fault(
    'usage',
    'approve/key-or-jws',
    'give one of --key, --jws, --letter, --refusal and --withdraw',
    {},
    {
      hint: "--key FILE signs here with the prefecture's key; --jws FILE takes a signed approval; --letter FILE a scan",
    },
  );
}

async function record(
  workspace: Workspace,
  planId: string,
  options: ApproveOptions,
  json: boolean,
): Promise<ApprovedPlan> {
  if (options.key !== undefined) return approvePlan(workspace, planId, options.key, options.output);
  if (options.jws !== undefined) return importApproval(workspace, planId, options.jws);
  const tried = { command: 'approve', kind: 'privileged', subject: planId } as const;
  const people = await confirmedBySecond(workspace, tried, options, json);
  return recordLetter(workspace, planId, {
    people,
    typed: await typedFromLetter(options, '計画', json),
    file: options.letter ?? '',
    number: options.number ?? '',
    date: options.date ?? '',
    approver: options.approver ?? '',
    recordedBy: options.recordedBy ?? '',
    confirmedBy: options.confirmedBy ?? '',
  });
}
