import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';
import { overtaken } from '../certificates/overtaken.js';
import { certificatesOf } from '../certificates/stored-certificate.js';

/**
 * Whether the certificate of an erasure is still to be issued: of the last one, or of a part that was erased before. That
 * takes an identity, and once the last account is gone nobody can enrol another: without this the prefecture would be left
 * without its certificate for good (B3-2-2). An earlier certificate that was revoked has been told of.
 */
export async function isCertificateOpen(catalog: Catalog): Promise<boolean> {
  const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
  const begun = erasures.filter(({ phase }) => phase !== 'approved' && phase !== 'cancelled');
  const isOvertaken = await overtaken(catalog);
  for (const { planId } of begun) {
    const current = (await certificatesOf(catalog, planId)).at(-1);
    // One that no longer says all is to be issued anew.
    if (current?.stage !== 'final' || isOvertaken(current)) return true;
    if (planId === begun.at(-1)?.planId && current.revocation !== undefined) return true;
  }
  return false;
}
