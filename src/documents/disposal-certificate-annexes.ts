import { levelName } from '../base/level.js';
import type { CertificateDocument } from '../certify/certificate.js';
import { thumbprint } from '../certify/jws.js';
import * as texts from './disposal-certificate-texts.js';
import { heading, list, note, paragraph, subheading } from './pdf/blocks.js';
import { qrCode } from './pdf/qr.js';
import { seals } from './pdf/seals.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { capped } from './tables.js';
import { count, fullDate, shortBytes, shortTime, systemNameIn } from './wording.js';

/** Rows shown per table; the JSON that is attached holds all of them. */
const MOST_ROWS = 300;

/** From the keys to the seals: what an officer looks up, and how the certificate is checked. */
export function annexes(sheet: Sheet, certificate: CertificateDocument, sha256: string): void {
  keys(sheet, certificate);
  traceability(sheet, certificate);
  remaining(sheet, certificate);
  exceptions(sheet, certificate);
  heading(sheet, '１０　証明の限界');
  list(sheet, certificate.limits, 'numbers');
  evidence(sheet, certificate);
  howToCheck(sheet, certificate, sha256);
  const { issuer, recipient } = certificate;
  seals(sheet, [
    { act: '発行（受注者）', who: [issuer.name, issuer.department ?? issuer.responsible] },
    { act: '検証（受注者）', who: [issuer.name, certificate.people.verified.by] },
    { act: '受領（府）', who: [recipient.name, recipient.department ?? ''] },
  ]);
}

function keys(sheet: Sheet, certificate: CertificateDocument): void {
  const { kms, unit } = certificate.keys;
  heading(sheet, '６　鍵');
  if (kms.length === 0 && unit.length === 0) paragraph(sheet, '本件で消去した鍵はありません。');
  if (kms.length > 0)
    table(
      sheet,
      [
        { title: '鍵管理サービスの鍵（別名及び識別子）', share: 42, heads: true },
        { title: '機密性', share: 11, align: 'center' },
        { title: '状態及び確認用データの復号', share: 21, align: 'center' },
        { title: '日時（JST）', share: 30 },
      ],
      capped(
        kms.map((key) => [
          `${key.alias}\n${key.kmsKeyId}`,
          levelName(key.level),
          [texts.KEY_STATES[key.state], ...(key.canary ? [texts.KMS_CANARY[key.canary.outcomeAfter]] : [])].join('\n'),
          [
            `無効化　${shortTime(key.disabledAt)}`,
            `予約　　${shortTime(key.scheduledAt)}`,
            `予定　　${shortTime(key.deletionDate)}`,
            ...(key.destroyedAt ? [`消滅　　${shortTime(key.destroyedAt)}`] : []),
          ].join('\n'),
        ]),
        MOST_ROWS,
        leftOut,
      ),
    );
  const logged = kms.filter((key) => key.trail !== undefined);
  if (logged.length > 0) {
    subheading(sheet, '鍵管理サービスが自ら記録した削除（AWS CloudTrail の DeleteKey）');
    table(
      sheet,
      [
        { title: '鍵管理サービスの鍵（別名）', share: 34, heads: true },
        { title: '記録の日時（JST）及び番号', share: 34 },
        { title: 'ログの SHA-256', share: 44 },
        { title: 'ダイジェスト\nの署名', share: 16, align: 'center' },
      ],
      capped(
        logged.map(({ alias, trail }) => [
          alias,
          `${shortTime(trail!.at)}\n${trail!.eventId}`,
          trail!.log,
          texts.TRAIL_DIGESTS[trail!.digest],
        ]),
        MOST_ROWS,
        leftOut,
      ),
      { size: 8 },
    );
  }
  if (unit.length > 0)
    table(
      sheet,
      [
        { title: 'ユニット鍵', share: 34, heads: true },
        { title: '機密性', share: 11, align: 'center' },
        { title: '消去の日時（JST）', share: 24 },
        { title: '確認用データの復号', share: 31 },
      ],
      capped(
        unit.map((key) => [
          key.unitId,
          levelName(key.level),
          shortTime(key.destroyedAt),
          `${texts.OUTCOMES[key.canary.outcomeAfter]}（${shortTime(key.canary.checkedAt)}）`,
        ]),
        MOST_ROWS,
        leftOut,
      ),
    );
}

