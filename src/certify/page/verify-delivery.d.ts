import type { CertificateDocument } from '../certificate-schema.js';
import type { verifyFile } from './verify-file.js';

export interface DeliveryPart {
  name: string;
  bytes?: number;
  state: 'pass' | 'fail' | 'unknown';
  text: string;
}

export function verifyDelivery(
  blob: Blob,
  expected?: Parameters<typeof verifyFile>[1],
): Promise<{
  verdict: 'valid' | 'invalid' | 'unreadable';
  format: 'zip';
  checks: { id: string; state: 'pass' | 'fail' | 'unknown'; text: string }[];
  parts: DeliveryPart[];
  certificate?: CertificateDocument;
  timestampedAt?: string;
}>;
