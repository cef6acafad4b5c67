import { extname } from 'node:path';
import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { renderControlReport } from '../../documents/control-report.js';
import { replaceFile, SHARED } from '../replace-file.js';
import { forPrograms } from './control-data.js';
import { controlPage } from './control-page.js';
import type { ControlReport } from './control-report.js';
import { STANDINGS, standingName } from './standing-names.js';

/** Refuses a name that says neither PDF nor HTML, before anything is looked at. @throws {Fault} usage `controls/report-format` */
export function checkReportName(file: string): void {
  if (/^\.(?:pdf|html?)$/i.test(extname(file))) return;
  const hint = 'give a name that ends with .pdf or .html';
  throw new Fault('usage', 'controls/report-format', 'the report can be a PDF or a page of HTML', {}, { hint });
}

/** Writes the report whole or not at all. @throws {Fault} usage `controls/report-format`, `file/not-writable` */
export async function writeControlReport(report: ControlReport, file: string): Promise<void> {
  checkReportName(file);
  const page = extname(file).toLowerCase() === '.pdf' ? await controlPdf(report) : await controlPage(report);
  await replaceFile(file, page, SHARED);
}

/** 実施状況報告書 as PDF/A-3b with its data attached. */
export function controlPdf(report: ControlReport): Promise<Uint8Array> {
  const { madeAt, auditHead, annexes, counts } = report;
  const day = japaneseDay(new Date(madeAt)).replaceAll('-', '');
  return renderControlReport({
    number: `controls-${day}-${String(auditHead?.seq ?? 0).padStart(6, '0')}`,
    createdAt: madeAt,
    service: report.service,
    contractor: report.contractor,
    prefecture: report.prefecture,
    software: report.software,
    auditHead,
    counts: STANDINGS.map(([standing, name]) => ({ name, count: counts[standing] })),
    annexes: annexes.map(({ titleJa, controls }) => ({
      title: titleJa,
      controls: controls.map(({ about: { id, title, asks, satisfiedBy }, standing, evidence, missing }) => ({
        id,
        title,
        asks,
        satisfiedBy,
        standing: standingName(standing),
        evidence: evidence.map(({ at, words: [, text] }) => ({ at, text })),
        missing: missing.map(([, text]) => text),
      })),
    })),
    data: JSON.parse(JSON.stringify(forPrograms(report))),
  });
}
