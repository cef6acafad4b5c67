import { Fault } from '../../base/fault.js';
import type { CertificateDocument } from '../../certify/certificate.js';
import type { Catalog } from '../../ports/catalog.js';

/** A certificate as the catalogue keeps it; files are written from it. */
export interface StoredCertificate {
  stage: CertificateDocument['stage'];
  certificate: CertificateDocument;
  jws: string;
  /** The signed revocation, once the issuer no longer stands by it. */
  revocation?: string;
  /** DER of the authority's answer, base64. */
  timestamp?: string;
  /** The prefecture's signed acceptance. */
  acceptance?: string;
}

/** All certificates of a plan, oldest first, revoked ones too. */
export async function certificatesOf(catalog: Catalog, planId: string): Promise<StoredCertificate[]> {
  const documents = await catalog.documents('certificate', planId);
  return documents.map(({ body }) => body as unknown as StoredCertificate);
}

/**
 * The one that counts now: the latest. One before it does not count again when the latest is revoked.
 * @throws {Fault} usage `certificate/none`; denied `certificate/revoked`
 */
export async function currentCertificate(catalog: Catalog, planId: string): Promise<StoredCertificate> {
  const current = (await certificatesOf(catalog, planId)).at(-1);
  const hint = 'issue one with `kimitsu certificate issue`';
  if (!current)
    throw new Fault('usage', 'certificate/none', 'there is no certificate of this plan', { planId }, { hint });
  if (current.revocation === undefined) return current;
  const name = certificateName(current.certificate);
  throw new Fault(
    'denied',
    'certificate/revoked',
    'the latest certificate of the plan was revoked',
    { name },
    { hint },
  );
}

/** Name of its files and its id in the catalogue: the number, and the version from the second on. */
export function certificateName({ number, version }: Pick<CertificateDocument, 'number' | 'version'>): string {
  return version === 1 ? number : `${number}-v${version}`;
}

/** By number, with `-v2` and so on for a corrected one. @throws {Fault} usage `certificate/unknown` */
export async function certificateByName(catalog: Catalog, name: string): Promise<StoredCertificate> {
  const document = await catalog.document('certificate', name);
  if (document) return document.body as unknown as StoredCertificate;
  throw new Fault('usage', 'certificate/unknown', 'no certificate of this number was issued here', { name });
}
