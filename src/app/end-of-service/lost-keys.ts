import { Fault } from '../../base/fault.js';
import { isUnreadableCode } from '../../base/unreadable-code.js';
import type { PlannedKey } from '../../dispose/plan.js';
import { Frozen } from '../../inventory/frozen.js';
import { placeOf } from '../../inventory/place.js';
import { isUnopened, noteIfUnopened } from '../../inventory/unopened.js';
import type { CatalogObject } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';

/**
 * B3-2-2: records whose unit key is lost or does not open, and of which nothing else has told: the listing shows them as
 * they were. They count as unreadable from now on, so that no plan claims to erase them by a key that is not there. What an
 * erasure has frozen is left as it is: its keys are gone for a reason, and it is counted as it was.
 *
 * @param covers - which records are looked at
 * @throws {Fault} what store and key service throw when they do not answer
 */
export async function noteLostKeys(
  covers: (object: CatalogObject) => boolean,
  ports: JobPorts,
  signal?: AbortSignal,
): Promise<void> {
  const frozen = await Frozen.in(ports.catalog);
  const opens = new Map<string, boolean>();
  const lost: CatalogObject[] = [];
  for await (const object of ports.catalog.objects({ states: ['classified', 'protected', 'migrated'] })) {
    const { protection, versionId } = object;
    const unitId = protection?.versionId === versionId ? protection.unitId : undefined;
    if (unitId === undefined || isUnopened(object) || !covers(object) || frozen.has(placeOf(object))) continue;
    const known = opens.get(unitId) ?? (await unitOpens(unitId, ports));
    opens.set(unitId, known);
    if (!known) lost.push(object);
  }
  for (const object of lost) await noteIfUnopened(object, ports, signal);
}

/** Of the units of a plan's keys those whose key does not open: destroyed like the others, and no canary can show it. */
export async function damagedUnits(keys: readonly PlannedKey[], ports: Pick<JobPorts, 'unitKeys'>): Promise<string[]> {
  const damaged: string[] = [];
  for (const unitId of keys.flatMap(({ unitIds }) => unitIds))
    if (!(await unitOpens(unitId, ports))) damaged.push(unitId);
  return damaged.sort();
}

/** Whether nothing is known against the key of a unit: it is there and of use, or the key service does not say. */
async function unitOpens(unitId: string, { unitKeys }: Pick<JobPorts, 'unitKeys'>): Promise<boolean> {
  try {
    await unitKeys.forReading(unitId);
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return !isUnreadableCode(error.code);
  }
}
