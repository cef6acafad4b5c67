import type { CertificateDocument } from '../certificate-schema.js';
import type { InclusionProof } from '../inclusion-proof-schema.js';

export function checkProof(
  bytes: Uint8Array,
  subject: { certificate: CertificateDocument; sha256: string },
  note: (id: string, state: 'pass' | 'fail' | 'unknown', text: string) => void,
): Promise<InclusionProof | undefined>;
