import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';
import { certificateName, certificatesOf, type StoredCertificate } from './stored-certificate.js';

/** Steps after which a certificate from before no longer says all that has to be said. */
const TOLD_ANEW = [
  'kms-key.incident',
  'kms-key.incident-closed',
  'unit-key.came-back',
  'erasure.arrived',
  'erasure.versions-came-back',
] as const;

/**
 * Whether something was written down since that a certificate of this erasure has to name: a key that came back, files
 * that were found in its places. By the order of the audit log, which each certificate names its head of.
 */
export async function overtakenBy(
  catalog: Pick<Catalog, 'auditOf'>,
  { erasureId }: Pick<ErasureRecord, 'erasureId'>,
): Promise<(stored: StoredCertificate) => boolean> {
  let last = -1;
  for (const action of TOLD_ANEW)
    for await (const { subject, seq } of catalog.auditOf(action)) {
      if (subject !== erasureId) continue;
      last = Math.max(last, seq);
      break; // the newest comes first
    }
  return ({ certificate }) => certificate.erasureId === erasureId && certificate.auditHead.seq < last;
}

/** Names of those certificates of the erasure that no longer say all that has to be said. */
export async function overtakenNames(
  catalog: Catalog,
  record: Pick<ErasureRecord, 'erasureId' | 'planId'>,
): Promise<Set<string>> {
  const isOvertaken = await overtakenBy(catalog, record);
  const certificates = await certificatesOf(catalog, record.planId);
  return new Set(certificates.filter(isOvertaken).map(({ certificate }) => certificateName(certificate)));
}
