import { levelName } from '../base/level.js';
import type { CertificateDocument } from '../certify/certificate.js';
import type { Check, CheckId, Verification } from '../certify/verification.js';
import { humanBytes, type Output } from './print.js';

const CHECKS: Readonly<Record<CheckId, string>> = {
  'pdf-signature': 'PDF の電子署名',
  'pdf-attachments': 'PDF に添付された原本',
  form: '署名データの形式',
  header: '署名の方式',
  payload: '内容の正規形',
  schema: '証明書の様式',
  key: '署名鍵',
  signature: '電子署名',
  consistency: '内容の整合',
  pin: '発行者の鍵との照合',
  'audit-head': '監査ログの末尾との照合',
};

const STATES: Readonly<Record<Check['state'], string>> = { pass: '適合', fail: '不適合', unknown: '未確認' };

const VERDICTS: Readonly<Record<Verification['verdict'], string>> = {
  valid: '有効です。署名の後に変更されていません。',
  invalid: '有効ではありません。この証明書を根拠にしないでください。',
  unreadable: '読み取れません。廃棄証明書ではないか、対応していない版です。',
};

/** The verdict first, then what it rests on. */
export function sayVerification(report: Verification, output: Output): void {
  output.say(`判定: ${VERDICTS[report.verdict]}`);
  output.table(
    ['確認した事項', '結果'],
    report.checks.map(({ id, state }) => [CHECKS[id], STATES[state]]),
  );
  if (report.signedBy !== undefined) output.say(`署名鍵の指紋: ${report.signedBy}`);
  if (report.checks.some(({ id, state }) => id === 'pin' && state === 'unknown'))
    output.say('発行者の公開鍵（--pin）が指定されていないため、署名した者が誰であるかは確認していません。');
  if (report.certificate && report.verdict === 'valid') sayCertificate(report.certificate, output);
}

export function sayCertificate(certificate: CertificateDocument, output: Output): void {
  const { total } = certificate.scope;
  output.say(`廃棄証明書 ${certificate.number}（${certificate.stage === 'final' ? '確定' : '暫定'}）`);
  output.say(`発行者 ${certificate.issuer.name}  宛先 ${certificate.recipient.name}`);
  if (certificate.scope.part) output.say(certificate.scope.part);
  output.table(
    ['システム', '機密性', 'ファイル', '記録', '版', '容量'],
    [
      ...certificate.scope.lines.map((line) => [
        line.systemName,
        levelName(line.level),
        line.objects,
        line.records,
        line.versions,
        humanBytes(line.bytes),
      ]),
      ['計', '', total.objects, total.records, total.versions, humanBytes(total.bytes)],
    ],
    [2, 3, 4, 5],
  );
  for (const { what, text } of certificate.remaining) output.say(`残存: ${what} ― ${text}`);
}
