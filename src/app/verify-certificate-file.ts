import { X509Certificate } from 'node:crypto';
import { Fault } from '../base/fault.js';
import type { CertificateDocument } from '../certify/certificate.js';
import { verifyPdf } from '../certify/pdf-verify.js';
import { readPublicKey } from '../certify/public-key.js';
import { MAX_CERTIFICATE_BYTES, type Verification, type VerifyOptions, verifyCertificate } from '../certify/verify.js';
import { type DeliveryVerification, verifyDelivery } from './certificates/verify-delivery.js';
import { MAX_KEY_BYTES, readBounded } from './read-bounded.js';

export { begunText } from '../certify/certificate-texts.js';
export { limitsInBrief } from '../certify/limits-in-brief.js';

/** Files and values that the verifying side brings beside the certificate. */
export interface Brought {
  /** Public key, PEM or JWK. */
  pin?: string;
  expectedHead?: string;
  /** 包含証明. */
  proof?: string;
  /** A revocation, JWS. */
  revocation?: string;
  /** Another certificate, JWS or PDF. */
  successor?: string;
  /** Timestamp (`.tsr`); the one beside the file under its name when absent. */
  timestamp?: string;
  /** Certificate of the time stamping authority or of its issuer, PEM. */
  timestampAuthority?: string;
}

/** Verifies a file; a missing or too large file is `unreadable`, never an exception to the three verdicts. */
export async function verifyCertificateFile(
  file: string,
  brought: Brought,
): Promise<Verification | DeliveryVerification> {
  const { pin, expectedHead, proof, revocation, successor, timestampAuthority } = brought;
  const timestamp = brought.timestamp === undefined ? await beside(file) : await readCertificate(brought.timestamp);
  const options: VerifyOptions = {
    ...(pin === undefined ? {} : { pin: readPublicKey(await keyText(pin)) }),
    ...(expectedHead === undefined ? {} : { expectedHead }),
    ...(proof === undefined ? {} : { proof: await readCertificate(proof) }),
    ...(revocation === undefined ? {} : { revocation: await readCertificate(revocation) }),
    ...(successor === undefined ? {} : { successor: await signedDataOf(await readCertificate(successor)) }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(timestampAuthority === undefined ? {} : { timestampAuthority: await pemOf(timestampAuthority) }),
  };
  const bytes = await readCertificate(file);
  return isArchive(bytes) ? verifyDelivery(file, options) : verifyCertificate(bytes, options);
}

const readCertificate = (file: string): Promise<Buffer> => readBounded(file, MAX_CERTIFICATE_BYTES);
const keyText = async (file: string): Promise<string> => (await readBounded(file, MAX_KEY_BYTES)).toString('utf8');

/** A ZIP file begins with its first entry. */
const isArchive = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/** The timestamp that was handed over with the certificate, under its name. */
async function beside(file: string): Promise<Uint8Array | undefined> {
  const name = /^(.+)\.(?:pdf|jws)$/i.exec(file)?.[1];
  return name === undefined ? undefined : readCertificate(`${name}.tsr`).catch(() => undefined);
}

/** @throws {Fault} usage `file/unreadable`, `timestamp/bad-certificate` */
async function pemOf(file: string): Promise<string> {
  const pem = await keyText(file);
  try {
    new X509Certificate(pem);
    return pem;
  } catch (cause) {
    throw new Fault(
      'usage',
      'timestamp/bad-certificate',
      'not the certificate of a time stamping authority',
      {},
      { cause, hint: 'give an X.509 certificate as PEM' },
    );
  }
}

/** The JWS that a certificate's PDF carries; other bytes as they are. */
async function signedDataOf(bytes: Uint8Array): Promise<Uint8Array> {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') return bytes;
  const { ok, jws } = await verifyPdf(bytes);
  // Whatever is not a certificate then fails as the successor that it was said to be.
  return Buffer.from(ok && jws ? jws : '', 'latin1');
}

/** What a certificate says, verified or not. @throws {Fault} usage `certificate/unreadable` */
export async function showCertificate(file: string): Promise<CertificateDocument> {
  const { certificate } = await verifyCertificate(await readCertificate(file));
  if (!certificate) throw new Fault('usage', 'certificate/unreadable', 'this is not a certificate that can be read');
  return certificate;
}
