import type { AuditEntry } from '../ports/catalog.js';
import type { CheckpointNote, SignedCheckpoint } from './checkpoint-check.js';

/** What a checkpoint says, once its signature was shown to hold by the key it names; undefined when it does not. */
export type OpenCheckpoint = (jws: string) => (SignedCheckpoint & { jws: string }) | undefined;

export interface EvidenceCheckpoints {
  /** Those whose entry stands in the pack, or the one that follows it does. */
  compared: number;
  /** Those of entries that the pack leaves out. */
  notCompared: number;
  /** Thumbprints of the keys that signed. */
  keys: string[];
  last: (SignedCheckpoint & { jws: string }) | undefined;
}

/** An entry that tells of a checkpoint comes right behind what it covers, but for what others logged meanwhile. */
const HASHES_KEPT = 1000;

/** The checkpoints that the entries of a pack tell of, against the entries themselves; in constant memory. */
export class PackCheckpoints {
  readonly found: EvidenceCheckpoints = { compared: 0, notCompared: 0, keys: [], last: undefined };
  readonly #open: OpenCheckpoint | undefined;
  readonly #hashes = new Map<number, string>();

  constructor(open: OpenCheckpoint | undefined) {
    this.#open = open;
  }

  /** An entry that is in the pack, or that the next one names. */
  passed(seq: number, hash: string): void {
    this.#hashes.set(seq, hash);
    const [oldest] = this.#hashes.keys();
    if (this.#hashes.size > HASHES_KEPT) this.#hashes.delete(oldest!);
  }

  /** Whether the checkpoint that `entry` tells of is one, is of this log, and continues the last one told of. */
  holds({ seq, detail }: AuditEntry): boolean {
    if (!this.#open) return true;
    const note = detail as Partial<CheckpointNote> | null;
    const checkpoint = typeof note?.jws === 'string' ? this.#open(note.jws) : undefined;
    if (!checkpoint || checkpoint.sha256 !== note?.sha256 || checkpoint.number !== note.number) return false;
    const hash = this.#hashes.get(checkpoint.seq);
    const before = this.found.last;
    if (hash === undefined) this.found.notCompared += 1;
    else this.found.compared += 1;
    if (!this.found.keys.includes(checkpoint.fingerprint)) this.found.keys.push(checkpoint.fingerprint);
    this.found.last = checkpoint;
    const follows = before?.number !== checkpoint.number - 1 || before.sha256 === checkpoint.previous;
    const later = !before || (before.number < checkpoint.number && before.service === checkpoint.service);
    return follows && later && checkpoint.seq < seq && (hash === undefined || hash === checkpoint.hash);
  }
}
