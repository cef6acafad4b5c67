import { exportAudit, verifyAudit } from '../../app/audit.js';
import { checkpointFile } from '../../app/checkpoints/checkpoint-file.js';
import { type CheckpointRequest, makeCheckpoint } from '../../app/checkpoints/make-checkpoint.js';
import { type BroughtToEvidence, verifyEvidenceFile } from '../../app/evidence/verify-evidence-file.js';
import { sayChain } from '../audit-text.js';
import type { RegisterCommand } from '../command.js';
import { sayEvidence } from '../evidence-text.js';

/** As `certificate verify`. */
const EXIT = { valid: 0, invalid: 1, unreadable: 2 } as const;

export const registerAudit: RegisterCommand = (program, action) => {
  const audit = program.command('audit').description('監査ログの検証と提出');

  audit
    .command('verify')
    .description('監査ログの改変、欠落、順序の入替え及び切詰めを調べます')
    .option('--pack <file>', '監査ログの証拠の書出し（audit export の出力）を、作業フォルダーを使わずに調べます')
    .option('--expected-head <hash>', '府が控えた末尾のハッシュ値')
    .option('--checkpoint <file>', '府が保管する照合点（照合点、証拠の書出し又は証明書の ZIP）')
    .option('--pin <file>', '署名鍵の公開鍵（PEM 又は JWK）。指定がなければ、作業フォルダーの署名鍵')
    .action(
      action(async ({ withWorkspace, output }, { pack, ...brought }: BroughtToEvidence & { pack?: string }) => {
        if (pack !== undefined) {
          const verification = await verifyEvidenceFile(pack, brought);
          sayEvidence(verification, output);
          output.result(verification);
          return EXIT[verification.verdict];
        }
        return withWorkspace({}, async (workspace) => {
          const result = await verifyAudit(workspace, brought.expectedHead, brought);
          sayChain(result, output);
          output.result(result);
          return result.problemCount === 0 ? 0 : 1;
        });
      }),
    );

  audit
    .command('checkpoint')
    .description('監査ログの現在の末尾に署名し、照合点を作ります（各処理の終わりにも自動で作られます）')
    .option('--new-key', '署名鍵を変更した後の最初の照合点として作ります')
    .action(
      action(async ({ withWorkspace, output, log }, options: CheckpointRequest) =>
        withWorkspace({ lock: 'exclusive', logger: log() }, async (workspace) => {
          const made = await makeCheckpoint(workspace, options);
          if (!made) output.say('最後の照合点より後に、新しい記録はありません。');
          else {
            output.say(`照合点第${made.number}号を作りました（第${made.seq}件まで）。`);
            output.say(`末尾のハッシュ値 ${made.hash}`);
            output.say(`照合点  ${checkpointFile(workspace.dir)}`);
          }
          output.result(made ? { made: true, ...made } : { made: false });
          return 0;
        }),
      ),
    );

  audit
    .command('export')
    .description('監査ログの一部を、署名付きの証拠として書き出します')
    .requiredOption('--output <file>', '出力先')
    .option('--from <date>', 'この日時から（RFC 3339）')
    .option('--to <date>', 'この日時まで')
    .option('--subject <id>', 'この対象に関するものだけ')
    .action(
      action(
        async ({ withWorkspace, output }, options: { output: string; from?: string; to?: string; subject?: string }) =>
          withWorkspace({}, async (workspace) => {
            const exported = await exportAudit(workspace, options);
            output.say(`${exported.entries.toLocaleString('ja-JP')}件を ${options.output} に書き出しました。`);
            output.result(exported);
            return 0;
          }),
      ),
    );
};
