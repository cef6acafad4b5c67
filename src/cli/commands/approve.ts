import { approvePlan, importApproval } from '../../app/end-of-service/approve-plan.js';
import { withWorkspace } from '../../app/workspace.js';
import { Fault } from '../../base/fault.js';
import type { RegisterCommand } from '../command.js';
import { sayMigrationScope } from '../migration-table.js';
import { sayScope } from '../scope-table.js';

interface ApproveOptions {
  key?: string;
  jws?: string;
  output?: string;
}

export const registerApprove: RegisterCommand = (program, action) => {
  program
    .command('approve <plan>')
    .description('府の承認（計画のハッシュへの署名）を作り、又は取り込みます')
    .option('--key <file>', '府の署名鍵（P-256、PEM）。この場で署名します')
    .option('--jws <file>', '署名済みの承認（JWS）を取り込みます')
    .option('--output <file>', '作った承認の保存先')
    .action(
      action(async ({ dir, output }, planId: string, options: ApproveOptions) => {
        if ((options.key === undefined) === (options.jws === undefined))
          throw new Fault(
            'usage',
            'approve/key-or-jws',
            'give either --key or --jws',
            {},
            {
              hint: "--key FILE signs here with the prefecture's key; --jws FILE takes a signed approval",
            },
          );
        return withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const recorded =
            options.jws === undefined
              ? await approvePlan(workspace, planId, options.key ?? '', options.output)
              : await importApproval(workspace, planId, options.jws);
          if (recorded.plan.schema === 'kimitsu/migration-plan/1') sayMigrationScope(recorded.plan, output);
          else sayScope(recorded.plan, output);
          output.say(`${recorded.approval.approver} による承認を記録しました。`);
          output.result({
            planId,
            approvalHash: recorded.hash,
            approver: recorded.approval.approver,
            at: recorded.approval.at,
          });
          return 0;
        });
      }),
    );
};
