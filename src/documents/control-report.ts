import { canonicalHash, canonicalJson, type Json } from '../base/canonical-json.js';
import * as texts from './control-report-texts.js';
import { heading, list, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import { letterhead } from './pdf/letterhead.js';
import type { Sheet } from './pdf/sheet.js';
import { type Cell, keyValues, table } from './pdf/table.js';
import { count, fullDate, shortTime } from './wording.js';

/** What the document says of one requirement; Japanese. */
export interface ControlLine {
  id: string;
  title: string;
  asks: string;
  satisfiedBy: string;
  standing: string;
  /** Newest first. */
  evidence: { at: string; text: string }[];
  missing: string[];
}

export interface ControlReportData {
  /** ASCII. */
  number: string;
  createdAt: string;
  service: { name: string; contract: string };
  contractor: string;
  prefecture: string;
  software: string;
  auditHead: { seq: number; hash: string } | undefined;
  counts: { name: string; count: number }[];
  annexes: { title: string; controls: ControlLine[] }[];
  /** The same for programs; attached. */
  data: Json;
}

/**
 * 情報セキュリティ対策の実施状況報告書 as PDF/A-3b with its data attached.
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function renderControlReport(report: ControlReportData): Promise<Uint8Array> {
  const frame = {
    title: texts.TITLE,
    number: report.number,
    date: new Date(report.createdAt),
    hash: { label: '実施状況', sha256: canonicalHash(report.data) },
    attachments: [
      {
        name: 'control-report.json',
        type: 'application/json',
        relationship: 'Source' as const,
        description: '情報セキュリティ対策の実施状況（正規化した JSON）',
        bytes: Buffer.from(canonicalJson(report.data), 'utf8'),
      },
    ],
  };
  return composePdf(frame, (sheet) => {
    opening(sheet, report);
    heading(sheet, '２　要求事項ごとの状況');
    for (const { title, controls } of report.annexes) {
      subheading(sheet, title);
      overview(sheet, controls);
    }
    heading(sheet, '３　証跡及び不足する事項');
    for (const { controls } of report.annexes) for (const control of controls) details(sheet, control);
    heading(sheet, '４　本書の限り');
    list(sheet, texts.LIMITS);
    if (report.auditHead)
      keyValues(sheet, [['監査ログの末尾', `第${count(report.auditHead.seq)}号\n${report.auditHead.hash}`]]);
  });
}

function opening(sheet: Sheet, report: ControlReportData): void {
  const { service, contractor, prefecture, number, createdAt, counts, software } = report;
  letterhead(sheet, {
    title: texts.TITLE,
    number,
    date: fullDate(createdAt),
    to: [`${prefecture}　御中`],
    from: [contractor],
  });
  paragraph(sheet, texts.PURPOSE);
  heading(sheet, '１　業務及び概要');
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['状況', counts.map((one) => `${one.name} ${count(one.count)}件`).join('、')],
    ['作成に用いたソフトウェア', `kimitsu ${software}`],
  ]);
}

function overview(sheet: Sheet, controls: readonly ControlLine[]): void {
  table(
    sheet,
    [
      { title: '番号', share: 12, heads: true },
      { title: '要求事項', share: 50 },
      { title: '状況', share: 12 },
      { title: '最新の証跡', share: 26 },
    ],
    controls.map(({ id, title, standing, evidence: [newest] }): Cell[] => [
      id,
      title,
      standing,
      newest ? shortTime(newest.at) : '－',
    ]),
  );
}

function details(sheet: Sheet, { id, title, asks, satisfiedBy, standing, evidence, missing }: ControlLine): void {
  subheading(sheet, `${id}　${title}（${standing}）`);
  paragraph(sheet, `${texts.ASKS}${asks}`);
  paragraph(sheet, `${texts.SATISFIED_BY}${satisfiedBy}`);
  if (evidence.length > 0) {
    paragraph(sheet, texts.EVIDENCE);
    list(
      sheet,
      evidence.map(({ at, text }) => `${shortTime(at)}　${text}`),
    );
  }
  if (missing.length > 0) {
    paragraph(sheet, texts.MISSING);
    list(sheet, missing);
  }
}
