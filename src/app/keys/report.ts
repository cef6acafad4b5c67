import { randomUUID } from 'node:crypto';
import { link, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { errnoOf } from '../../base/fault.js';
import { renderEncryptionReport } from '../../documents/encryption-report.js';
import { renderKeyLifecycleReport } from '../../documents/key-lifecycle-report.js';
import type { Workspace } from '../workspace.js';
import { encryptionReport } from './encryption-report.js';
import { type ListedKeys, listKeys } from './list-keys.js';

interface WrittenReport {
  reportId: string;
  path: string;
  /** Of the PDF. */
  sha256: string;
}

export interface WrittenReports {
  encryption: WrittenReport;
  lifecycle: WrittenReport;
  /** The key policy names nobody, so that the account decides who manages and uses the keys. */
  withoutAdministrators: boolean;
  deviations: ListedKeys['deviations'];
}

/**
 * Writes 暗号化・鍵管理報告書 (B2-4-1) and 鍵ライフサイクル報告書 (B2-4-2) into `reports/`, and their hashes into the
 * audit log. Both rest on one reading of the keys.
 */
export async function writeKeyReports(workspace: Workspace): Promise<WrittenReports> {
  const { catalog, clock, actor, service, keys } = workspace.ports;
  const { ledger, deviations } = await listKeys(workspace);
  const now = clock.now();
  const head = await catalog.auditHead();
  const common = {
    createdAt: now.toISOString(),
    createdBy: actor,
    parties: service.parties,
    auditHead: head && { seq: head.seq, hash: head.hash },
  };
  const day = tokyoDay(now);
  const folder = await workspace.folder('reports');
  const heading = (kind: string) => ({
    ...common,
    reportId: `${kind}-${day}-${String(head?.seq ?? 0).padStart(6, '0')}`,
  });
  const first = await encryptionReport(workspace, heading('enc'), ledger, deviations);
  const second = {
    schema: 'kimitsu/key-lifecycle-report/1',
    ...heading('key'),
    keyService: keys.product,
    settings: first.settings,
    ledger,
  } as const;
  const [encryption, lifecycle] = [
    await writeNew(folder, `encryption-report-${day}`, first.reportId, await renderEncryptionReport(first)),
    await writeNew(folder, `key-lifecycle-report-${day}`, second.reportId, await renderKeyLifecycleReport(second)),
  ];
  await catalog.appendAudit(
    [encryption, lifecycle].map(({ reportId, sha256 }) => ({
      actor,
      action: 'report.made',
      subject: reportId,
      detail: { sha256 },
    })),
  );
  const { access, keyService } = first;
  const withoutAdministrators = keyService.kind === 'service' && access.administrators.length === 0;
  return { encryption, lifecycle, withoutAdministrators, deviations };
}

/** Whole and durable under `<name>.pdf`, or with the next free number where that is taken: nothing is replaced. */
async function writeNew(folder: string, name: string, reportId: string, pdf: Uint8Array): Promise<WrittenReport> {
  const temporary = join(folder, `.${name}.${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(pdf);
      await handle.sync();
    } finally {
      await handle.close();
    }
    for (let number = 1; ; number += 1) {
      const path = join(folder, number === 1 ? `${name}.pdf` : `${name}-${number}.pdf`);
      try {
        await link(temporary, path);
        return { reportId, path, sha256: sha256Hex(pdf) };
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
      }
    }
  } finally {
    await unlink(temporary);
  }
}

/** `20260401` in Japanese time. */
function tokyoDay(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
}
