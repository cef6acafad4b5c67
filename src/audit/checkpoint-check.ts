import type { AuditEntry } from '../ports/catalog.js';
import type { ChainHead } from './chain-check.js';

/** Action of the entry that tells of a checkpoint; its detail is a `CheckpointNote`. */
export const CHECKPOINTED = 'audit.checkpointed';

/** What the log itself says of a checkpoint, so that one removed from its file is missed. */
export interface CheckpointNote {
  number: number;
  sha256: string;
  jws: string;
}

/** What a checkpoint says once its signature was shown to hold. */
export interface SignedCheckpoint extends ChainHead {
  number: number;
  service: string;
  at: string;
  /** SHA-256 of the JWS of the one before; undefined for the first. */
  previous?: string | undefined;
  /** SHA-256 of its own JWS. */
  sha256: string;
  /** Thumbprint of the key that signed. */
  fingerprint: string;
}

/**
 * What can be wrong with the checkpoints of a log.
 * - `checkpoint/unreadable`: no checkpoint, or altered, or its signature does not hold
 * - `checkpoint/other-service`: of another service
 * - `checkpoint/broken-link`: does not name the one before it: removed, repeated or reordered
 * - `checkpoint/contradicts`: the log has another entry at that place, or none
 * - `checkpoint/truncated`: the log ends before the entry that it names
 * - `checkpoint/missing`: the log tells of one that is not there, or of another one
 * - `checkpoint/other-key`: the last one is not by the key of the workspace
 * - `checkpoint/held-not-in-log`, `checkpoint/held-not-in-series`: the one that someone else holds has no place here
 */
export type CheckpointProblemCode =
  | 'checkpoint/unreadable'
  | 'checkpoint/other-service'
  | 'checkpoint/broken-link'
  | 'checkpoint/contradicts'
  | 'checkpoint/truncated'
  | 'checkpoint/missing'
  | 'checkpoint/other-key'
  | 'checkpoint/held-not-in-log'
  | 'checkpoint/held-not-in-series';

export interface CheckpointProblem {
  /** Number of the entry, as far as one is known. */
  seq: number;
  code: CheckpointProblemCode;
  /** Number of the checkpoint. */
  checkpoint?: number;
}

export interface CheckpointReport {
  count: number;
  last: SignedCheckpoint | undefined;
  /** Thumbprints of the keys that signed, oldest first. */
  keys: string[];
  /** Whether the last one was held against a key that the caller trusts. */
  keyCompared: boolean;
  /** Entries behind the last checkpoint, other than what tells of it: only the chain itself speaks for them. */
  unsigned: number;
}

export interface CheckpointExpectations {
  service: string;
  /** Thumbprint of the key that must have signed the last one; it vouches for those before by their hashes. */
  trusted?: string | undefined;
  /** One that was kept elsewhere: by the prefecture. */
  held?: SignedCheckpoint | undefined;
}

/** Goes along checkpoints and chain side by side, in constant memory. */
export class CheckpointCheck {
  readonly #checkpoints: AsyncIterator<SignedCheckpoint | 'unreadable'>;
  readonly #expected: CheckpointExpectations;
  readonly #keys = new Set<string>();
  /** Read and not yet compared with its entry; `#seen` was, and `#last` is the last one read. */
  #waiting: SignedCheckpoint | undefined;
  #seen: SignedCheckpoint | undefined;
  #last: SignedCheckpoint | undefined;
  #count = 0;
  #ended = false;
  #seq = 0;
  #unsigned = 0;
  #heldInLog = false;
  #heldInSeries = false;

  /** @param checkpoints - in the order of their file; `unreadable` for what is none or is not signed as it says */
  constructor(checkpoints: AsyncIterable<SignedCheckpoint | 'unreadable'>, expected: CheckpointExpectations) {
    this.#checkpoints = checkpoints[Symbol.asyncIterator]();
    this.#expected = expected;
  }

