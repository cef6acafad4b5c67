import { z } from 'zod';
import { Fault } from '../src/base/fault.js';
import type { UnitKeyRecord } from '../src/ports/unit-key-store.js';
import { rewrapUnitKey } from '../src/protect/rewrap.js';
import { unitKeyContext } from '../src/protect/unit-keys.js';
import { defineJob } from '../src/run/job.js';

export const RotateKeys = z.strictObject({ level: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional() });
export type RotateKeys = z.infer<typeof RotateKeys>;

/**
 * Wraps every unit key again with the present material of its KMS key (B2-4-2). Content is not touched: what is
 * encrypted under a unit key does not depend on how that key is wrapped.
 */
export const rotateKeys = defineJob({
  name: 'rotate-keys',
  effect: 'writes',
  input: RotateKeys,
  needs: ['catalog', 'keys', 'unitKeyStore', 'service', 'actor'],

  async *plan({ level }, { unitKeyStore }): AsyncIterable<UnitKeyRecord> {
    for await (const record of unitKeyStore.list()) if ((level ?? record.level) === record.level) yield record;
  },

  async apply(planned, { keys, unitKeyStore, service }): Promise<UnitKeyRecord | undefined> {
    // As it is now: a repetition must not take its own first attempt for somebody else's.
    const record = await unitKeyStore.get(planned.unitId);
    return record && rewrapUnitKey(record, { service: service.parties.service.id, keys, store: unitKeyStore });
  },

  async verify({ unitId }, rewrapped, { keys, unitKeyStore, service }) {
    const stored = await unitKeyStore.get(unitId);
    // Destroyed meanwhile: the destruction has its own record.
    if (!stored) return;
    if (stored.wrappedKey !== rewrapped?.wrappedKey)
      throw new Fault('conflict', 'unit-keys/changed', 'the key of the unit is another by now', { unitId });
    const context = unitKeyContext(service.parties.service.id, stored);
    const opened = await keys.decrypt(stored.kmsKeyId, Buffer.from(stored.wrappedKey, 'base64'), context);
    opened.fill(0);
  },

  async record(done, { catalog, actor }) {
    const drafts = done.flatMap(({ item: { unitId, kmsKeyId }, result }) =>
      result ? [{ actor, action: 'unit-key.rewrapped', subject: unitId, detail: { unitId, kmsKeyId } }] : [],
    );
    if (drafts.length > 0) await catalog.appendAudit(drafts);
  },
});
