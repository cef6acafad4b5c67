import { X509Certificate } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { Fault } from '../base/fault.js';
import type { CertificateDocument } from '../certify/certificate.js';
import { verifyPdf } from '../certify/pdf-verify.js';
import { readPublicKey } from '../certify/public-key.js';
import { MAX_CERTIFICATE_BYTES, type Verification, type VerifyOptions, verifyCertificate } from '../certify/verify.js';
import { type DeliveryVerification, verifyDelivery } from './certificates/verify-delivery.js';
import { unreadable } from './unreadable.js';

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
  const timestamp = brought.timestamp === undefined ? await beside(file) : await readBounded(brought.timestamp);
  const options: VerifyOptions = {
    ...(pin === undefined ? {} : { pin: readPublicKey(await readFile(pin, 'utf8').catch(notReadable)) }),
    ...(expectedHead === undefined ? {} : { expectedHead }),
    ...(proof === undefined ? {} : { proof: await readBounded(proof) }),
    ...(revocation === undefined ? {} : { revocation: await readBounded(revocation) }),
    ...(successor === undefined ? {} : { successor: await signedDataOf(await readBounded(successor)) }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(timestampAuthority === undefined ? {} : { timestampAuthority: await pemOf(timestampAuthority) }),
  };
  const bytes = await readBounded(file);
  return isArchive(bytes) ? verifyDelivery(file, options) : verifyCertificate(bytes, options);
}

/** A ZIP file begins with its first entry. */
const isArchive = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/** The timestamp that was handed over with the certificate, under its name. */
async function beside(file: string): Promise<Uint8Array | undefined> {
  const name = /^(.+)\.(?:pdf|jws)$/i.exec(file)?.[1];
  return name === undefined ? undefined : readFile(`${name}.tsr`).catch(() => undefined);
}

/** @throws {Fault} usage `file/unreadable`, `timestamp/bad-certificate` */
async function pemOf(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch(notReadable);
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
  const { certificate } = await verifyCertificate(await readBounded(file));
  if (!certificate) throw new Fault('usage', 'certificate/unreadable', 'this is not a certificate that can be read');
  return certificate;
}

/** At most one byte more than a certificate may have, so that a file of gigabytes costs no memory. */
async function readBounded(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.min(size, MAX_CERTIFICATE_BYTES + 1));
      await handle.read(bytes, 0, bytes.byteLength, 0);
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadable(cause);
  }
}

function notReadable(cause: unknown): never {
  throw unreadable(cause);
}
