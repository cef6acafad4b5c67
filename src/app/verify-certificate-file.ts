import { open, readFile } from 'node:fs/promises';
import { Fault } from '../base/fault.js';
import type { CertificateDocument } from '../certify/certificate.js';
import { readPublicKey } from '../certify/public-key.js';
import { MAX_CERTIFICATE_BYTES, type Verification, verifyCertificate } from '../certify/verify.js';
import { unreadable } from './unreadable.js';

/** Verifies a file; a missing or too large file is `unreadable`, never an exception to the three verdicts. */
export async function verifyCertificateFile(
  file: string,
  options: { pin?: string; expectedHead?: string },
): Promise<Verification> {
  const pin =
    options.pin === undefined ? undefined : readPublicKey(await readFile(options.pin, 'utf8').catch(unreadablePin));
  return verifyCertificate(await readBounded(file), {
    ...(pin ? { pin } : {}),
    ...(options.expectedHead === undefined ? {} : { expectedHead: options.expectedHead }),
  });
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

function unreadablePin(cause: unknown): never {
  throw unreadable(cause);
}
