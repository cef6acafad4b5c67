import { acceptCertificate } from '../../app/certificates/accept.js';
import { correctCertificate } from '../../app/certificates/correct.js';
import { type DeliveredCertificate, timestampCertificate } from '../../app/certificates/deliver.js';
import { proveErased } from '../../app/certificates/prove.js';
import { type RevocationRequest, revokeCertificate } from '../../app/certificates/revoke.js';
import { issueCertificate } from '../../app/end-of-service/issue-certificate.js';
import { type Brought, showCertificate, verifyCertificateFile } from '../../app/verify-certificate-file.js';
import { sayCertificate, sayVerification } from '../certificate-text.js';
import type { RegisterCommand } from '../command.js';
import { japaneseTime, type Output } from '../print.js';

export const registerCertificate: RegisterCommand = (program, action) => {
  const certificate = program.command('certificate').description('廃棄証明書の発行、表示及び検証');

  certificate
    .command('issue <plan>')
    .description('検証を終えた消去の記録に基づき、廃棄証明書（PDF、JWS）を発行します')
    .action(
      action(async ({ withWorkspace, output }, planId: string) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { alreadyIssued, copies, ...issued } = await issueCertificate(workspace, planId);
          sayIssued(issued, output, { alreadyIssued, copies });
          if (copies > 0)
            output.warn(
              `消去した記録と名称及び大きさの同じものが${copies.toLocaleString('ja-JP')}件、保存先にあります（証明書の「証明の限界」に記載しています）。kimitsu classify の後に kimitsu review list で確認し、戻されたものは、新しい計画（kimitsu plan disposal --object 識別子）により消去してください。`,
            );
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
      action(
        async (
          { withWorkspace, output },
          planId: string,
          options: { object: string; output: string; versionId?: string },
        ) =>
          withWorkspace({ lock: 'exclusive' }, async (workspace) => {
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
    .command('correct <plan>')
    .description('廃棄証明書を訂正し、同じ番号の次の版を発行します（発行者の表示は kimitsu.yaml の内容になります）')
    .requiredOption('--reason <text>', '訂正の理由。証明書に記載されます')
    .action(
      action(async ({ withWorkspace, output }, planId: string, { reason }: { reason: string }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          sayIssued(await correctCertificate(workspace, planId, reason), output);
          return 0;
        }),
      ),
    );

  certificate
    .command('revoke <number>')
    .description('廃棄証明書を取り消し、署名した取消し通知を作ります（受注者の二人で行います）')
    .requiredOption('--reason <text>', '取消しの理由。通知に記載されます')
    .requiredOption('--by <name>', '取り消す者（受注者）')
    .requiredOption('--confirmed-by <name>', '確認した別の者（受注者）')
    .action(
      action(async ({ withWorkspace, output }, number: string, request: RevocationRequest) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { file } = await revokeCertificate(workspace, number, request);
          output.say(`廃棄証明書 ${number} を取り消しました。`);
          output.say(`取消し通知  ${file}`);
          output.say('証明書を渡した全ての相手に、取消し通知を渡してください。');
          output.result({ number, revocation: file });
          return 0;
        }),
      ),
    );

  certificate
    .command('accept <file>')
    .description('府の署名した受領（JWS）を記録します')
    .action(
      action(async ({ withWorkspace, output }, file: string) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { name, acceptance, file: kept } = await acceptCertificate(workspace, file);
          output.say(`${acceptance.approver} による証明書 ${name} の受領を記録しました。`);
          output.result({ number: name, approver: acceptance.approver, at: acceptance.at, acceptance: kept });
          return 0;
        }),
      ),
    );

  certificate
    .command('timestamp <number>')
    .description('発行の時に得られなかったタイムスタンプを、改めて時刻認証局から得ます')
    .action(
      action(async ({ withWorkspace, output }, number: string) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { timestamp } = await timestampCertificate(workspace, number);
          output.say(`証明書 ${number} のタイムスタンプを保存しました。`);
          output.say(`タイムスタンプ  ${timestamp}`);
          output.result({ number, timestamp });
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
    .description('廃棄証明書（PDF、JWS 又は提出用の ZIP）を検証します。作業フォルダーは要りません')
    .option('--pin <file>', '発行者の公開鍵（PEM 又は JWK）。この鍵による署名だけを受け入れます')
    .option('--expected-head <hash>', '府が控えた監査ログの末尾のハッシュ値')
    .option('--proof <file>', '包含証明。一つの版がこの証明書の消去に含まれることを確認します')
    .option('--revocation <file>', '取消し通知（JWS）。この証明書が取り消されていないかを確認します')
    .option('--successor <file>', '後の証明書（PDF 又は JWS）。この証明書に代わるものでないかを確認します')
    .option('--timestamp <file>', 'タイムスタンプ（.tsr）。指定がなければ、証明書と同じ名前のものを使います')
    .option('--timestamp-authority <file>', '時刻認証局又はその発行者の証明書（PEM）')
    .action(
      action(async ({ output }, file: string, options: Brought) => {
        const report = await verifyCertificateFile(file, options);
        sayVerification(report, output);
        output.result(report);
        return { valid: 0, invalid: 1, unreadable: 2 }[report.verdict];
      }),
    );
};

function sayIssued(
  issued: DeliveredCertificate,
  output: Output,
  { alreadyIssued, copies }: { alreadyIssued: boolean; copies?: number } = { alreadyIssued: false },
): void {
  const { certificate, pdf, jws, delivery, fingerprint, timestamp, timestampMissing } = issued;
  const { number, version, stage, issuedAt, plan, predecessor } = certificate;
  const what = `廃棄証明書（${stage === 'final' ? '確定' : '暫定'}）`;
  if (alreadyIssued)
    output.say(
      `${what}は、${japaneseTime(issuedAt)}に発行済みです。新たには発行せず、同じ証明書のファイルを書き直しました。`,
    );
  else output.say(`${what}を発行しました。`);
  output.say(`番号  ${number}${version > 1 ? `（第${version}版）` : ''}`);
  if (predecessor?.relation === 'corrects')
    output.say(`証明書 ${predecessor.number}（第${predecessor.version}版）に代わるものです。`);
  output.say(`PDF   ${pdf}`);
  output.say(`JWS   ${jws}`);
  output.say(`提出用  ${delivery}`);
  if (timestamp) output.say(`タイムスタンプ  ${timestamp}`);
  output.say(`署名鍵の指紋  ${fingerprint}`);
  if (timestampMissing)
    output.warn(
      `タイムスタンプは得られませんでした（${timestampMissing}）。証明書は有効です。後で kimitsu certificate timestamp ${issued.name} を実行してください。`,
    );
  if (stage === 'interim')
    output.say(
      `待機期間の後に kimitsu erase ${plan.planId} を実行すると、鍵の消滅を確認して完了し、確定の廃棄証明書を発行できます。`,
    );
  const files = { pdf, jws, delivery, fingerprint, timestamp, timestampMissing };
  output.result({
    number,
    version,
    stage,
    ...files,
    alreadyIssued,
    issuedAt,
    ...(copies === undefined ? {} : { copies }),
  });
}

/** What was piped in, up to its first line break: a name given so stands in no list of processes. */
async function firstLine(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0]!.trimEnd();
}
