import type { KeptReason } from '../../dispose/account-disposal.js';
import type { Catalog } from '../../ports/catalog.js';
import { isCertificateOpen } from './certificate-open.js';

/** What is still to be done by somebody who can show who they are. */
export interface LeftToDo {
  /** Keys of the erasure wait for their destruction. */
  keysPending: boolean;
  /** An account kept by hand was not recorded as disposed of. */
  manualOpen: boolean;
  /** Accounts that the plan does not name are there. */
  unplannedLeft: boolean;
}

/** Why the account that carries the disposal out stays for now; empty when nothing keeps it. */
export async function ownKept(
  catalog: Catalog,
  { keysPending, manualOpen, unplannedLeft }: LeftToDo,
): Promise<KeptReason[]> {
  return [
    ...(keysPending ? (['keys-pending'] as const) : []),
    ...(!keysPending && (await isCertificateOpen(catalog)) ? (['certificate-open'] as const) : []),
    ...(manualOpen ? (['manual-open'] as const) : []),
    ...(unplannedLeft ? (['unplanned-left'] as const) : []),
  ];
}
