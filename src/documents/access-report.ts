import { canonicalHash, canonicalJson } from '../base/canonical-json.js';
import type { AccessReport } from '../watch/access-report.js';
import type { Finding } from '../watch/finding.js';
import { ruleOf } from '../watch/rules/other-rules.js';
import * as texts from './access-report-texts.js';
import { heading, list, note, paragraph, subheading } from './pdf/blocks.js';
import { composePdf } from './pdf/compose.js';
import { letterhead } from './pdf/letterhead.js';
import type { Sheet } from './pdf/sheet.js';
import { type Cell, keyValues, table } from './pdf/table.js';
import { capped } from './tables.js';
import { count, fullDate, joined, shortTime } from './wording.js';

/** Findings in the table; the attached data have all. */
const LIMIT = 300;
/** Findings whose evidence is printed. */
const DETAILED = 60;

/**
 * アクセス監視日報 (B2-3-2) as PDF/A-3b with its data attached.
 * @throws {Fault} `usage` / `documents/missing-glyph`
 */
export async function renderAccessReport(report: AccessReport): Promise<Uint8Array> {
  const frame = {
    title: texts.TITLE,
    number: report.reportId,
    date: new Date(report.createdAt),
    hash: { label: '監視結果', sha256: canonicalHash(report) },
    attachments: [
      {
        name: 'access-report.json',
        type: 'application/json',
        relationship: 'Source' as const,
        description: 'アクセス監視の結果（正規化した JSON）',
        bytes: Buffer.from(canonicalJson(report), 'utf8'),
      },
    ],
  };
  return composePdf(frame, (sheet) => {
    opening(sheet, report);
    sources(sheet, report);
    overview(sheet, report.findings);
    details(sheet, report.findings);
    heading(sheet, '５　確認の及ばないもの');
    if (report.rulesNotApplied.length > 0) {
      paragraph(sheet, texts.NOT_APPLIED);
      list(
        sheet,
        report.rulesNotApplied.map((id) => ruleOf(id).title),
      );
    }
    list(sheet, texts.LIMITS);
    keyValues(sheet, [['監査ログの末尾', `第${count(report.auditHead.seq)}号\n${report.auditHead.hash}`]]);
  });
}

function opening(sheet: Sheet, { parties, reportId, createdAt, day, runs, findings }: AccessReport): void {
  const { contractor, prefecture, service } = parties;
  letterhead(sheet, {
    title: texts.TITLE,
    number: reportId,
    date: fullDate(createdAt),
    to: [`${joined(prefecture.name, prefecture.department)}　御中`],
    from: [
      contractor.name,
      ...(contractor.department ? [contractor.department] : []),
      `責任者　${contractor.responsible}`,
    ],
  });
  paragraph(sheet, texts.PURPOSE);
  heading(sheet, '１　業務及び結果');
  const serious = findings.filter(({ severity }) => severity === 'serious').length;
  keyValues(sheet, [
    ['業務の名称', service.name],
    ['契約', service.contract],
    ['対象の日', fullDate(`${day}T00:00:00+09:00`)],
    ['確認の回数', `${count(runs)}回`],
    ['新たに検知したもの', `要対応 ${count(serious)}件、参考 ${count(findings.length - serious)}件`],
  ]);
  if (runs === 0) paragraph(sheet, texts.NO_RUN, { weight: 'bold' });
}

function sources(sheet: Sheet, report: AccessReport): void {
  heading(sheet, '２　確認したログ');
  table(
    sheet,
    [
      { title: 'ログ', share: 34, heads: true },
      { title: 'ファイル', share: 12, align: 'right' },
      { title: '操作', share: 16, align: 'right' },
      { title: '読取り\n不能', share: 12, align: 'right' },
      { title: '照合済のログ', share: 14, align: 'right' },
      { title: '署名\n（有効/不一致/不明）', share: 22, align: 'right' },
    ],
    report.sources.map(({ id, type, logs, events, problems, failed, digests }): Cell[] => [
      `${texts.SOURCE_TYPES[type]}\n${id}`,
      count(logs),
      count(events),
      count(problems + failed),
      digests ? count(digests.logsVerified) : '－',
      digests
        ? `${count(digests.signatures.valid)} / ${count(digests.signatures.invalid)} / ${count(digests.signatures.unknown)}`
        : '－',
    ]),
  );
  if (report.sources.some(({ failed }) => failed > 0)) note(sheet, texts.FAILED);
}

function overview(sheet: Sheet, findings: readonly Finding[]): void {
  heading(sheet, '３　検知したもの');
  if (findings.length === 0) {
    paragraph(sheet, texts.NOTHING_FOUND);
    return;
  }
  table(
    sheet,
    [
      { title: '区分', share: 10 },
      { title: '内容', share: 34, heads: true },
      { title: '主体又はログ', share: 40 },
      { title: '最初の日時', share: 18 },
      { title: '件数', share: 9, align: 'right' },
    ],
    capped(
      findings.map((finding): Cell[] => [
        texts.SEVERITIES[finding.severity],
        ruleOf(finding.rule).title,
        finding.principal,
        shortTime(finding.firstAt),
        count(finding.count),
      ]),
      LIMIT,
      (left) => ['', `ほか${count(left)}件`, '添付のデータに全件を記載', '', ''],
    ),
  );
}

function details(sheet: Sheet, findings: readonly Finding[]): void {
  heading(sheet, '４　証拠及び対応');
  if (findings.length === 0) paragraph(sheet, '該当するものはありません。');
  for (const finding of findings.slice(0, DETAILED)) {
    const { title, advice } = ruleOf(finding.rule);
    subheading(sheet, `${texts.SEVERITIES[finding.severity]}　${title}（${finding.findingId}）`);
    paragraph(sheet, `${finding.principal}　${advice}`);
    table(
      sheet,
      [
        { title: '日時', share: 18, heads: true },
        { title: '操作・結果', share: 26 },
        { title: '接続元', share: 16 },
        { title: '対象', share: 26 },
        { title: 'ログの位置', share: 34 },
      ],
      finding.evidence.map((line): Cell[] => [
        shortTime(line.at),
        `${line.action}\n${line.outcome}`,
        line.ip ?? '－',
        line.resource ?? '－',
        `${line.file}:${line.position}\n${line.requestId}`,
      ]),
      { size: 7.5 },
    );
  }
  if (findings.length > DETAILED)
    note(sheet, `ほか${count(findings.length - DETAILED)}件の証拠は、添付のデータに記載しています。`);
}
