import type { CertificateDocument } from '../certificate-schema.js';
import type { InclusionProof } from '../inclusion-proof-schema.js';
import type { CheckId } from '../verification.js';
import type { X509 } from './x509.js';

export const MAX_FILE_BYTES: number;

export interface PageCheck {
  id: CheckId;
  state: 'pass' | 'fail' | 'unknown';
  /** Japanese, as the page shows it. */
  text: string;
}

export function verifyFile(
  bytes: Uint8Array,
  expected?: {
    pin?: string;
    expectedHead?: string;
    proof?: Uint8Array;
    revocation?: Uint8Array;
    successor?: Uint8Array;
    timestamp?: Uint8Array;
    /** What `readCertificateFile` gives. */
    authority?: X509;
  },
): Promise<{
  verdict: 'valid' | 'invalid' | 'unreadable';
  format: 'pdf' | 'jws' | 'json' | 'unknown';
  checks: PageCheck[];
  signedBy?: string;
  certificate?: CertificateDocument;
  /** Only when all of it holds. */
  proven?: InclusionProof;
  timestampedAt?: string;
}>;
