import { canonicalHash, canonicalJson } from '../base/canonical-json.js';
import { type AccountDisposalRecord, isSettled } from '../dispose/account-disposal.js';
import type { Parties } from '../dispose/plan.js';
import { byHand, credentials, register, remaining, summary } from './account-report-parts.js';
import * as texts from './account-report-texts.js';
import { heading, list, paragraph } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import { letterhead } from './pdf/letterhead.js';
import type { Sheet } from './pdf/sheet.js';
import { keyValues } from './pdf/table.js';
import { count, fullDate, fullTime, joined } from './wording.js';

export interface AccountReport {
  record: AccountDisposalRecord;
  parties: Parties;
  reportedAt: string;
  auditHead: { seq: number; hash: string };
}

/**
 * アカウント廃棄報告書 (B3-3-1, B3-3-2, B3-3-3) as PDF/A-3b with the record's canonical JSON attached.
 *
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function renderAccountReport(report: AccountReport): Promise<Uint8Array> {
  const { record, reportedAt } = report;
  const frame = {
    title: 'アカウント廃棄報告書',
    number: record.disposalId,
    date: new Date(reportedAt),
    hash: { label: '廃棄記録', sha256: canonicalHash(record) },
    attachments: [
      {
        name: 'account-disposal.json',
        type: 'application/json',
        relationship: 'Source' as const,
        description: 'アカウント廃棄の記録（正規化した JSON）',
        bytes: Buffer.from(canonicalJson(record), 'utf8'),
      },
    ],
  };
  return composePdf(frame, (sheet) => {
    opening(sheet, report);
    summary(sheet, record);
    register(sheet, record);
    byHand(sheet, record);
    credentials(sheet, record);
    remaining(sheet, record);
    verification(sheet, report);
  });
}

function opening(sheet: Sheet, { record, parties, reportedAt }: AccountReport): void {
  const { contractor, prefecture, service } = parties;
  letterhead(sheet, {
    title: 'アカウント廃棄報告書',
    number: record.disposalId,
    date: fullDate(reportedAt),
    to: [`${joined(prefecture.name, prefecture.department)}　御中`],
    from: [
      contractor.name,
      ...(contractor.department ? [contractor.department] : []),
      `責任者　${contractor.responsible}`,
    ],
  });
  paragraph(sheet, texts.PURPOSE);
  if (!isSettled(record)) paragraph(sheet, texts.UNFINISHED, { weight: 'bold' });
  heading(sheet, '１　業務、計画及び根拠');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['発注者', joined(prefecture.name, prefecture.department)],
    ['受注者', joined(contractor.name, contractor.department)],
    ['計画番号', record.planId],
    ['計画データのハッシュ値', record.planHash],
    ['承認', `${record.approvedBy}\n${fullTime(record.approvedAt)}`],
    ['実施者', record.executedBy],
    ['検証者', record.verifiedBy],
    ['着手日時', fullTime(record.startedAt)],
    ['完了日時', record.endedAt === undefined ? '未完了' : fullTime(record.endedAt)],
    ['根拠', texts.BASIS.join('\n')],
  ]);
}

function verification(sheet: Sheet, { auditHead }: AccountReport): void {
  heading(sheet, '７　検証の方法及びその限界');
  paragraph(sheet, '廃棄の結果は、次の方法により確かめています。');
  list(sheet, texts.VERIFICATION, 'numbers');
  paragraph(sheet, '本書の確認が及ばないものは、次のとおりです。');
  list(sheet, texts.LIMITS);
  heading(sheet, '８　記録の照合');
  paragraph(
    sheet,
    '本書の内容は、添付の account-disposal.json によります。その SHA-256 は各ページの下部に記載の値と一致します。各操作の記録は監査ログにあり、本書の作成時点の末尾は次のとおりです。',
  );
  keyValues(sheet, [['監査ログの末尾', `第${count(auditHead.seq)}号\n${auditHead.hash}`]]);
}
