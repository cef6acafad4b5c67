import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { errnoOf, Fault } from '../../base/fault.js';
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
  if (html !== undefined) await write(html, await reportPage(report, wording));
  if (csv !== undefined) await write(csv, reportCsv(report));
}

async function write(file: string, content: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o640);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    const detail = { reason: errnoOf(cause) ?? 'unknown' };
    throw new Fault('usage', 'file/not-writable', 'the output file cannot be written', detail, { cause });
  }
}
