import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';
import { certificatesOf } from '../certificates/stored-certificate.js';

/**
 * Whether the certificate of the last erasure is still to be issued. That takes an identity, and once the last account is
 * gone nobody can enrol another: without this the prefecture would be left without its certificate for good (B3-2-2).
 */
export async function isCertificateOpen(catalog: Catalog): Promise<boolean> {
  const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
  const last = erasures.findLast(({ phase }) => phase !== 'approved' && phase !== 'cancelled');
  if (!last) return false;
  const current = (await certificatesOf(catalog, last.planId)).at(-1);
  return current?.stage !== 'final' || current.revocation !== undefined;
}
