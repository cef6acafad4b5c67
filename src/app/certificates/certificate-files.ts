import { createPublicKey } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../base/canonical-json.js';
import type { CertificateDocument } from '../../certify/certificate.js';
import { thumbprint } from '../../certify/jws.js';
import { signPdf } from '../../certify/pades-sign.js';
import { verifyPage } from '../../certify/verify-page.js';
import { renderDisposalCertificate } from '../../documents/disposal-certificate.js';
import type { Workspace } from '../workspace.js';
import { certificateName, type StoredCertificate } from './stored-certificate.js';

export interface IssuedCertificate {
  /** The number, with `-v2` and so on for a corrected one: names its files. */
  name: string;
  certificate: CertificateDocument;
  pdf: string;
  jws: string;
  verifyPage: string;
  /** RFC 7638 thumbprint of the key that signed. */
  fingerprint: string;
  /** `.tsr`, once an authority has confirmed when it existed. */
  timestamp?: string;
  /** Why the configured authority has not: a code. The certificate stands without it. */
  timestampMissing?: string;
}

/** Writes what the recipient gets: `certificates/<name>.pdf`, `.jws`, `verify.html`, `issuer.pub.pem`. */
export async function writeCertificateFiles(
  workspace: Workspace,
  { certificate, jws }: StoredCertificate,
): Promise<IssuedCertificate> {
  const folder = await workspace.folder('certificates');
  const signer = await workspace.signer();
  const name = certificateName(certificate);
  const json = Buffer.from(canonicalJson(certificate), 'utf8');
  const rendered = await renderDisposalCertificate(certificate, { json, jws });
  const pdf = await signPdf(rendered, signer, {
    signedAt: new Date(certificate.issuedAt),
    subject: { commonName: certificate.issuer.name },
  });
  const path = (file: string): string => join(folder, file);
  await replaceFile(path(`${name}.pdf`), pdf);
  await replaceFile(path(`${name}.jws`), Buffer.from(jws, 'utf8'));
  await replaceFile(path('verify.html'), Buffer.from(await verifyPage(), 'utf8'));
  const pem = createPublicKey({ key: { ...signer.publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  await replaceFile(path('issuer.pub.pem'), Buffer.from(pem));
  return {
    name,
    certificate,
    pdf: path(`${name}.pdf`),
    jws: path(`${name}.jws`),
    verifyPage: path('verify.html'),
    fingerprint: thumbprint(signer.publicJwk),
  };
}

/** Whole or not at all: a certificate cut short by a crash would read as a forged one. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.tmp`, bytes, { flush: true });
  await rename(`${path}.tmp`, path);
}
