import type { CertificateDocument } from '../certificate-schema.js';

export function checkExcerpt(
  bytes: Uint8Array | undefined,
  subject: { certificate: CertificateDocument; sha256: string },
): Promise<{ problem?: string; gaps?: number }>;
