import { issueCertificate } from '../../app/end-of-service/issue-certificate.js';
import { showCertificate, verifyCertificateFile } from '../../app/verify-certificate-file.js';
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
    .action(
      action(async ({ output }, file: string, options: { pin?: string; expectedHead?: string }) => {
        const report = await verifyCertificateFile(file, options);
        sayVerification(report, output);
        output.result(report);
        return { valid: 0, invalid: 1, unreadable: 2 }[report.verdict];
      }),
    );
};
