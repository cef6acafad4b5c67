import { sameBytes, toHex } from './bytes.js';
import { canonicalText } from './canonical-writer.js';
import { CheckpointSeries } from './checkpoint-series.js';
import { linesOf } from './inventory-root.js';
import { fingerprintOf } from './public-key-text.js';
import { openSignedData, signatureHolds, TYPES } from './signed-data.js';

const START = '0'.repeat(64);
const encode = (text) => new TextEncoder().encode(text);

/**
 * Whether an excerpt of the audit log is whole but for the gaps it declares, is signed by the issuer of the certificate,
 * and tells of the certificate right behind the entry that the certificate names.
 *
 * @param {Uint8Array | undefined} bytes
 * @param {{ certificate: object, sha256: string }} subject
 * @returns {Promise<{ problem?: string, gaps?: number, checkpoint?: object }>} the problem in Japanese
 */
export async function checkExcerpt(bytes, { certificate, sha256 }) {
  if (!bytes) return { problem: '監査ログの抜粋がありません。' };
  const lines = linesOf(bytes);
  if (!lines) return { problem: UNREADABLE };
  const issuer = await fingerprintOf(certificate.issuerKey);
  const pack = new Excerpt(issuer);
  let read = 0;
  for (const line of lines) {
    const problem = await pack.read(line, bytes.subarray(0, read));
    if (problem) return { problem };
    read += line.length + 1;
  }
  const { manifest, signature, issued } = pack;
  if (!manifest) return { problem: '監査ログの抜粋が、途中で切れています。' };
  if (Object.keys(manifest.chainProblems ?? {}).length > 0)
    return { problem: '監査ログの抜粋を作成した時に、監査ログの連鎖が切れていました。' };
  if (!(await isByIssuer(signature, manifest, certificate.issuerKey, issuer)))
    return { problem: '監査ログの抜粋に、証明書の発行者の署名がありません。' };
  const entry = issued.find(({ detail }) => detail?.sha256 === sha256);
  if (!entry) return { problem: '監査ログの抜粋に、この証明書の発行の記録がありません。' };
  const { seq, hash } = certificate.auditHead;
  if (entry.seq !== seq + 1 || entry.previousHash !== hash)
    return { problem: '監査ログの抜粋が、証明書に記載された監査ログの続きではありません。' };
  return { gaps: manifest.gaps, checkpoint: pack.checkpoints.last };
}

/** Goes along the lines: entries and gaps in order of the log, the manifest, the signature. */
class Excerpt {
  issued = [];
  manifest;
  signature;
  checkpoints;
  #counts = { entries: 0, gaps: 0 };
  #first = null;
  #last = null;
  #before;

  constructor(issuer) {
    this.checkpoints = new CheckpointSeries(issuer);
  }

  /** @param before - all bytes before this line @returns what is wrong, in Japanese */
  async read(line, before) {
    const [name, value] = memberOf(line) ?? [];
    if (name === 'signature' && this.manifest && this.signature === undefined && typeof value === 'string') {
      this.signature = value;
      return undefined;
    }
    if (this.manifest || !isObject(value)) return UNREADABLE;
    if (name === 'entry') return this.#entry(value);
    if (name === 'gap') return this.#gap(value);
    return name === 'manifest' ? this.#manifest(value, before) : UNREADABLE;
  }

  async #entry(entry) {
    const { seq, hash, previousHash, action } = entry;
    const { hash: _, ...body } = entry;
    if ((await hashOf(encode(canonicalText(body)))) !== hash) return '監査ログの抜粋の記録が、書き換えられています。';
    const before = this.#before ?? (seq === 1 ? { seq: 0, hash: START } : undefined);
    if (before && (seq !== before.seq + 1 || (before.hash ?? previousHash) !== previousHash)) return BROKEN;
    const wrong = await this.checkpoints.follow(entry);
    if (wrong) return wrong;
    if (action === 'certificate.issued') this.issued.push(entry);
    this.#counts.entries += 1;
    this.#first ??= { hash, previousHash, seq };
    this.#last = { hash, seq };
    this.#before = { seq, hash };
    return undefined;
  }

  #gap({ fromSeq, toSeq }) {
    const follows = !this.#before || (fromSeq === this.#before.seq + 1 && this.#before.hash !== undefined);
    if (!follows || !(toSeq >= fromSeq)) return BROKEN;
    this.#counts.gaps += 1;
    this.#before = { seq: toSeq, hash: undefined };
    return undefined;
  }

  async #manifest(manifest, before) {
    this.manifest = manifest;
    if (manifest.schema !== 'kimitsu/audit-evidence/1') return '監査ログの抜粋の様式に、このページは対応していません。';
    const { entries, gaps, first, last, linesSha256, range, head } = manifest;
    const measured = { ...this.#counts, first: this.#first, last: this.#last, linesSha256: await hashOf(before) };
    const end = this.#before?.seq ?? range?.toSeq;
    const endsWell = range?.toSeq === end && (!this.#before || head?.seq === end);
    const same = canonicalText({ entries, gaps, first, last, linesSha256 }) === canonicalText(measured);
    return same && endsWell ? undefined : '監査ログの抜粋の内容が、その目録と一致しません。';
  }
}

const UNREADABLE = '監査ログの抜粋に、読み取れない行があります。';
const BROKEN = '監査ログの抜粋の記録が、つながっていません。';

/** The one member of a line, if the line is exactly the canonical JSON of such an object. */
function memberOf(line) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    const value = JSON.parse(text);
    const members = isObject(value) && canonicalText(value) === text ? Object.entries(value) : [];
    return members.length === 1 ? members[0] : undefined;
  } catch {
    // Neither UTF-8 nor JSON.
    return undefined;
  }
}

async function isByIssuer(signature, manifest, jwk, issuer) {
  if (signature === undefined) return false;
  const opened = openSignedData(encode(signature), TYPES.excerpt);
  if (opened.problem || opened.kid !== issuer) return false;
  return sameBytes(opened.payload, encode(canonicalText(manifest))) && signatureHolds(opened, jwk);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const hashOf = async (bytes) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
