import type { Check } from '../../app/access/admission.js';
import { announced } from '../../app/alerting/announce.js';
import { assertPlanApproved } from '../../app/end-of-service/approval-state.js';
import { abandonedPackages } from '../../app/migration/abandoned.js';
import { assertMayMigrate, assertMigratable, loadMigration, runMigration } from '../../app/migration/migrate-plan.js';
import { differing } from '../../app/migration/read-again.js';
import { acceptFolder, importAcceptance, verifyFolder } from '../../app/migration/receive.js';
import type { Workspace } from '../../app/workspace.js';
import { asFault, Fault } from '../../base/fault.js';
import type { MigrationPlan } from '../../migrate/plan.js';
import { sayApproval } from '../approval-line.js';
import type { RegisterCommand } from '../command.js';
import { confirm, confirmedBefore } from '../confirm.js';
import { faultText } from '../faults-ja.js';
import { sayChanges, sayMigrating, sayMigrationStopped, sayUnfinished } from '../migration-text.js';
import { sayPackageReport } from '../package-text.js';
import { sayPackages } from '../packages-made.js';
import { humanBytes, type Output } from '../print.js';
import { sayBeside } from '../stopped.js';

interface MigrateOptions {
  plan?: string;
  dryRun?: boolean;
  confirm?: string;
}

const WARNING = '記録の写しが移行先に渡ります。渡した写しは、受注者からは消去できません。';

