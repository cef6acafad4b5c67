import type { AuditEntry } from '../ports/catalog.js';
import { CHAIN_START, entryHash } from './chain.js';

/**
 * What can be wrong with a chain.
 * - `audit/altered`: the entry does not have the hash it claims
 * - `audit/broken-link`: it does not name the entry before it, although the number follows
 * - `audit/missing`: entries before it are not there; `seq` is the first missing one
 * - `audit/out-of-order`: its number is not above the one before: reordered or repeated
 * - `audit/truncated`: the expected head is not in the chain; `seq` is the first missing one
 * - `audit/other-history`: the entry with the number of the expected head is another one
 */
export type ChainProblemCode =
  | 'audit/altered'
  | 'audit/broken-link'
  | 'audit/missing'
  | 'audit/out-of-order'
  | 'audit/truncated'
  | 'audit/other-history';

export interface ChainProblem {
  seq: number;
  code: ChainProblemCode;
}

/** An entry that someone keeps as proof of where the chain stood: a certificate, the prefecture's own note. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** A head of which perhaps only the hash was kept. */
export interface ExpectedHead {
  seq?: number | undefined;
  hash: string;
}

/** Goes along a chain entry by entry in constant memory and says what is wrong with each. */
export class ChainCheck {
  #previous: ChainHead;
  #expected: ExpectedHead | undefined;
  #expectedSeen = false;

  /** @param after - the entry before the first one that is going to be checked; undefined at the start of the chain */
  constructor(options: { expectedHead?: ExpectedHead | undefined; after?: ChainHead | undefined } = {}) {
    this.#previous = options.after ?? { seq: 0, hash: CHAIN_START };
    this.#expected = options.expectedHead;
  }

  check(entry: AuditEntry): ChainProblem[] {
    const codes: ChainProblem[] = [];
    const { seq } = entry;
    if (entryHash(entry) !== entry.hash) codes.push({ seq, code: 'audit/altered' });
    const next = this.#previous.seq + 1;
    if (!Number.isSafeInteger(seq) || seq < next) codes.push({ seq, code: 'audit/out-of-order' });
    else if (seq > next) codes.push({ seq: next, code: 'audit/missing' });
    else if (entry.previousHash !== this.#previous.hash) codes.push({ seq, code: 'audit/broken-link' });
    const expected = this.#expected;
    if (expected && (expected.seq === undefined ? entry.hash === expected.hash : seq === expected.seq)) {
      this.#expectedSeen = true;
      if (entry.hash !== expected.hash) codes.push({ seq, code: 'audit/other-history' });
    }
    // An altered number must not make the entries after it look wrong as well.
    this.#previous = { seq: Number.isSafeInteger(seq) ? seq : next, hash: entry.hash };
    return codes;
  }

  /** What only shows at the end. A tail cut off leaves a valid chain: only an expected head tells. */
  finish(): ChainProblem[] {
    if (!this.#expected || this.#expectedSeen) return [];
    const next = this.#previous.seq + 1;
    return [{ seq: Math.min(next, this.#expected.seq ?? next), code: 'audit/truncated' }];
  }
}
