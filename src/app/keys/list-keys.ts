import type { KeyDeviation, KeyLedger } from '../../documents/key-lifecycle-data.js';
import type { UnitKeyRecord } from '../../ports/unit-key-store.js';
import type { Workspace } from '../workspace.js';
import { keyLedger } from './key-ledger.js';

export interface ListedKeys {
  /** Keys that the key service has. */
  kmsKeys: {
    keyId: string;
    alias: string | undefined;
    state: string;
    createdAt: string;
    deletionDate: string | undefined;
  }[];
  /** Unit keys that the key store has. */
  unitKeys: Omit<UnitKeyRecord, 'wrappedKey'>[];
  /** Every key there is or was, with its events (B2-4-2). */
  ledger: KeyLedger;
  /** Where the keys differ from what is written down about them. */
  deviations: (KeyDeviation & { key: string })[];
}

export async function listKeys({ ports }: Workspace): Promise<ListedKeys> {
  const ledger = await keyLedger(ports);
  const listed: ListedKeys = { kmsKeys: [], unitKeys: [], ledger, deviations: deviationsOf(ledger) };
  for (const { keyId, alias, state, createdAt, deletionDate } of ledger.kmsKeys)
    if (state !== 'Destroyed' && state !== 'Missing')
      listed.kmsKeys.push({ keyId, alias, state, createdAt: createdAt ?? '', deletionDate });
  for await (const { wrappedKey: _, ...unit } of ports.unitKeyStore.list()) listed.unitKeys.push(unit);
  listed.unitKeys.sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
  return listed;
}

function deviationsOf({ kmsKeys, unitKeys }: KeyLedger): ListedKeys['deviations'] {
  return [
    ...kmsKeys.flatMap(({ keyId, alias, deviations }) => deviations.map((each) => ({ key: alias ?? keyId, ...each }))),
    ...unitKeys.flatMap(({ unitId, deviations }) => deviations.map((each) => ({ key: unitId, ...each }))),
  ];
}
