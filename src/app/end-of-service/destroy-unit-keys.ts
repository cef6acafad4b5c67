import type { UnitKeyErasure } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { UnitKeyRecord } from '../../ports/unit-key-store.js';
import { makeCanary, probeCanary } from '../../protect/canary.js';
import { CATALOG_UNIT } from '../../protect/seal.js';
import type { JobPorts } from '../../run/ports.js';
import type { ErasureLog } from './erasure-log.js';

/** The unit that seals object names in the catalogue; it goes last, because the names are needed to read back. */
export const isCatalogueUnit = (unit: Pick<UnitKeyRecord, 'system'>): boolean => unit.system === CATALOG_UNIT.system;

/**
 * Destroys the key of every unit in the plan for which `chosen` holds. Before: a canary message is shown to decrypt.
 * After: it must not, by the same path and with caches emptied. The canary is recorded before its key goes, so that
 * a crash in between can still be judged.
 */
export async function destroyUnitKeys(
  log: ErasureLog,
  plan: DisposalPlan,
  ports: JobPorts,
  chosen: (unit: Pick<UnitKeyRecord, 'system'>) => boolean,
): Promise<void> {
  const planned = new Set(plan.keys.flatMap(({ unitIds }) => unitIds));
  const units: UnitKeyRecord[] = [];
  for await (const unit of ports.unitKeyStore.list()) if (planned.has(unit.unitId) && chosen(unit)) units.push(unit);
  for (const unit of units) {
    await open(log, unit, ports);
    await ports.unitKeyStore.destroy(unit.unitId);
  }
  ports.unitKeys.forgetAll();
  for (const erasure of log.record.unitKeys)
    if (chosen(erasure) && erasure.canary.outcomeAfter !== 'destroyed') await close(log, erasure, ports);
}

/** The record opens while the key still exists. */
async function open(log: ErasureLog, unit: UnitKeyRecord, { unitKeys, clock }: JobPorts): Promise<void> {
  const message = await makeCanary(unitKeys, unit.unitId);
  const decryptedBefore = (await probeCanary(unitKeys, unit.unitId, message)) === 'altered';
  const at = clock.now().toISOString();
  const erasure: UnitKeyErasure = {
    unitId: unit.unitId,
    system: unit.system,
    level: unit.level,
    kmsKeyId: unit.kmsKeyId,
    createdAt: unit.createdAt,
    destroyedAt: at,
    canary: { decryptedBefore, outcomeAfter: 'unreadable', checkedAt: at, message: message.toString('base64') },
  };
  await note(log, 'unit-key.destruction-opened', erasure);
}

/** The record closes with what the canary shows now that the key is gone. */
async function close(log: ErasureLog, erasure: UnitKeyErasure, { unitKeys, clock }: JobPorts): Promise<void> {
  const outcomeAfter = await probeCanary(unitKeys, erasure.unitId, Buffer.from(erasure.canary.message, 'base64'));
  const checkedAt = clock.now().toISOString();
  await note(log, 'unit-key.destroyed', {
    ...erasure,
    destroyedAt: checkedAt,
    canary: { ...erasure.canary, outcomeAfter, checkedAt },
  });
}

function note(log: ErasureLog, action: string, erasure: UnitKeyErasure): Promise<void> {
  const others = log.record.unitKeys.filter(({ unitId }) => unitId !== erasure.unitId);
  return log.note(action, { unitKeys: [...others, erasure] }, { unitId: erasure.unitId });
}
