import type { UnitKeyRecord } from '../ports/unit-key-store.js';
import type { Workspace } from './workspace.js';

export interface KeyLedger {
  kmsKeys: {
    keyId: string;
    alias: string | undefined;
    state: string;
    createdAt: string;
    deletionDate: string | undefined;
  }[];
  unitKeys: Omit<UnitKeyRecord, 'wrappedKey'>[];
}

/** Keys of the key service and unit keys as they are now. */
export async function listKeys({ ports: { keys, unitKeyStore } }: Workspace): Promise<KeyLedger> {
  const ledger: KeyLedger = { kmsKeys: [], unitKeys: [] };
  for await (const key of keys.listKeys())
    ledger.kmsKeys.push({
      keyId: key.keyId,
      alias: key.alias,
      state: key.state,
      createdAt: key.createdAt.toISOString(),
      deletionDate: key.deletionDate?.toISOString(),
    });
  for await (const { wrappedKey: _, ...unit } of unitKeyStore.list()) ledger.unitKeys.push(unit);
  ledger.unitKeys.sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
  return ledger;
}