function traceability(sheet: Sheet, certificate: CertificateDocument): void {
  heading(sheet, '７　確認事項（NIST SP 800-88 の追跡可能性の10項目）');
  table(
    sheet,
    [
      { title: '項', share: 5, align: 'center', heads: true },
      { title: '事項', share: 23 },
      { title: '確認した内容', share: 58 },
      { title: '根拠', share: 13, align: 'center' },
    ],
    certificate.traceability.map((item) => [String(item.item), item.title, item.value, texts.BASES[item.basis]]),
  );
  note(sheet, texts.BASES_NOTE);
}

function remaining(sheet: Sheet, certificate: CertificateDocument): void {
  heading(sheet, '８　残るもの');
  if (certificate.remaining.length === 0) {
    paragraph(sheet, '記録上、残るものはありません。');
    return;
  }
  table(
    sheet,
    [
      { title: '残るもの', share: 30, heads: true },
      { title: '内容', share: 38 },
      { title: '期限', share: 20 },
      { title: '根拠', share: 12, align: 'center' },
    ],
    certificate.remaining.map((item) => [
      item.what,
      item.text,
      item.until ? fullDate(item.until) : item.basis === 'unknown' ? '不明' : '定めなし',
      texts.BASES[item.basis],
    ]),
  );
}

function exceptions(sheet: Sheet, certificate: CertificateDocument): void {
  heading(sheet, '９　対象外');
  if (certificate.exceptions.length === 0) {
    paragraph(sheet, '計画の対象のうち、廃棄しなかったものはありません。');
    return;
  }
  table(
    sheet,
    [
      { title: '対象（識別子）', share: 42, heads: true },
      { title: 'システム', share: 18 },
      { title: '理由', share: 40 },
    ],
    capped(
      certificate.exceptions.map((exception) => [
        exception.objectId,
        systemNameIn(certificate.scope.lines, exception.system),
        exception.reason,
      ]),
      MOST_ROWS,
      leftOut,
    ),
  );
}

function evidence(sheet: Sheet, certificate: CertificateDocument): void {
  heading(sheet, '１１　証拠');
  if (certificate.evidence.length > 0)
    table(
      sheet,
      [
        { title: '名称', share: 29, heads: true },
        { title: '大きさ', share: 12, align: 'right' },
        { title: 'SHA-256', share: 68 },
      ],
      capped(
        certificate.evidence.map((item) => [item.name, shortBytes(item.bytes), item.sha256]),
        MOST_ROWS,
        leftOut,
      ),
      { size: 8 },
    );
  keyValues(sheet, [
    ['監査ログの末尾', `第${count(certificate.auditHead.seq)}号\n${certificate.auditHead.hash}`],
    ['消去の記録', certificate.erasureId],
  ]);
}

function howToCheck(sheet: Sheet, certificate: CertificateDocument, sha256: string): void {
  heading(sheet, '１２　この証明書の確認方法');
  list(sheet, texts.HOW_TO_CHECK, 'numbers');
  const side = 92;
  sheet.require(side + 10);
  const top = sheet.y;
  const width = sheet.width - side - 10;
  qrCode(sheet, `sha256:${sha256}`, sheet.left + width + 10, top, side, `certificate.json の SHA-256：${sha256}`);
  keyValues(
    sheet,
    [
      ['発行者の鍵の指紋', `${thumbprint(certificate.issuerKey)}\n（RFC 7638、SHA-256）`],
      ['正本の SHA-256', sha256],
      ['形式', certificate.schema],
    ],
    { keyShare: 0.24, width },
  );
  sheet.y = Math.max(sheet.y, top + side) + 8;
}

/** Last row of a table that shows only a part. */
function leftOut(left: number): string[] {
  return [`ほか${count(left)}件（添付の certificate.json に全件を記載）`];
}
