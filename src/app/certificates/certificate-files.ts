import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../../base/canonical-json.js';
import type { CertificateDocument } from '../../certify/certificate.js';
import { thumbprint } from '../../certify/jws.js';
import { signPdf } from '../../certify/pades-sign.js';
import { verifyPage } from '../../certify/verify-page.js';
import { renderDisposalCertificate } from '../../documents/disposal-certificate.js';
import { type ReplaceOptions, replaceFile } from '../replace-file.js';
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
  await replaceFile(path(`${name}.pdf`), pdf, FOR_RECIPIENT);
  await replaceFile(path(`${name}.jws`), Buffer.from(jws, 'utf8'), FOR_RECIPIENT);
  await replaceFile(path('verify.html'), Buffer.from(await verifyPage(), 'utf8'), FOR_RECIPIENT);
  const pem = createPublicKey({ key: { ...signer.publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  await replaceFile(path('issuer.pub.pem'), Buffer.from(pem), FOR_RECIPIENT);
  return {
    name,
    certificate,
    pdf: path(`${name}.pdf`),
    jws: path(`${name}.jws`),
    verifyPage: path('verify.html'),
    fingerprint: thumbprint(signer.publicJwk),
  };
}

/** The recipient's: anybody may read them. Cut short by a crash, a certificate would read as a forged one. */
export const FOR_RECIPIENT: ReplaceOptions = { mode: 0o644 };
