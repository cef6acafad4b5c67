import { createHash } from 'node:crypto';
import { Fault } from '../base/fault.js';
import { type Signer, thumbprint } from './jws.js';
import { detachedSignature } from './pades-cms.js';
import { type SubjectName, selfSignedCertificate } from './pades-identity.js';
import { prepareSignature } from './pades-update.js';

export interface PdfSigning {
  /** Claimed time of signing, as the PDF shows it; now by default. */
  signedAt?: Date;
  /** Name in a new certificate; by default the key's fingerprint. */
  subject?: SubjectName;
  /** DER of an X.509 certificate of the signer's key, where there is one already. */
  certificate?: Uint8Array;
}

/**
 * Signs a PDF that kimitsu rendered: PAdES baseline B-B (EN 319 142-1), ECDSA P-256 with SHA-256, covering every byte
 * of the file but the signature itself.
 *
 * @throws {Fault} `usage` / `certificate/pdf-form` when it is signed already or not one of ours
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, options: PdfSigning = {}): Promise<Uint8Array> {
  const subject = options.subject ?? { commonName: `kimitsu ${thumbprint(signer.publicJwk)}` };
  const certificate = options.certificate ?? (await selfSignedCertificate(signer, subject));
  // Attributes, algorithm identifiers and signature take under 400 bytes; issuer and serial number stand there twice.
  const capacity = 2 * certificate.byteLength + 512;
  const { bytes, hole } = prepareSignature(pdf, options.signedAt ?? new Date(), capacity);
  const digest = createHash('sha256').update(bytes.subarray(0, hole.start)).update(bytes.subarray(hole.end)).digest();
  const container = await detachedSignature(digest, certificate, signer);
  if (container.byteLength > capacity)
    throw new Fault('bug', 'certificate/signature-size', 'the signature does not fit');
  bytes.write(Buffer.from(container).toString('hex'), hole.start + 1, 'latin1');
  return bytes;
}