  /** To be called with every entry of the chain, in order. */
  async check(entry: AuditEntry): Promise<CheckpointProblem[]> {
    const { seq, hash } = entry;
    const problems = await this.#passed((next) => next.seq < seq);
    if (entry.action === CHECKPOINTED) problems.push(...this.#checkNote(entry));
    else this.#unsigned += 1;
    for (let next = await this.#next(problems); next?.seq === seq; next = await this.#next(problems)) {
      if (next.hash !== hash) problems.push(problem('checkpoint/contradicts', next));
      this.#take();
    }
    const { held } = this.#expected;
    if (held?.seq === seq && held.hash === hash) this.#heldInLog = true;
    this.#seq = seq;
    return problems;
  }

  async finish(): Promise<{ problems: CheckpointProblem[]; report: CheckpointReport }> {
    const problems = await this.#passed((next) => next.seq <= this.#seq);
    for (let next = await this.#next(problems); next; next = await this.#next(problems)) {
      problems.push(problem('checkpoint/truncated', next));
      this.#take();
    }
    const { trusted, held } = this.#expected;
    const last = this.#last;
    if (last && trusted !== undefined && last.fingerprint !== trusted)
      problems.push(problem('checkpoint/other-key', last));
    if (held && !this.#heldInLog) problems.push(problem('checkpoint/held-not-in-log', held));
    if (held && !this.#heldInSeries) problems.push(problem('checkpoint/held-not-in-series', held));
    return {
      problems,
      report: {
        count: this.#count,
        last,
        keys: [...this.#keys],
        keyCompared: last !== undefined && trusted !== undefined,
        unsigned: this.#unsigned,
      },
    };
  }

  /** Those whose entry should have come by now and did not. */
  async #passed(isPassed: (next: SignedCheckpoint) => boolean): Promise<CheckpointProblem[]> {
    const problems: CheckpointProblem[] = [];
    for (let next = await this.#next(problems); next && isPassed(next); next = await this.#next(problems)) {
      problems.push(problem('checkpoint/contradicts', next));
      this.#take();
    }
    return problems;
  }

  /** The checkpoint that waits for its entry, once it is shown to follow the one before. */
  async #next(problems: CheckpointProblem[]): Promise<SignedCheckpoint | undefined> {
    while (!this.#waiting && !this.#ended) {
      const { done, value } = await this.#checkpoints.next();
      if (done) this.#ended = true;
      else if (value === 'unreadable') {
        this.#count += 1;
        problems.push({ seq: this.#last?.seq ?? 0, code: 'checkpoint/unreadable', checkpoint: this.#count });
      } else {
        this.#waiting = value;
        problems.push(...this.#follow(value));
      }
    }
    return this.#waiting;
  }

  #take(): void {
    this.#seen = this.#waiting;
    this.#unsigned = 0;
    this.#waiting = undefined;
  }

  #follow(next: SignedCheckpoint): CheckpointProblem[] {
    const problems: CheckpointProblem[] = [];
    const { service, held } = this.#expected;
    const before = this.#last;
    if (next.service !== service) problems.push(problem('checkpoint/other-service', next));
    if (next.number !== (before?.number ?? 0) + 1 || next.previous !== before?.sha256)
      problems.push(problem('checkpoint/broken-link', next));
    if (held?.sha256 === next.sha256) this.#heldInSeries = true;
    this.#keys.add(next.fingerprint);
    this.#count += 1;
    this.#last = next;
    return problems;
  }

  /** The log tells of a checkpoint behind the entries that it covers, so that one must have come by. */
  #checkNote({ seq, detail }: AuditEntry): CheckpointProblem[] {
    const note = detail as Partial<CheckpointNote> | null;
    const seen = this.#seen;
    if (seen && note?.number === seen.number && note.sha256 === seen.sha256) return [];
    const number = Number.isSafeInteger(note?.number) ? { checkpoint: note?.number as number } : {};
    return [{ seq, code: 'checkpoint/missing', ...number }];
  }
}

const problem = (
  code: CheckpointProblemCode,
  { seq, number }: Pick<SignedCheckpoint, 'seq' | 'number'>,
): CheckpointProblem => ({ seq, code, checkpoint: number });
