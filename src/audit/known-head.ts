import type { AuditEntry } from '../ports/catalog.js';
import type { ExpectedHead } from './chain-check.js';
import type { EvidenceManifest } from './export.js';

type Line = { entry?: AuditEntry; manifest?: EvidenceManifest };

/** Whether an evidence pack goes with an entry that somebody else has noted: its hash, perhaps with its number. */
export class KnownHead {
  readonly #known: ExpectedHead;
  #seen = false;
  #contradicted = false;

  constructor(known: ExpectedHead) {
    this.#known = known;
  }

  /** To be called with every line of the pack, before or after it is checked otherwise. */
  look(line: string): void {
    const { seq, hash } = this.#known;
    if (!line.includes(hash) && (seq === undefined || !line.includes(`"seq":${seq},`))) return;
    const { entry, manifest } = parsed(line);
    if (entry?.hash === hash || entry?.previousHash === hash || manifest?.head?.hash === hash) this.#seen = true;
    if (seq !== undefined && entry?.seq === seq && entry.hash !== hash) this.#contradicted = true;
  }

  /** `unknown` while the entry may be one of those that the pack leaves out. */
  state(manifest: EvidenceManifest | undefined): 'pass' | 'fail' | 'unknown' {
    if (this.#contradicted) return 'fail';
    if (this.#seen) return 'pass';
    const isWhole = manifest?.range.fromSeq === 1 && manifest.gaps === 0;
    const { seq } = this.#known;
    // A whole log that ends before the entry has lost it; one cut at a date on purpose looks the same.
    return isWhole && (seq === undefined || seq <= manifest.range.toSeq) ? 'fail' : 'unknown';
  }
}

function parsed(line: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Line) : {};
  } catch {
    // What is no JSON is told by the check of the pack.
    return {};
  }
}
