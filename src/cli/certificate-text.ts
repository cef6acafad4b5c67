import type { DeliveryCheckId, DeliveryVerification } from '../app/certificates/verify-delivery.js';
import { begunText, limitsInBrief } from '../app/verify-certificate-file.js';
import { levelName } from '../base/level.js';
import type { CertificateDocument } from '../certify/certificate.js';
import type { InclusionProof } from '../certify/inclusion-proof-schema.js';
import type { Check, CheckId, Verification } from '../certify/verification.js';
import { humanBytes, type Output } from './print.js';
import { reasonsOf } from './verification-reasons-ja.js';

const CHECKS: Readonly<Record<CheckId | DeliveryCheckId, string>> = {
  archive: '提出ファイル（ZIP）の形式',
  'both-forms': 'PDF と JWS の一致',
  evidence: '計画、承認その他の証拠',
  inventory: '消去目録',
  'audit-excerpt': '監査ログの抜粋',
  'pdf-signature': 'PDF の電子署名',
  'pdf-attachments': 'PDF に添付された正本',
  form: '署名データの形式',
  header: '署名の方式',
  payload: '内容の正規形',
  schema: '証明書の様式',
  key: '署名鍵',
  signature: '電子署名',
  consistency: '内容の整合',
  pin: '発行者の鍵との照合',
  'audit-head': '監査ログの末尾との照合',
  'proof-form': '包含証明の様式',
  'proof-certificate': '包含証明の対象の証明書',
  'proof-object': '包含証明の対象の版',
  'proof-path': '消去目録への包含',
  revocation: '取消しの有無',
  succession: '後の証明書の有無',
  timestamp: 'タイムスタンプ',
};

const STATES: Readonly<Record<Check['state'], string>> = { pass: '適合', fail: '不適合', unknown: '未確認' };

const VERDICTS: Readonly<Record<Verification['verdict'], string>> = {
  valid: '有効です。署名の後に変更されていません。',
  invalid: '有効ではありません。この証明書を、廃棄の証拠として扱わないでください。',
  unreadable: '読み取れません。廃棄証明書ではないか、対応していない版です。',
};

const WITHOUT_PIN =
  '証明書とは別の方法で受け取った発行者の公開鍵を --pin に指定して検証するまで、廃棄の証拠として扱わないでください。';

/** What holds of any certificate that fits itself, whoever has signed it. */
const UNPINNED = '署名は正しく、署名の後に変更されていません。ただし、署名した者が発行者であるかは、確認していません。';

/** The verdict first, then what it rests on. */
export function sayVerification(report: Verification | DeliveryVerification, output: Output): void {
  const isUnpinned =
    report.verdict === 'valid' && report.checks.some(({ id, state }) => id === 'pin' && state === 'unknown');
  output.say(`判定: ${isUnpinned ? UNPINNED : VERDICTS[report.verdict]}`);
  for (const reason of reasonsOf(report)) output.say(`理由: ${reason}`);
  output.table(
    ['確認した事項', '結果'],
    report.checks.map(({ id, state }) => [CHECKS[id], STATES[state]]),
  );
  if (report.signedBy !== undefined) output.say(`署名鍵の指紋: ${report.signedBy}`);
  if (isUnpinned) output.say(WITHOUT_PIN);
  for (const sentence of laterDocuments(report)) output.say(sentence);
  if (report.timestampedAt !== undefined) output.say(`タイムスタンプの時刻: ${report.timestampedAt}`);
  if (report.checks.some(({ id, state }) => id === 'timestamp' && state === 'unknown'))
    output.say(
      '時刻認証局の証明書（--timestamp-authority）が指定されていないため、タイムスタンプの発行者は確認していません。',
    );
  if ('notProven' in report) sayNotProven(report.notProven ?? [], output);
  if (report.proven) sayProven(report.proven, output);
  if (report.certificate && report.verdict === 'valid') sayCertificate(report.certificate, output);
}

/** As many names as people read. */
const SHOWN = 20;

function sayNotProven(names: readonly string[], output: Output): void {
  if (names.length === 0) return;
  output.say('証明書に記載のないファイル（内容は確認していません）:');
  for (const name of names.slice(0, SHOWN)) output.say(`  ${name}`);
  if (names.length > SHOWN) output.say(`  ほか${(names.length - SHOWN).toLocaleString('ja-JP')}個`);
}

const ITEMS = { version: '版', 'delete-marker': '削除マーカー', upload: '未完了のアップロード' } as const;

/** What the proof shows; the name is the one that the person asking brought along. */
function sayProven({ leaf, opening, index, count }: InclusionProof, output: Output): void {
  output.say('包含証明: 次のものは、この証明書が消去したと記載するものに含まれています。');
  output.say(`  対象  ${leaf.system}/${opening.object}`);
  output.say(`  ${ITEMS[leaf.item]}  ${opening.versionId}（${levelName(leaf.level)}、${humanBytes(leaf.bytes)}）`);
  output.say(`  消去目録の第${(index + 1).toLocaleString('ja-JP')}行（全${count.toLocaleString('ja-JP')}行）`);
}

function laterDocuments({ checks }: Verification | DeliveryVerification): string[] {
  const failed = (id: CheckId) => checks.some((check) => check.id === id && check.state === 'fail');
  return [
    ...(failed('revocation') ? ['この証明書は、発行者が取り消しているか、取消しの有無を確認できません。'] : []),
    ...(failed('succession') ? ['この証明書に代わる後の証明書があります。そちらを確認してください。'] : []),
  ];
}

export function sayCertificate(certificate: CertificateDocument, output: Output): void {
  const { total } = certificate.scope;
  output.say(`廃棄証明書 ${certificate.number}（${certificate.stage === 'final' ? '確定' : '暫定'}）`);
  output.say(`発行者 ${certificate.issuer.name}  宛先 ${certificate.recipient.name}`);
  if (certificate.scope.part) output.say(certificate.scope.part);
  if (certificate.people.begun) output.say(`消去を開始したアカウント ${begunText(certificate.people.begun)}`);
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
  const { own, common } = limitsInBrief(certificate);
  for (const text of own) output.say(`限界: ${text}`);
  if (common.length > 0)
    output.say(`限界: 次のものは、証明していません（詳細は、PDF の「証明の限界」）。${common.join('、')}`);
}
