import type { Catalog } from '../../ports/catalog.js';
import type { StoredCertificate } from './stored-certificate.js';

/** Steps after which a certificate from before no longer says all that has to be said. */
const TOLD_ANEW = [
  'kms-key.incident',
  'kms-key.incident-closed',
  'unit-key.came-back',
  'erasure.arrived',
  'erasure.versions-came-back',
  'erasure.copies-found',
] as const;

/**
 * Whether something was written down since that a certificate of this erasure has to name: a key that came back, files
 * that were found in its places. By the order of the audit log, which each certificate names its head of.
 */
export async function overtaken(catalog: Pick<Catalog, 'auditOf'>): Promise<(stored: StoredCertificate) => boolean> {
  const last = new Map<string, number>();
  for (const action of TOLD_ANEW)
    for await (const { subject, seq } of catalog.auditOf(action))
      last.set(subject, Math.max(seq, last.get(subject) ?? 0));
  return ({ certificate }) => certificate.auditHead.seq < (last.get(certificate.erasureId) ?? 0);
}
