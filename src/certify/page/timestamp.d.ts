import type { CertificateDocument } from '../certificate-schema.js';
import type { X509 } from './x509.js';

export function checkTimestamp(
  bytes: Uint8Array,
  subject: { certificate: Pick<CertificateDocument, 'issuedAt'>; jws: Uint8Array },
  authority: X509 | undefined,
  note: (id: string, state: 'pass' | 'fail' | 'unknown', text: string) => void,
): Promise<string | undefined>;
