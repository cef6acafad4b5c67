import { sha256Hex } from '../base/bytes.js';
import { canonicalJson } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import type { CertificateDocument } from '../certify/certificate.js';
import { begunText } from '../certify/certificate-texts.js';
import { annexes } from './disposal-certificate-annexes.js';
import { methods, scope } from './disposal-certificate-scope.js';
import * as texts from './disposal-certificate-texts.js';
import { heading, note, paragraph } from './pdf/blocks.js';
import { type Attachment, composePdf } from './pdf/compose.js';
import { letterhead } from './pdf/letterhead.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues, table } from './pdf/table.js';
import { bytes, count, fullDate, fullTime, joined } from './wording.js';

/**
 * 廃棄証明書 (B3-2-2) as PDF/A-3b: a rendering of the signed JSON, which it carries with its JWS as attachments
 * `certificate.json` and `certificate.jws`. Not yet signed itself.
 *
 * @param signed - `json`: canonical JSON of `certificate`, UTF-8; `jws`: compact JWS over it
 * @throws {Fault} `integrity` / `documents/certificate-json` when the JSON is not that of `certificate`;
 *   `usage` / `documents/missing-glyph`
 */
export async function renderDisposalCertificate(
  certificate: CertificateDocument,
  signed: { json: Uint8Array; jws: string },
): Promise<Uint8Array> {
  if (Buffer.compare(signed.json, Buffer.from(canonicalJson(certificate), 'utf8')) !== 0)
    throw new Fault('integrity', 'documents/certificate-json', 'the JSON to attach is not that of the certificate', {
      number: certificate.number,
    });
  const sha256 = sha256Hex(signed.json);
  const frame = {
    title: '廃棄証明書',
    number: certificate.number,
    date: new Date(certificate.issuedAt),
    hash: { label: 'certificate.json', sha256 },
    attachments: attachments(signed),
  };
  return composePdf(frame, (sheet) => {
    opening(sheet, certificate);
    summary(sheet, certificate);
    scope(sheet, certificate);
    methods(sheet, certificate);
    people(sheet, certificate);
    verification(sheet, certificate);
    annexes(sheet, certificate, sha256);
  });
}

function attachments(signed: { json: Uint8Array; jws: string }): Attachment[] {
  return [
    {
      name: 'certificate.json',
      type: 'application/json',
      relationship: 'Source',
      description: '廃棄証明書の正本（正規化した JSON）',
      bytes: signed.json,
    },
    {
      name: 'certificate.jws',
      type: 'application/jose',
      relationship: 'Data',
      description: '正本に対する発行者の署名（JWS、ES256）',
      bytes: Buffer.from(signed.jws, 'ascii'),
    },
  ];
}

function opening(sheet: Sheet, certificate: CertificateDocument): void {
  const { issuer, recipient } = certificate;
  letterhead(sheet, {
    title: '廃棄証明書',
    subtitle: texts.stageTitle(certificate),
    number: certificate.number,
    date: fullDate(certificate.issuedAt),
    to: [`${joined(recipient.name, recipient.department)}　御中`],
    from: [issuer.name, ...(issuer.department ? [issuer.department] : []), `責任者　${issuer.responsible}`],
  });
  paragraph(sheet, texts.STATEMENTS[certificate.stage]);
  const before = certificate.predecessor;
  if (before === undefined) return;
  keyValues(sheet, [
    [
      '先の証明書との関係',
      {
        weight: 'bold',
        text: `${texts.RELATIONS[before.relation]}：証明書番号 ${before.number} 第${before.version}版`,
      },
    ],
    ...(before.reason ? [['理由', before.reason] as const] : []),
    ['先の証明書の SHA-256', before.sha256],
  ]);
}

/** What nobody could read is in the sum of what went, and no erasure of it was shown: said where the sum is. */
const unread = (versions = 0): string =>
  versions === 0
    ? ''
    : `\nこのうち版等 ${count(versions)}件は、内容を読み取れないまま、削除だけを確認したもの（DELETED）`;

