import { Fault } from '../../base/fault.js';
import type { UnitKeyRecord, UnitKeyStore } from '../../ports/unit-key-store.js';

/** Unit keys that are gone with their process; for tests. */
export class MemoryUnitKeyStore implements UnitKeyStore {
  readonly #records = new Map<string, UnitKeyRecord>();

  async get(unitId: string): Promise<UnitKeyRecord | undefined> {
    return structuredClone(this.#records.get(unitId));
  }

  async *list(): AsyncGenerator<UnitKeyRecord> {
    for (const record of [...this.#records.values()]) yield structuredClone(record);
  }

  async add(record: UnitKeyRecord): Promise<void> {
    if (this.#records.has(record.unitId)) {
      throw new Fault('conflict', 'unit-keys/exists', 'the unit has a key already', { unitId: record.unitId });
    }
    this.#records.set(record.unitId, structuredClone(record));
  }

  async replace(record: UnitKeyRecord, expectedWrappedKey: string): Promise<void> {
    const { unitId } = record;
    if (this.#records.get(unitId)?.wrappedKey !== expectedWrappedKey) {
      throw new Fault('conflict', 'unit-keys/changed', 'the key of the unit is another, or none, by now', { unitId });
    }
    this.#records.set(unitId, structuredClone(record));
  }

  async destroy(unitId: string): Promise<void> {
    this.#records.delete(unitId);
  }
}
