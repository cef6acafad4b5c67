import { Fault } from '../../base/fault.js';
import type { OpenedCheckpoint } from '../../certify/checkpoint-open.js';
import { NotAccepted } from '../../certify/jws-open.js';
import type { Catalog } from '../../ports/catalog.js';
import { checkpointFile, lastCheckpoint } from './checkpoint-file.js';

type Log = Pick<Catalog, 'auditEntries'>;

/**
 * Whether the log has the entry that a checkpoint was made of. It has not where an older catalogue was put back or the
 * log was cut, which the catalogue alone cannot tell. One entry is read; `audit verify` reads the whole. (B1-2-2)
 */
export async function holdsEntryOf({ seq, hash }: Pick<OpenedCheckpoint, 'seq' | 'hash'>, log: Log): Promise<boolean> {
  for await (const entry of log.auditEntries(seq)) return entry.seq === seq && entry.hash === hash;
  return false;
}

/**
 * The log is at least what the last checkpoint of the file says. No checkpoint yet: nothing to hold it against.
 * @throws {Fault} integrity `audit/log-cut`, `checkpoint/file-damaged`
 */
export async function assertNotBehind({ dir, catalog }: { dir: string; catalog: Log }): Promise<void> {
  const last = await lastCheckpoint(checkpointFile(dir)).catch(checkpointsDamaged);
  if (!last || (await holdsEntryOf(last, catalog))) return;
  throw new Fault(
    'integrity',
    'audit/log-cut',
    'the audit log is shorter than its last checkpoint, or another one: an older catalogue may have been put back',
    { checkpoint: last.number, seq: last.seq },
    { hint: 'run `kimitsu audit verify`, and put the catalogue back that the checkpoint belongs to' },
  );
}

/** @throws {Fault} integrity `checkpoint/file-damaged`; anything else as it came */
export function checkpointsDamaged(cause: unknown): never {
  if (!(cause instanceof NotAccepted)) throw cause;
  throw new Fault(
    'integrity',
    'checkpoint/file-damaged',
    'the last line of audit/checkpoints.jsonl is no checkpoint',
    {},
    { cause, hint: 'restore the file from a copy; without it, remove the file: the log has the checkpoints too' },
  );
}
