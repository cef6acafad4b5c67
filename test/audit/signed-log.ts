import { linkAudit } from '../../src/audit/chain.js';
import {
  CHECKPOINTED,
  CheckpointCheck,
  type CheckpointExpectations,
  type CheckpointNote,
} from '../../src/audit/checkpoint-check.js';
import { type ChainReport, verifyChain } from '../../src/audit/verify.js';
import { signCheckpoint } from '../../src/certify/checkpoint.js';
import { openCheckpoint } from '../../src/certify/checkpoint-open.js';
import { type Signer, thumbprint } from '../../src/certify/jws.js';
import { NotAccepted } from '../../src/certify/jws-open.js';
import type { AuditDraft, AuditEntry } from '../../src/ports/catalog.js';
import { streamOf } from './chains.js';

export const SERVICE = 'test-centre';

/** A log and the lines of its checkpoint file. */
export interface SignedLog {
  entries: AuditEntry[];
  jws: string[];
}

export const DRAFT: AuditDraft = { actor: 'system', action: 'object.classified', subject: 'pbx', detail: { n: 1 } };

/**
 * A log that a workspace would have written: runs of so many entries, each ended by a checkpoint and its entry, and
 * some entries behind the last.
 */
export async function signedLog(
  runs: readonly number[],
  behind: number,
  signer: Signer,
  service = SERVICE,
): Promise<SignedLog> {
  const log: SignedLog = { entries: [], jws: [] };
  for (const length of runs) {
    for (let i = 0; i < length; i++) append(log, DRAFT);
    await sign(log, signer, service);
  }
  for (let i = 0; i < behind; i++) append(log, DRAFT);
  return log;
}

export function append(log: SignedLog, draft: AuditDraft): void {
  const at = new Date(Date.UTC(2026, 3, 1) + log.entries.length * 1500);
  log.entries.push(linkAudit(log.entries.at(-1), draft, at));
}

/** A checkpoint of the log as it stands, as the last line and as an entry. */
export async function sign(log: SignedLog, signer: Signer, service = SERVICE): Promise<void> {
  const head = log.entries.at(-1)!;
  const last = log.jws.at(-1);
  const jws = await signCheckpoint(
    {
      service,
      number: log.jws.length + 1,
      head: { seq: head.seq, hash: head.hash },
      at: head.at,
      ...(last === undefined ? {} : { previous: openCheckpoint(last).sha256 }),
    },
    signer,
  );
  const { number, sha256 } = openCheckpoint(jws);
  const note: CheckpointNote = { number, sha256, jws };
  log.jws.push(jws);
  append(log, { actor: 'system', action: CHECKPOINTED, subject: `checkpoint-${number}`, detail: { ...note } });
}

export async function verifyLog(
  { entries, jws }: SignedLog,
  signer: Signer | undefined,
  expected: Partial<CheckpointExpectations> = {},
): Promise<ChainReport> {
  const checkpoints = new CheckpointCheck(streamOf(jws.map(opened)), {
    service: SERVICE,
    trusted: signer && thumbprint(signer.publicJwk),
    ...expected,
  });
  return verifyChain(streamOf(entries), { checkpoints });
}

/** As the file of a workspace is read. */
export function opened(jws: string): ReturnType<typeof openCheckpoint> | 'unreadable' {
  try {
    return openCheckpoint(jws);
  } catch (error) {
    if (error instanceof NotAccepted) return 'unreadable';
    throw error;
  }
}
