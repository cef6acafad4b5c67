import type { Report } from './gather.js';
import { reportCsv } from './report-csv.js';
import { reportPage } from './report-page.js';
import type { ReportWording } from './report-tables.js';
import { writeWhole } from './write-whole.js';

/** Writes the report whole or not at all. @throws {Fault} usage `file/not-writable` */
export async function writeReport(
  report: Report,
  { html, csv }: { html?: string; csv?: string },
  wording: ReportWording,
): Promise<void> {
  if (html !== undefined) await writeWhole(html, await reportPage(report, wording));
  if (csv !== undefined) await writeWhole(csv, reportCsv(report));
}
