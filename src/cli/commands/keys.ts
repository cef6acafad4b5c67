import { listKeys } from '../../app/keys.js';
import { withWorkspace } from '../../app/workspace.js';
import type { RegisterCommand } from '../command.js';
import { japaneseTime } from '../print.js';

const STATES: Readonly<Record<string, string>> = {
  Enabled: '有効',
  Disabled: '無効',
  PendingDeletion: '削除待ち',
};

export const registerKeys: RegisterCommand = (program, action) => {
  const keys = program.command('keys').description('鍵の台帳');
  keys
    .command('list')
    .description('鍵と、その状態を一覧します')
    .action(
      action(async ({ dir, output }) =>
        withWorkspace(dir, {}, async (workspace) => {
          const { kmsKeys, unitKeys } = await listKeys(workspace);
          output.say('鍵管理サービスの鍵');
          output.table(
            ['別名', '状態', '生成日時', '廃棄予定日時'],
            kmsKeys.map((key) => [
              key.alias ?? key.keyId,
              STATES[key.state] ?? key.state,
              japaneseTime(key.createdAt),
              key.deletionDate === undefined ? '' : japaneseTime(key.deletionDate),
            ]),
          );
          output.say('ユニット鍵（システム・機密性・年月ごと）');
          output.table(
            ['ユニット', '生成日時'],
            unitKeys.map(({ unitId, createdAt }) => [unitId, japaneseTime(createdAt)]),
          );
          output.result({ kmsKeys, unitKeys });
          return 0;
        }),
      ),
    );
};
