import { proveErased } from '../../app/certificates/prove.js';
import { issueCertificate } from '../../app/end-of-service/issue-certificate.js';
import { type Brought, showCertificate, verifyCertificateFile } from '../../app/verify-certificate-file.js';
import { withWorkspace } from '../../app/workspace.js';
import { sayCertificate, sayVerification } from '../certificate-text.js';
import type { RegisterCommand } from '../command.js';

export const registerCertificate: RegisterCommand = (program, action) => {
  const certificate = program.command('certificate').description('廃棄証明書の発行、表示及び検証');

  certificate
    .command('issue <plan>')
    .description('記録され、検証された消去から廃棄証明書（PDF、JWS）を発行します')
    .action(
      action(async ({ dir, output }, planId: string) =>
        withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const issued = await issueCertificate(workspace, planId);
          output.say(`廃棄証明書（${issued.certificate.stage === 'final' ? '確定' : '暫定'}）を発行しました。`);
          output.say(`番号  ${issued.certificate.number}`);
          output.say(`PDF   ${issued.pdf}`);
          output.say(`JWS   ${issued.jws}`);
          output.say(`署名鍵の指紋  ${issued.fingerprint}`);
          output.result({
            number: issued.certificate.number,
            stage: issued.certificate.stage,
            pdf: issued.pdf,
            jws: issued.jws,
            fingerprint: issued.fingerprint,
          });
          return 0;
        }),
      ),
    );

  certificate
    .command('prove <plan>')
    .description(
      '一つの記録が消去されたものに含まれることの証明（包含証明）を作ります。ほかの記録については何も示しません',
    )
    .requiredOption('--object <name>', '消去前の名前（<システム>/<名前>）。- なら標準入力から読みます')
    .requiredOption('--output <file>', '保存先。記録の名前を含むため、作業フォルダーの外に限ります')
    .option('--version-id <id>', 'この版だけを証明します')
    .action(
      action(async ({ dir, output }, planId: string, options: { object: string; output: string; versionId?: string }) =>
        withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const object = options.object === '-' ? await firstLine(process.stdin) : options.object;
          const { number, proofs } = await proveErased(workspace, { planId, ...options, object });
          output.say(`証明書 ${number} についての包含証明を作りました。`);
          for (const { file } of proofs) output.say(`包含証明  ${file}`);
          output.say('記録の名前がそのまま記載されています。名前を知ってよい者にだけ渡してください。');
          output.result({
            number,
            proofs: proofs.map(({ file, proof }) => ({
              file,
              index: proof.index,
              count: proof.count,
              versionId: proof.opening.versionId,
            })),
          });
          return 0;
        }),
      ),
    );

  certificate
    .command('show <file>')
    .description('廃棄証明書の内容を表示します（検証はしません）')
    .action(
      action(async ({ output }, file: string) => {
        const shown = await showCertificate(file);
        sayCertificate(shown, output);
        output.result(shown);
        return 0;
      }),
    );

  certificate
    .command('verify <file>')
    .description('廃棄証明書（PDF 又は JWS）を検証します。作業フォルダーは要りません')
    .option('--pin <file>', '発行者の公開鍵（PEM 又は JWK）。この鍵による署名だけを受け入れます')
    .option('--expected-head <hash>', '府が控えた監査ログの末尾のハッシュ')
    .option('--proof <file>', '包含証明。一つの版がこの証明書の消去に含まれることを確認します')
    .option('--revocation <file>', '取消し通知（JWS）。この証明書が取り消されていないかを確認します')
    .option('--successor <file>', '後の証明書（PDF 又は JWS）。この証明書に代わるものでないかを確認します')
    .action(
      action(async ({ output }, file: string, options: Brought) => {
        const report = await verifyCertificateFile(file, options);
        sayVerification(report, output);
        output.result(report);
        return { valid: 0, invalid: 1, unreadable: 2 }[report.verdict];
      }),
    );
};

/** What was piped in, up to its first line break: a name given so stands in no list of processes. */
async function firstLine(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0]!.trimEnd();
}
