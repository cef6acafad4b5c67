import { replaceFile, SHARED } from '../replace-file.js';
import type { Report } from './gather.js';
import { reportCsv } from './report-csv.js';
import { reportPage } from './report-page.js';
import type { ReportWording } from './report-tables.js';

/** Writes the report whole or not at all. @throws {Fault} usage `file/not-writable` */
export async function writeReport(
  report: Report,
  { html, csv }: { html?: string; csv?: string },
  wording: ReportWording,
): Promise<void> {
  if (html !== undefined) await replaceFile(html, await reportPage(report, wording), SHARED);
  if (csv !== undefined) await replaceFile(csv, reportCsv(report), SHARED);
}
