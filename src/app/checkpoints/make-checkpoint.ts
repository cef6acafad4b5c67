import { ChainCheck, type ChainHead } from '../../audit/chain-check.js';
import { CHECKPOINTED, type CheckpointNote } from '../../audit/checkpoint-check.js';
import { Fault } from '../../base/fault.js';
import { signCheckpoint } from '../../certify/checkpoint.js';
import { type OpenedCheckpoint, openCheckpoint } from '../../certify/checkpoint-open.js';
import { type Signer, thumbprint } from '../../certify/jws.js';
import { NotAccepted } from '../../certify/jws-open.js';
import type { AuditEntry } from '../../ports/catalog.js';
import type { Workspace } from '../workspace.js';
import { checkpointsDamaged } from './behind-checkpoint.js';
import { appendCheckpoint, checkpointFile, lastCheckpoint } from './checkpoint-file.js';

export type CheckpointNeeds = Pick<Workspace, 'dir' | 'config' | 'ports' | 'signer'>;

export interface CheckpointRequest {
  /** The signing key was changed on purpose: the checkpoint follows one by another key. */
  newKey?: boolean;
}

/**
 * Signs where the audit log stands, in `audit/checkpoints.jsonl` and in the log itself. Before it signs, everything since
 * the last checkpoint is read again: what was altered gets no signature. Nothing new, no checkpoint. (B1-2-2)
 *
 * The file is written first: after a crash between the two the log does not tell of one that is there, which is harmless.
 * What only the log has (the file was lost, or another host wrote it) is put back into the file.
 *
 * @returns undefined when nothing was logged since the last one
 * @throws {Fault} integrity `checkpoint/log-differs`, `checkpoint/file-damaged`; denied `checkpoint/other-key`
 */
export async function makeCheckpoint(
  workspace: CheckpointNeeds,
  { newKey = false }: CheckpointRequest = {},
): Promise<OpenedCheckpoint | undefined> {
  const { dir, config, ports } = workspace;
  const file = checkpointFile(dir);
  if ((await ports.catalog.auditHead())?.action === CHECKPOINTED && !newKey) return undefined;
  const kept = await lastCheckpoint(file).catch(checkpointsDamaged);
  const { head, isNew, putBack } = await readOn(workspace, kept);
  const last = putBack.at(-1) ?? kept;
  if (!head || !(isNew || newKey || putBack.length > 0)) return undefined;
  const signer = await workspace.signer();
  // The last one vouches for those before it by its hashes.
  if (last && !newKey) assertSameKey(last, signer);
  for (const { jws, number } of putBack) {
    await appendCheckpoint(file, jws);
    ports.logger.warn({ number }, 'a checkpoint was put back into its file');
  }
  if (!isNew && !newKey) return undefined;
  const jws = await signCheckpoint(
    {
      service: config.service.id,
      number: (last?.number ?? 0) + 1,
      head,
      at: ports.clock.now().toISOString(),
      ...(last ? { previous: last.sha256 } : {}),
    },
    signer,
  );
  const checkpoint = openCheckpoint(jws);
  const { number, sha256 } = checkpoint;
  const note: CheckpointNote = { number, sha256, jws };
  await appendCheckpoint(file, jws);
  await ports.catalog.appendAudit([
    { actor: ports.actor, action: CHECKPOINTED, subject: `checkpoint-${number}`, detail: { ...note } },
  ]);
  return checkpoint;
}

interface ReadOn {
  head: ChainHead | undefined;
  /** Whether anything was logged that no checkpoint covers. */
  isNew: boolean;
  /** Those that the log tells of and the file does not have. */
  putBack: OpenedCheckpoint[];
}

/** From the last checkpoint of the file to the end of the log. */
async function readOn({ config, ports }: CheckpointNeeds, kept: OpenedCheckpoint | undefined): Promise<ReadOn> {
  const read: ReadOn = { head: undefined, isNew: false, putBack: [] };
  let check = kept ? undefined : new ChainCheck();
  for await (const entry of ports.catalog.auditEntries(kept?.seq ?? 1)) {
    const { seq, hash } = entry;
    if (!check) {
      if (seq !== kept?.seq || hash !== kept.hash) throw differs(kept?.seq ?? seq);
      check = new ChainCheck({ after: { seq, hash } });
    } else {
      if (check.check(entry).length > 0) throw differs(seq);
      if (entry.action === CHECKPOINTED) noteOf(entry, read, kept, config.service.id);
      else read.isNew = true;
    }
    read.head = { seq, hash };
  }
  if (kept && !read.head) throw differs(kept.seq);
  return read;
}

/** The log tells of the last checkpoint that is known, or of the one that continues it. */
function noteOf(entry: AuditEntry, read: ReadOn, kept: OpenedCheckpoint | undefined, service: string): void {
  const last = read.putBack.at(-1) ?? kept;
  const told = toldBy(entry);
  if (told.sha256 === last?.sha256) return;
  const follows = told.number === (last?.number ?? 0) + 1 && told.previous === last?.sha256;
  if (!follows || told.service !== service || told.seq >= entry.seq) throw differs(entry.seq);
  read.putBack.push(told);
  read.isNew = told.seq < entry.seq - 1;
}

function toldBy({ seq, detail }: AuditEntry): OpenedCheckpoint {
  try {
    return openCheckpoint(String((detail as Partial<CheckpointNote> | null)?.jws));
  } catch (error) {
    if (error instanceof NotAccepted) throw differs(seq);
    throw error;
  }
}

function assertSameKey({ fingerprint }: OpenedCheckpoint, { publicJwk }: Signer): void {
  if (fingerprint === thumbprint(publicJwk)) return;
  throw new Fault(
    'denied',
    'checkpoint/other-key',
    'the last checkpoint is by another key than the one that signs now',
    { fingerprint },
    { hint: 'if the signing key was changed on purpose, run `kimitsu audit checkpoint --new-key`' },
  );
}

const differs = (seq: number): Fault =>
  new Fault(
    'integrity',
    'checkpoint/log-differs',
    'the audit log is not the one that the last checkpoint was made of',
    { seq },
    { hint: 'run `kimitsu audit verify`' },
  );