export const registerMigrate: RegisterCommand = (program, action) => {
  const migrate = program
    .command('migrate')
    .description(
      '承認された移行計画に従って、記録を移行先に引き渡します。中断した場合は、同じコマンドで続きから実行します',
    )
    .option('--plan <plan>', '移行計画の番号')
    .option('--dry-run', '引き渡されるものを表示するだけで、何も変更しません')
    .option('--confirm <hash>', '対話による入力ができないとき、入力に代えて計画のハッシュ値を指定します')
    .action(
      action(async ({ withWorkspace, output, signal }, { plan: planId, dryRun, confirm: given }: MigrateOptions) => {
        if (planId === undefined)
          throw new Fault('usage', 'migrate/no-plan', 'name the plan', {}, { hint: 'kimitsu migrate --plan PLAN' });
        const check: Check = async ({ catalog, config }) => {
          const { hash, begun } = await loadMigration({ ports: { catalog, actor: '' } }, planId);
          if (!begun) confirmedBefore({ serviceId: config.service.id, planHash: hash }, given, 'migrate', output);
        };
        return withWorkspace({ lock: 'exclusive', check }, async (workspace) => {
          const { plan, hash, begun, record: before } = await loadMigration(workspace, planId);
          sayMigrating(plan, before, { dryRun: dryRun ?? false }, output);
          if (dryRun) {
            const approval = await sayApproval(workspace, plan, output);
            const isOver = before !== undefined && before.phase !== 'opened';
            const looked = isOver ? undefined : assertMigratable(workspace, plan, signal);
            const against = await looked?.then(() => undefined, asFault);
            if (against) {
              const { message, remedy } = faultText(against);
              output.say(`この計画では引き渡せません。[${against.code}] ${message}${remedy}`);
              sayChanges(against, output);
            }
            output.say('試行のため、何も変更していません。');
            const { moved, leftBehind } = plan;
            const { changes } = against?.detail ?? {};
            const blocked = against ? { blocked: against.code, ...(changes ? { changes } : {}) } : {};
            output.result({ planId, dryRun: true, approval, ...blocked, moved, leftBehind });
            return 0;
          }
          const operation = { command: 'migrate', planId, ends: 'finished' } as const;
          const record = await announced(workspace, operation, async (started) => {
            if (!begun) {
              await assertPlanApproved(workspace, plan);
              await assertMayMigrate(workspace, plan);
              await confirm({ planHash: hash, given, warning: WARNING, act: 'migrate' }, workspace, output);
            }
            const show = await started();
            const progress = output.progress('移行');
            return runMigration(workspace, plan, {
              signal,
              onProgress({ finished, planned }) {
                progress.update(finished, planned);
                show(planned, finished);
              },
            }).finally(() => progress.stop());
          }).catch(async (error) => {
            if (signal.aborted) await stopped(workspace, plan, error, output);
            else sayUnfinished((await loadMigration(workspace, planId)).record, output);
            throw error;
          });
          sayPackages(record, output);
          const abandoned = await abandonedPackages(plan);
          for (const name of abandoned)
            output.warn(
              `警告: 格納先に、別の計画の完成していない移行データが残っています（平文の記録を含むことがあります）: ${name}。不要であれば消去してください。`,
            );
          const { migrationId, phase, packages, readAgain } = record;
          output.result({ planId, migrationId, phase, packages, abandoned, readAgain });
          return differing(readAgain).length > 0 ? 1 : 0;
        });
      }),
    );

  migrate
    .command('verify <path>')
    .description('移行データ（BagIt）を検証します。作業フォルダーは要りません')
    .option('--profile <file>', '別の BagIt プロファイル（JSON）で検証します')
    .action(
      action(async ({ output }, path: string, { profile }: { profile?: string }) => {
        const report = await verifyFolder(path, profile);
        sayPackageReport(report, output);
        output.result(report);
        return { valid: 0, invalid: 1, unreadable: 2 }[report.verdict];
      }),
    );

  migrate
    .command('accept <path>')
    .description('移行データを検証し、合格したときに限り、移行先の鍵で受領の署名をします。作業フォルダーは要りません')
    .requiredOption('--key <file>', '移行先の署名鍵（P-256、PEM）')
    .option('--output <file>', '受領の署名（JWS）の保存先。なければ移行データの隣に置きます')
    .action(
      action(async ({ output }, path: string, options: { key: string; output?: string }) => {
        const { acceptance, file } = await acceptFolder(path, options.key, options.output);
        const { objects, bytes, receiver } = acceptance;
        output.say(
          `${receiver} による受領の署名をしました（${objects.toLocaleString('ja-JP')}件、${humanBytes(bytes)}）。`,
        );
        output.say(`受領の署名  ${file}`);
        output.result({ ...acceptance, file });
        return 0;
      }),
    );

  migrate
    .command('import-acceptance <file>')
    .description('移行先の受領の署名を照合し、記録します')
    .action(
      action(async ({ withWorkspace, output }, file: string) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const imported = await importAcceptance(workspace, file);
          const { migrationId, planId, phase, packages, already, changedSince } = imported;
          const open = packages.filter(({ acceptance }) => acceptance === undefined);
          output.say(
            already
              ? 'この移行データの受領は、既に記録されています。何も変更していません。'
              : '受領の署名を照合し、記録しました。',
          );
          if (changedSince > 0)
            output.say(
              `引き渡した後、元の記録${changedSince}件が変更され、又は破損しています。受領されたのは、引き渡した内容です。元の場所に現在あるものは、新しい記録又は読み取れない記録として扱います。`,
            );
          if (open.length === 0) output.say('全ての移行データの受領を確認しました。');
          else output.say(`受領を確認していない移行データ: ${open.map(({ name }) => name).join('、')}`);
          const names = open.map(({ name }) => name);
          output.result({ planId, migrationId, phase, alreadyRecorded: already, changedSince, open: names });
          return 0;
        }),
      ),
    );
};

async function stopped(workspace: Workspace, plan: MigrationPlan, error: unknown, output: Output): Promise<void> {
  const { planId } = plan;
  const { record } = await loadMigration(workspace, planId);
  sayBeside(error, 'migrate/interrupted', output);
  sayMigrationStopped(plan, record, output);
  const { migrationId, phase, packages = [] } = record ?? {};
  output.result({ planId, migrationId, phase, packages, interrupted: true });
}
