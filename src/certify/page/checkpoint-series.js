import { toHex } from './bytes.js';
import { fingerprintOf } from './public-key-text.js';
import { coordinate, either, instant, number, object, positive, sha256 } from './shape.js';
import { openSignedData, signatureHolds, TYPES } from './signed-data.js';

const misfitOf = object({
  schema: either('kimitsu/audit-checkpoint/1'),
  service: number,
  number: positive,
  head: object({ seq: positive, hash: sha256 }),
  at: instant,
  'previous?': sha256,
  issuerKey: object({ kty: either('EC'), crv: either('P-256'), x: coordinate, y: coordinate }),
});

const WRONG = '監査ログの抜粋に、監査ログと合わない照合点があります。';
/** An entry that tells of a checkpoint comes right behind what it covers, but for what others logged meanwhile. */
const HASHES_KEPT = 1000;

/** The checkpoints that entries tell of, against the entries and the one before. */
export class CheckpointSeries {
  last;
  #issuer;
  #hashes = new Map();

  /** @param {string} issuer - fingerprint of the key that must have signed them */
  constructor(issuer) {
    this.#issuer = issuer;
  }

  /** To be called with every entry in order. @returns what is wrong, in Japanese */
  async follow({ seq, hash, previousHash, action, detail }) {
    this.#keep(seq - 1, previousHash);
    const wrong = action === 'audit.checkpointed' && !(await this.#holds(seq, detail)) ? WRONG : undefined;
    this.#keep(seq, hash);
    return wrong;
  }

  #keep(seq, hash) {
    this.#hashes.set(seq, hash);
    const [oldest] = this.#hashes.keys();
    if (this.#hashes.size > HASHES_KEPT) this.#hashes.delete(oldest);
  }

  async #holds(seq, detail) {
    const checkpoint = typeof detail?.jws === 'string' ? await this.#opened(detail.jws) : undefined;
    if (!checkpoint || checkpoint.sha256 !== detail.sha256 || checkpoint.number !== detail.number) return false;
    const { head, previous, service } = checkpoint;
    const before = this.last;
    this.last = checkpoint;
    const follows = before?.number !== checkpoint.number - 1 || before.sha256 === previous;
    const later = !before || (before.number < checkpoint.number && before.service === service);
    const known = this.#hashes.get(head.seq);
    return follows && later && head.seq < seq && (known === undefined || known === head.hash);
  }

  async #opened(jws) {
    const bytes = new TextEncoder().encode(jws);
    const opened = openSignedData(bytes, TYPES.checkpoint);
    if (opened.problem || misfitOf(opened.document)) return undefined;
    const { issuerKey } = opened.document;
    const key = await fingerprintOf(issuerKey);
    if (key !== opened.kid || key !== this.#issuer || !(await signatureHolds(opened, issuerKey))) return undefined;
    return { ...opened.document, sha256: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) };
  }
}
