import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/bytes.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import type { CertificateDocument } from '../../src/certify/certificate.js';
import { thumbprint } from '../../src/certify/jws.js';
import { readAttachments } from '../../src/certify/pdf-attachments.js';
import { PdfReader } from '../../src/certify/pdf-reader.js';
import { renderDisposalCertificate } from '../../src/documents/disposal-certificate.js';
import { pagesOf } from './pdf-text.js';
import { sampleCertificate, sampleErasure, signedParts } from './sample-certificate.js';
import { samplePlan } from './samples.js';

async function render(certificate: CertificateDocument): Promise<Uint8Array> {
  return renderDisposalCertificate(certificate, await signedParts(certificate));
}

describe('renderDisposalCertificate (B3-2-2)', () => {
  const certificate = sampleCertificate();
  let pdf: Uint8Array;
  let text: string;

  beforeAll(async () => {
    pdf = await render(certificate);
    text = pagesOf(pdf).flat().join('');
  });

  it('breaks no number and cuts no name, however large the one and long the other', async () => {
    const plan = samplePlan();
    const many = { objects: 123_456_789, records: 1_185_185_160, versions: 123_456_789, bytes: 14_814_814_681_440 };
    const name = `株式会社髙﨑コンタクト𠮷野①${'府民お問合せ運営受託サービス'.repeat(5)}の終わり`;
    const large = samplePlan({
      lines: plan.lines.map((line) => ({ ...line, ...many })),
      parties: { ...plan.parties, contractor: { ...plan.parties.contractor, name } },
      exceptions: [],
    });
    const certificate = sampleCertificate(large);
    const lines = pagesOf(await render(certificate)).flat();
    const { total } = certificate.scope;
    for (const sum of [total.objects, total.records, total.bytes]) expect(lines).toContain(sum.toLocaleString('ja-JP'));
    // In the letterhead, and in both boxes of the contractor.
    expect(lines.join('').split('の終わり').length - 1).toBeGreaterThanOrEqual(3);
  });

  it('B1-1-1: names the account that began the erasure, and nothing of it where none is on record', async () => {
    expect(text).not.toContain('消去を開始したアカウント');
    const begunBy = {
      account: 'account-00000000000000000000000a',
      factors: ['secret', 'totp'] as ('secret' | 'totp')[],
    };
    const begun = sampleCertificate(samplePlan(), 'interim', { record: sampleErasure(samplePlan(), { begunBy }) });
    const shown = pagesOf(await render(begun))
      .flat()
      .join('');
    expect(shown).toContain('account-00000000000000000000000a（本人確認：パスワード及び認証アプリの確認コード）');
  });

  it('shows what the certificate says', () => {
    for (const part of [
      '廃棄証明書',
      '（暫定・第1版）',
      'KC-2026-0001',
      '令和8年11月24日（2026年11月24日）',
      '株式会社髙﨑コンタクト𠮷野',
      'PASS（検証した範囲の全てで確認できた）',
      '45,002 / 0 / 0',
      '消滅の予定は 令和8年12月24日',
      'checker-02（監査室）',
      certificate.inventory.root,
      certificate.auditHead.hash,
      certificate.plan.sha256,
      certificate.approval.sha256,
      thumbprint(certificate.issuerKey),
      'obj-9f86d081884c7d659a2feaa0c55ad015',
    ])
      expect(text).toContain(part);
    for (const { title } of certificate.traceability) expect(text).toContain(title);
    for (const limit of certificate.limits) expect(text).toContain(limit);
    for (const { sha256 } of certificate.evidence) expect(text).toContain(sha256);
  });

  it('never says that something is unrecoverable', () => {
    expect(text).not.toMatch(/復元不可能|復元できない|unrecoverable/i);
  });

  it('shows the final stage, and what a correction replaces', async () => {
    const predecessor = {
      number: 'KC-2026-0001',
      version: 1,
      sha256: 'c'.repeat(64),
      relation: 'corrects',
      reason: '契約番号の訂正',
    } as const;
    const corrected = sampleCertificate(samplePlan(), 'final', { version: 2, predecessor });
    const shown = pagesOf(await render(corrected))
      .flat()
      .join('');
    expect(shown).toContain('（確定・第2版）');
    expect(shown).toContain('2個の消滅を確認');
    expect(shown).toContain('次の証明書を訂正し、これに代わるもの：証明書番号 KC-2026-0001 第1版');
    expect(shown).toContain('契約番号の訂正');
    expect(shown).toContain('c'.repeat(64));
  });

  it('names what had disappeared before, apart from what was erased', async () => {
    const before = sampleCertificate();
    const disappeared = [{ system: 'pbx', versions: 7, reason: 'inventory/not-in-store' }];
    const shown = pagesOf(await render({ ...before, scope: { ...before.scope, disappeared } })).flat();
    const at = shown.indexOf('（inventory/not-in-store）');
    expect(shown.slice(at - 3, at)).toEqual(['電話交換機', '7', '本ソフトウェア以外による削除又は上書き']);
  });

  it('B3-2-2: says beside the sum of what went how much of it nobody could read', async () => {
    const { scope } = certificate;
    const verdicts = { ...scope.total.verdicts, DELETED: 23 };
    const unread = { ...certificate, scope: { ...scope, total: { ...scope.total, verdicts } } };
    const said = 'このうち版等 23件は、内容を読み取れないまま、削除だけを確認したもの（DELETED）';
    expect(
      pagesOf(await render(unread))
        .flat()
        .join(''),
    ).toContain(said);
    expect(pagesOf(pdf).flat().join('')).not.toContain('内容を読み取れないまま');
  });

  it('carries the JSON and its JWS, and the same bytes come out each time', async () => {
    const parts = await signedParts(certificate);
    const again = await renderDisposalCertificate(certificate, parts);
    const attached = readAttachments(new PdfReader(Buffer.from(again)));
    expect(attached.json.equals(Buffer.from(canonicalJson(certificate)))).toBe(true);
    expect(attached.jws.toString('ascii')).toBe(parts.jws);
    expect(Buffer.compare(again, await renderDisposalCertificate(certificate, parts))).toBe(0);
  });

  it('declares PDF/A-3b, is tagged, and embeds its fonts as subsets', () => {
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(raw).toContain('/Type /StructTreeRoot');
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(raw.match(/\/S \/(Document|H1|H2|P|Table|TR|TH|TD|Figure)\n/g)?.length).toBeGreaterThan(100);
    for (const element of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure'])
      expect(raw).toContain(`/S /${element}\n`);
    expect(raw).not.toContain('/BaseFont /Helvetica');
  });

  it('draws the SHA-256 of the JSON as QR code, one rectangle per run of dark modules', async () => {
    const sha256 = sha256Hex(canonicalJson(certificate));
    const { modules } = QRCode.create(`sha256:${sha256}`, { errorCorrectionLevel: 'M' });
    let runs = 0;
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column) && !(column > 0 && modules.get(row, column - 1))) runs += 1;
    expect(pagesOf(pdf).at(-1)!.join('')).toContain(sha256.slice(0, 40));
    expect(rectanglesFilledTogether(pdf)).toContain(runs);
  });

  it('refuses JSON that is not that of the certificate', async () => {
    const parts = await signedParts(certificate);
    const other = { ...parts, json: Buffer.from(canonicalJson({ ...certificate, number: 'KC-2026-0002' })) };
    await expect(renderDisposalCertificate(certificate, other)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'documents/certificate-json',
    });
  });
});

/** For every fill operator: how many rectangles it fills. */
function rectanglesFilledTogether(pdf: Uint8Array): number[] {
  const reader = new PdfReader(Buffer.from(pdf));
  const pages = reader.resolve(reader.root.get('Pages')) as Map<string, never[]>;
  const last = reader.resolve(pages.get('Kids')!.at(-1)) as Map<string, never>;
  const operators = reader.stream(last.get('Contents')).content.toString('latin1').split('\n');
  const sums: number[] = [];
  let rectangles = 0;
  for (const operator of operators) {
    if (operator.endsWith(' re')) rectangles += 1;
    else if (/^f\*?$/.test(operator)) {
      sums.push(rectangles);
      rectangles = 0;
    } else if (operator === 'S') rectangles = 0;
  }
  return sums;
}