function summary(sheet: Sheet, certificate: CertificateDocument): void {
  const { scope: done, verification: checked, keys, times } = certificate;
  heading(sheet, '１　証明の要旨');
  const pending = keys.kms.filter((key) => key.state === 'pending-deletion');
  const waitsUntil = pending
    .map((key) => key.deletionDate)
    .sort()
    .at(-1);
  const keyLine =
    keys.kms.length === 0
      ? '本件で消滅させた鍵はない。'
      : waitsUntil
        ? `${count(pending.length)}個が待機期間中。消滅の予定は ${fullTime(waitsUntil)}`
        : `${count(keys.kms.length)}個の消滅を確認（${fullTime(times.kmsKeysDestroyedAt ?? times.verifiedAt)}）`;
  keyValues(sheet, [
    ['業務の名称', certificate.service.name],
    ['契約', certificate.service.contract],
    ['判定', { weight: 'bold', text: texts.VERDICTS[checked.overall] }],
    ['証明の段階', texts.STAGES[certificate.stage]],
    ...(done.part ? [['対象の範囲', done.part] as const] : []),
    [
      '廃棄したもの',
      `ファイル ${count(done.total.objects)}件（記録 ${count(done.total.records)}件、版等 ${count(done.total.versions)}件）、${bytes(done.total.bytes)}${unread(done.total.verdicts.DELETED)}`,
    ],
    [
      '対象外としたもの',
      certificate.exceptions.length === 0 ? 'なし' : `${count(certificate.exceptions.length)}件（「対象外」に記載）`,
    ],
    ['ユニット鍵', keys.unit.length === 0 ? '使用していない。' : `${count(keys.unit.length)}個を消去`],
    ['鍵管理サービスの鍵', keyLine],
    ['実施の期間', `${fullTime(times.startedAt)} から\n${fullTime(times.completedAt ?? times.verifiedAt)} まで`],
    ['根拠', certificate.legalBasis.join('\n')],
    ...(certificate.references.length > 0 ? [['参照した規格', certificate.references.join('\n')] as const] : []),
  ]);
}

function people(sheet: Sheet, certificate: CertificateDocument): void {
  const { people: who, times, plan, approval } = certificate;
  heading(sheet, '４　実施、検証及び承認');
  table(
    sheet,
    [
      { title: '区分', share: 12, heads: true },
      { title: '担当（記録上の名称）', share: 34 },
      { title: '日時', share: 54 },
    ],
    [
      ['承認', who.approved.by, fullTime(who.approved.at)],
      ['実施', who.executed.by, fullTime(who.executed.at)],
      ['検証', who.verified.by, fullTime(who.verified.at)],
    ],
  );
  note(sheet, texts.SEPARATION[who.separation]);
  keyValues(sheet, [
    ...(who.begun ? [['消去を開始したアカウント', begunText(who.begun)] as const] : []),
    ['計画書', `${plan.planId}　作成日 ${fullDate(plan.createdAt)}\n${plan.sha256}`],
    ...(approval.letter
      ? ([
          [
            '承認書（書面）',
            `${approval.letter.number}　${approval.letter.date}\n記録 ${approval.letter.recordedBy}、確認 ${approval.letter.confirmedBy}（受注者）\n写し ${approval.letter.scan}`,
          ],
          ['承認の記録（SHA-256）', approval.sha256],
        ] as const)
      : ([['承認の署名（SHA-256）', approval.sha256]] as const)),
  ]);
  const moments: [string, string | undefined][] = [
    ['開始', times.startedAt],
    ['凍結（書込みの停止）', times.frozenAt],
    ['ユニット鍵の消去（最初）', times.unitKeysDestroyedFrom],
    ['ユニット鍵の消去（最後）', times.unitKeysDestroyedTo],
    ['検証', times.verifiedAt],
    ['鍵管理サービスの鍵の無効化（最後）', times.kmsKeysDisabledAt],
    ['鍵管理サービスの鍵の削除予約（最後）', times.kmsKeysScheduledAt],
    ['鍵管理サービスの鍵の消滅の確認（最後）', times.kmsKeysDestroyedAt],
    ['完了', times.completedAt],
  ];
  table(
    sheet,
    [
      { title: '経過', share: 46, heads: true },
      { title: '日時', share: 54 },
    ],
    moments.map(([what, at]) => [what, at === undefined ? '該当なし' : fullTime(at)]),
  );
}

function verification(sheet: Sheet, certificate: CertificateDocument): void {
  const { verification: checked } = certificate;
  heading(sheet, '５　検証');
  const outcomes = Object.entries(texts.OUTCOMES) as [keyof typeof checked.outcomes, string][];
  keyValues(sheet, [
    ['方法', checked.method],
    ['日時', fullTime(checked.at)],
    ['廃棄後の一覧に残った版等', `${count(checked.versionsListedAfter)}件`],
    ['読出しを試みた版等', `${count(checked.probed)}件`],
    ['その結果', outcomes.map(([outcome, label]) => `${label}：${count(checked.outcomes[outcome])}件`).join('\n')],
    [
      '確認用データの復号',
      `${count(checked.canaries.total)}個のうち ${count(checked.canaries.destroyed)}個で、復号できないことを確認`,
    ],
    ['総合の判定', { weight: 'bold', text: texts.VERDICTS[checked.overall] }],
  ]);
}
