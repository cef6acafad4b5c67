import type { CertificateDocument } from './certificate-schema.js';
import type { InclusionProof } from './inclusion-proof-schema.js';

/** One thing that was looked at. `unknown` = not measured, for the reason in `detail`; never counted as a pass. */
export interface Check {
  id: CheckId;
  state: 'pass' | 'fail' | 'unknown';
  /** English, for logs and --json; holds no content of the file beyond hashes and fingerprints. */
  detail: string;
}

/**
 * In the order in which they are made. `pdf-signature`, `pdf-attachments`: only for a PDF. `pin`, `audit-head`:
 * against what the verifying side brought along; `unknown` when it brought nothing.
 */
export const CHECK_IDS = [
  'pdf-signature',
  'pdf-attachments',
  'form',
  'header',
  'payload',
  'schema',
  'key',
  'signature',
  'consistency',
  'pin',
  'audit-head',
] as const;

/** Made only when the verifying side brings what they look at, behind the others and in this order. */
export const COMPANION_CHECK_IDS = {
  proof: ['proof-form', 'proof-certificate', 'proof-object', 'proof-path'],
  revocation: ['revocation'],
  successor: ['succession'],
  timestamp: ['timestamp'],
} as const;

export type Companion = keyof typeof COMPANION_CHECK_IDS;
export type CheckId = (typeof CHECK_IDS)[number] | (typeof COMPANION_CHECK_IDS)[Companion][number];

export interface Verification {
  /** `unreadable`: not a certificate this version can read; nothing is said about whether it is genuine. */
  verdict: 'valid' | 'invalid' | 'unreadable';
  format: 'pdf' | 'jws' | 'json' | 'unknown';
  checks: Check[];
  /** RFC 7638 thumbprint of the key that signed, once the signature holds. */
  signedBy?: string;
  /** What the file says; to be believed only when `verdict` is `valid`. */
  certificate?: CertificateDocument;
  /** What a proof shows that was brought along, only when `verdict` is `valid`. Names an object in clear. */
  proven?: InclusionProof;
  /** When a trusted third party saw the certificate, as its timestamp says; only when that was checked. */
  timestampedAt?: string;
}

/** Collects checks; what was never reached becomes `unknown`, so a reader sees what is not proven. */
export class CheckList {
  readonly #checks = new Map<CheckId, Check>();

  constructor(readonly ids: readonly CheckId[]) {}

  pass(id: CheckId, detail: string): void {
    this.#checks.set(id, { id, state: 'pass', detail });
  }

  fail(id: CheckId, detail: string): void {
    this.#checks.set(id, { id, state: 'fail', detail });
  }

  unknown(id: CheckId, detail: string): void {
    this.#checks.set(id, { id, state: 'unknown', detail });
  }

  get checks(): Check[] {
    return this.ids.map((id) => this.#checks.get(id) ?? { id, state: 'unknown', detail: 'not reached' });
  }

  /** Valid when nothing failed and everything passed that does not depend on what the verifying side brings. */
  get holds(): boolean {
    return this.checks.every(({ id, state }) => state === 'pass' || (state === 'unknown' && OPTIONAL.has(id)));
  }
}

const OPTIONAL: ReadonlySet<CheckId> = new Set(['pin', 'audit-head', 'timestamp']);
