import { readAttachments } from './pdf-attachments.js';
import { checkContainer } from './pdf-container.js';
import { PDF_CHECK_IDS, type PdfCheckId, PdfRejected } from './pdf-lexer.js';
import { PdfReader } from './pdf-reader.js';
import { findSignature } from './pdf-signature.js';

export interface PdfCheck {
  id: PdfCheckId;
  /** `unknown`: not reached, because one before it failed. */
  state: 'pass' | 'fail' | 'unknown';
  detail: string;
}

export interface PdfVerification {
  /** Every check passed: the file is, byte for byte, what the holder of the key signed. */
  ok: boolean;
  /** English, without content of the file; of the check that failed. */
  reason?: string;
  /** Content of `certificate.json` and `certificate.jws`, where they could be read; to be believed only when `ok`. */
  json?: Uint8Array;
  jws?: string;
  /** Once the signature holds: DER of the certificate in it, and the RFC 7638 thumbprint of its key. */
  signerCertificate?: Uint8Array;
  signerFingerprint?: string;
  checks: PdfCheck[];
}

export const MAX_PDF_BYTES = 64 * 1024 * 1024;

/**
 * Verifies the PDF of a disposal certificate: one PAdES signature over every byte of the file, made by the key that the
 * attached JWS names. Any changed, added or removed byte makes it fail. What the JWS says is not judged here.
 * Never throws for what the bytes are. Shares no code with signing.
 */
export async function verifyPdf(bytes: Uint8Array): Promise<PdfVerification> {
  const found: Omit<PdfVerification, 'ok' | 'checks'> = {};
  const details = new Map<PdfCheckId, string>();
  let failed: PdfRejected | undefined;
  try {
    examine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), found, details);
  } catch (error) {
    // Whatever an unforeseen file provokes, it is not a valid certificate.
    failed = error instanceof PdfRejected ? error : new PdfRejected('structure', 'the file cannot be read');
  }
  const checks = PDF_CHECK_IDS.map((id): PdfCheck => {
    if (failed?.check === id) return { id, state: 'fail', detail: failed.message };
    const detail = details.get(id);
    return detail === undefined ? { id, state: 'unknown', detail: 'not reached' } : { id, state: 'pass', detail };
  });
  const ok = failed === undefined && checks.every((check) => check.state === 'pass');
  return { ok, ...(failed ? { reason: failed.message } : {}), ...found, checks };
}

function examine(bytes: Buffer, found: Omit<PdfVerification, 'ok' | 'checks'>, details: Map<PdfCheckId, string>): void {
  checkFrame(bytes);
  details.set('frame', 'nothing before the header or after the end');
  const pdf = new PdfReader(bytes);
  details.set('structure', 'cross-reference tables, no encryption');

  const attachments = readAttachments(pdf);
  found.json = attachments.json;
  found.jws = attachments.jws.toString('latin1');
  details.set('attachments', 'certificate.json and certificate.jws, no other');

  const { container, digest } = findSignature(pdf);
  details.set('byte-range', 'the signature covers the whole file');
  const signer = checkContainer(container, digest);
  details.set('container', 'PAdES B-B, one signer, nothing unsigned');
  details.set('signer-certificate', 'self-signed, P-256, named by the signature');
  details.set('digest', `SHA-256 ${digest.toString('hex')}`);
  details.set('signature', `ECDSA by ${signer.fingerprint}`);
  found.signerCertificate = signer.certificate;
  found.signerFingerprint = signer.fingerprint;

  if (keyIdOf(found.jws) !== signer.fingerprint)
    throw new PdfRejected('signer-key', 'the PDF and the attached JWS are signed by different keys');
  details.set('signer-key', 'the PDF and the attached JWS name the same key');
}

function checkFrame(bytes: Buffer): void {
  if (bytes.length > MAX_PDF_BYTES) throw new PdfRejected('frame', `larger than ${MAX_PDF_BYTES} bytes`);
  if (!/^%PDF-1\.7\n/.test(bytes.toString('latin1', 0, 9)))
    throw new PdfRejected('frame', 'does not begin as a PDF 1.7');
  if (bytes.toString('latin1', Math.max(0, bytes.length - 7)) !== '\n%%EOF\n')
    throw new PdfRejected('frame', 'does not end with the end of a PDF');
}

/** `kid` of a compact JWS, undefined when there is none. */
function keyIdOf(jws: string): string | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(jws.slice(0, jws.indexOf('.')), 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null && 'kid' in header ? String(header.kid) : undefined;
  } catch {
    return undefined;
  }
}
