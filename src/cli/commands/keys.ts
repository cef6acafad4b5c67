import { Option } from 'commander';
import { importKey } from '../../app/keys/import.js';
import { actorName, deviationText, eventName, evidenceName, stateName } from '../../app/keys/key-words.js';
import { listKeys } from '../../app/keys/list-keys.js';
import { writeKeyReports } from '../../app/keys/report.js';
import { rotateKeys } from '../../app/keys/rotate.js';
import { assertReadable } from '../../app/unreadable.js';
import type { Level } from '../../base/level.js';
import type { KeyEvent } from '../../documents/key-lifecycle-data.js';
import type { RegisterCommand } from '../command.js';
import { japaneseTime, type Output } from '../print.js';
import { reportRun } from '../run-summary.js';

export const registerKeys: RegisterCommand = (program, action) => {
  const keys = program.command('keys').description('鍵の台帳、更新、取込み及び報告書');
  const level = () => new Option('--level <n>', '機密性（1、2 又は 3）').choices(['1', '2', '3']);

  keys
    .command('list')
    .description('鍵と、その状態及び履歴を一覧します')
    .action(
      action(async ({ withWorkspace, output }) =>
        withWorkspace({}, async (workspace) => {
          const listed = await listKeys(workspace);
          const { kmsKeys, unitKeys } = listed.ledger;
          output.say('鍵管理サービスの鍵');
          output.table(
            ['別名', '状態', '生成日時', '廃棄予定日時', 'ユニット鍵（個）'],
            kmsKeys.map((key) => [
              key.alias ?? key.keyId,
              stateName(key.state),
              timeOf(key.createdAt),
              timeOf(key.deletionDate),
              key.unitKeys,
            ]),
            [4],
          );
          output.say('ユニット鍵（システム・機密性・年月ごと）');
          output.table(
            ['ユニット', '状態', '生成日時'],
            unitKeys.map(({ unitId, state, createdAt }) => [unitId, stateName(state), timeOf(createdAt)]),
          );
          output.say('履歴');
          output.table(
            ['日時', '鍵', '出来事', '実施者', '証拠'],
            [
              ...kmsKeys.flatMap(({ keyId, alias, events }) => historyOf(alias ?? keyId, events)),
              ...unitKeys.flatMap(({ unitId, events }) => historyOf(unitId, events)),
            ],
          );
          sayDeviations(listed.deviations, output);
          output.result(listed);
          return 0;
        }),
      ),
    );

  keys
    .command('rotate')
    .description('鍵管理サービスの鍵を更新し、ユニット鍵を新しい鍵素材で包み直します')
    .addOption(level())
    .option('--rewrap-only', '更新はせず、包み直しだけを行います')
    .action(
      action(async ({ withWorkspace, output, signal }, options: { level?: string; rewrapOnly?: boolean }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const progress = output.progress('包み直し');
          const done = await rotateKeys(workspace, {
            ...(options.level === undefined ? {} : { level: Number(options.level) as Level }),
            rewrapOnly: options.rewrapOnly ?? false,
            signal,
            onProgress: ({ finished, planned }) => progress.update(finished, planned),
          }).finally(() => progress.stop());
          for (const { alias, materialId } of done.rotated)
            output.say(`${alias} を更新しました（鍵素材 ${materialId}）。`);
          for (const alias of done.withoutMaterial)
            output.warn(`${alias} は取り込んだ新しい鍵素材がないため、更新していません。`);
          output.say(`${done.summary.done.toLocaleString('ja-JP')}個のユニット鍵を包み直しました。`);
          output.result(done);
          return reportRun(done.summary, output);
        }),
      ),
    );

  keys
    .command('import')
    .description('受注者が用意した鍵素材を鍵管理サービスに取り込みます（keys.origin が EXTERNAL のとき）')
    .addOption(level().makeOptionMandatory())
    .requiredOption('--file <file>', '鍵素材（32バイトの乱数）のファイル')
    .option('--additional', '今の鍵素材に加え、次の更新から使うものとして取り込みます')
    .action(
      action(async ({ withWorkspace, output }, options: { level: string; file: string; additional?: boolean }) =>
        withWorkspace({ lock: 'exclusive', check: () => assertReadable(options.file) }, async (workspace) => {
          const imported = await importKey(workspace, {
            level: Number(options.level) as Level,
            file: options.file,
            additional: options.additional ?? false,
          });
          output.say(`鍵素材を取り込みました（${imported.materialId}）。鍵の状態: ${stateName(imported.state)}`);
          if (imported.materialState === 'PENDING_ROTATION')
            output.say('この鍵素材は、次の kimitsu keys rotate から使われます。');
          output.say(
            '手元の鍵素材が残っている間は、鍵素材の削除だけでは消去になりません。保管又は廃棄を記録してください。',
          );
          output.result(imported);
          return 0;
        }),
      ),
    );

  keys
    .command('report')
    .description('暗号化・鍵管理報告書及び鍵ライフサイクル報告書（PDF）を作ります')
    .action(
      action(async ({ withWorkspace, output }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const written = await writeKeyReports(workspace);
          output.say(`暗号化・鍵管理報告書: ${written.encryption.path}`);
          output.say(`  SHA-256 ${written.encryption.sha256}`);
          output.say(`鍵ライフサイクル報告書: ${written.lifecycle.path}`);
          output.say(`  SHA-256 ${written.lifecycle.sha256}`);
          if (written.withoutAdministrators)
            output.warn('鍵の管理者が設定されていません（keys.administrators）。報告書にもその旨を記載しました。');
          sayDeviations(written.deviations, output);
          output.result(written);
          return 0;
        }),
      ),
    );
};

function historyOf(key: string, events: readonly KeyEvent[]): string[][] {
  return events.map((event) => [
    timeOf(event.at),
    key,
    eventName(event),
    actorName(event),
    evidenceName(event.evidence),
  ]);
}

function sayDeviations(deviations: Awaited<ReturnType<typeof listKeys>>['deviations'], output: Output): void {
  if (deviations.length === 0) return;
  output.warn(`記録と異なる点が${deviations.length}件あります。`);
  for (const deviation of deviations) output.warn(`  ${deviation.key}: ${deviationText(deviation)}`);
}

function timeOf(instant: string | undefined): string {
  return instant === undefined || instant === '' ? '' : japaneseTime(instant);
}
