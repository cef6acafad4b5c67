import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exportAudit } from '../../src/app/audit.js';
import { asFault } from '../../src/base/fault.js';
import { smallService } from '../support/small-service.js';

/** @returns by what an export to a disk with too little room ends, and what it leaves there */
export async function exportToFullDisk(disk: string): Promise<string> {
  const { open } = await smallService();
  const output = join(disk, 'evidence.jsonl');
  const detail = { text: 'x'.repeat(100) };
  const ended = await open(async (workspace) => {
    const drafts = Array.from({ length: 60 }, () => ({ actor: 'operator:test', action: 'a.b', subject: 's', detail }));
    await workspace.ports.catalog.appendAudit(drafts);
    return exportAudit(workspace, { output }).then(
      () => 'exported',
      (error: unknown) => `${asFault(error).kind} ${asFault(error).code}`,
    );
  });
  return `${ended}, ${existsSync(output) ? 'part of it' : 'nothing'}`;
}
