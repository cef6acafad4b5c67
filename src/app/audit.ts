import { open, rm } from 'node:fs/promises';
import { CheckpointCheck } from '../audit/checkpoint-check.js';
import { exportEvidence } from '../audit/export.js';
import { type ChainReport, verifyChain } from '../audit/verify.js';
import { Fault } from '../base/fault.js';
import { signDocument } from '../certify/jws.js';
import type { AuditEntry } from '../ports/catalog.js';
import { checkpointFile, readCheckpoints } from './checkpoints/checkpoint-file.js';
import { heldCheckpoint } from './checkpoints/held-checkpoint.js';
import { trustedKey } from './checkpoints/trusted-key.js';
import type { Workspace } from './workspace.js';

export interface BroughtToAudit {
  /** File of a checkpoint that someone else holds. */
  checkpoint?: string | undefined;
  /** File of the public key that signs the checkpoints, when it is not to be asked of the workspace. */
  pin?: string | undefined;
}

/**
 * Recomputes the whole audit chain and holds it against its signed checkpoints; with a head or a checkpoint that the
 * prefecture has kept, a tail cut off together with its checkpoints is found too.
 *
 * @throws {Fault} what `heldCheckpoint` and `trustedKey` throw
 */
export async function verifyAudit(
  workspace: Workspace,
  expectedHead?: string,
  { checkpoint, pin }: BroughtToAudit = {},
): Promise<ChainReport> {
  const { dir, config, ports } = workspace;
  const checkpoints = new CheckpointCheck(readCheckpoints(checkpointFile(dir)), {
    service: config.service.id,
    trusted: await trustedKey(workspace, pin),
    held: checkpoint === undefined ? undefined : await heldCheckpoint(checkpoint),
  });
  return verifyChain(ports.catalog.auditEntries(), {
    checkpoints,
    ...(expectedHead === undefined ? {} : { expectedHead: { hash: headGiven(expectedHead) } }),
  });
}

export interface ExportRequest {
  output: string;
  /** Instants, RFC 3339; both ends inclusive. */
  from?: string;
  to?: string;
  subject?: string;
}

/** B1-2-2: a signed evidence pack (JSON Lines) of a part of the audit log. */
export async function exportAudit(
  workspace: Workspace,
  { output, from, to, subject }: ExportRequest,
): Promise<{ entries: number; output: string }> {
  const { catalog, clock, actor } = workspace.ports;
  const range = await rangeOf(catalog.auditEntries(), instant(from, 'from'), instant(to, 'to'));
  const signer = await workspace.signer();
  const file = await open(output, 'wx', 0o600).catch((cause) => {
    throw new Fault('usage', 'file/not-writable', 'the output file exists already or cannot be written', {}, { cause });
  });
  let entries = 0;
  try {
    const lines = exportEvidence({
      entries: catalog.auditEntries(),
      ...range,
      ...(subject === undefined ? {} : { subjects: [subject] }),
      now: clock.now(),
      sign: (bytes) =>
        signDocument(JSON.parse(Buffer.from(bytes).toString('utf8')), 'kimitsu-audit-evidence+jws', signer),
    });
    for await (const line of lines) {
      if (line.startsWith('{"entry"')) entries += 1;
      await file.writeFile(line);
    }
    await file.sync();
  } catch (error) {
    // Part of a pack would be taken for one that was tampered with.
    await rm(output, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await catalog.appendAudit([{ actor, action: 'audit.exported', subject: `${entries} entries`, detail: { ...range } }]);
  return { entries, output };
}

async function rangeOf(
  entries: AsyncIterable<AuditEntry>,
  from: Date | undefined,
  to: Date | undefined,
): Promise<{ fromSeq?: number; toSeq?: number }> {
  if (!from && !to) return {};
  let fromSeq: number | undefined;
  let toSeq = 0;
  for await (const { seq, at } of entries) {
    if (fromSeq === undefined && (!from || new Date(at) >= from)) fromSeq = seq;
    if (!to || new Date(at) <= to) toSeq = seq;
  }
  if (fromSeq === undefined || toSeq < fromSeq)
    throw new Fault('usage', 'audit/empty-range', 'no entry lies in this range');
  return { fromSeq, toSeq };
}

function instant(text: string | undefined, option: string): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new Fault(
      'usage',
      'audit/bad-instant',
      `--${option} is not a date`,
      {},
      { hint: 'e.g. 2026-04-01T00:00:00+09:00' },
    );
  return date;
}

/** A typing mistake must not look like a log that was cut. @throws {Fault} usage `audit/bad-head` */
export function headGiven(text: string): string {
  const hash = text.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new Fault('usage', 'audit/bad-head', 'the expected head is no hash of 64 hexadecimal digits');
}
