import { readRecord } from '../../app/read-record.js';
import { withWorkspace } from '../../app/workspace.js';
import type { RegisterCommand } from '../command.js';
import { humanBytes } from '../print.js';

export const registerRead: RegisterCommand = (program, action) => {
  program
    .command('read <key>')
    .description('保護された記録を1件、平文で取り出します。目的は監査ログに残ります')
    .requiredOption('--purpose <text>', '閲覧の目的（個人情報を書かないでください）')
    .option('--output <file>', '出力先。なければ標準出力に出します')
    .action(
      action(async ({ dir, output, signal }, key: string, options: { purpose: string; output?: string }) =>
        withWorkspace(dir, { lock: 'shared' }, async (workspace) => {
          const { objectId, bytes } = await readRecord(workspace, key, options.purpose, options.output, signal);
          if (options.output !== undefined) {
            output.say(
              `${options.output} に出力しました（${humanBytes(bytes)}）。取扱いが終わり次第、削除してください。`,
            );
            output.result({ objectId, bytes, output: options.output });
          }
          return 0;
        }),
      ),
    );
};
