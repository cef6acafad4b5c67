import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { renderAccessReport } from '../../documents/access-report.js';
import { accessReportMarkdown } from '../../documents/access-report-markdown.js';
import { type AccessReport, inOrder, summed } from '../../watch/access-report.js';
import { Findings } from '../../watch/findings.js';
import type { WatchRun } from '../../watch/source-summary.js';
import type { Workspace } from '../workspace.js';

/** What the day has shown so far, from the catalogue alone. @param day - in Japan; today when absent */
export async function accessReport({ ports }: Workspace, day?: string): Promise<AccessReport> {
  const { catalog, clock, actor, service } = ports;
  const now = clock.now();
  const of = day ?? japaneseDay(now);
  const runs = (await catalog.documents('run', `watch-runs/${of}`)).map(({ body }) => body as unknown as WatchRun);
  const head = await catalog.auditHead();
  return {
    schema: 'kimitsu/access-report/1',
    reportId: `access-${of.replaceAll('-', '')}-${String(head?.seq ?? 0).padStart(6, '0')}`,
    day: of,
    createdAt: now.toISOString(),
    createdBy: actor,
    parties: service.parties,
    ...summed(runs),
    findings: inOrder(await new Findings(catalog, actor).of(of)),
    auditHead: { seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
}

/** Refuses a name that says neither PDF nor Markdown, before anything is done. @throws {Fault} usage `watch/report-format` */
export function checkReportName(file: string): void {
  if (/^\.(?:pdf|md)$/i.test(extname(file))) return;
  const hint = 'give a name that ends with .pdf or .md';
  throw new Fault('usage', 'watch/report-format', 'the report can be a PDF or Markdown', {}, { hint });
}

/**
 * Writes the daily report and its hash into the audit log.
 * @throws {Fault} usage `watch/report-format`, `file/not-writable`
 */
export async function writeAccessReport(
  { ports: { catalog, actor } }: Workspace,
  report: AccessReport,
  file: string,
): Promise<{ reportId: string; path: string; sha256: string }> {
  checkReportName(file);
  const pdf = extname(file).toLowerCase() === '.pdf';
  const bytes = pdf ? await renderAccessReport(report) : Buffer.from(accessReportMarkdown(report), 'utf8');
  const handle = await open(file, 'wx', 0o600).catch((cause) => {
    throw new Fault('usage', 'file/not-writable', 'the output file exists already or cannot be written', {}, { cause });
  });
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const sha256 = sha256Hex(bytes);
  const { reportId } = report;
  await catalog.appendAudit([{ actor, action: 'access.reported', subject: reportId, detail: { sha256 } }]);
  return { reportId, path: file, sha256 };
}
