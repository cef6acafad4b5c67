import { LEVELS, type Level } from '../../base/level.js';
import type { PlannedKey } from '../../dispose/plan.js';
import type { Scope } from '../../inventory/scope.js';
import type { UnitKeyRecord } from '../../ports/unit-key-store.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import type { JobPorts } from '../../run/ports.js';

type Needs = Pick<JobPorts, 'unitKeyStore' | 'keys' | 'levelKeys' | 'service'>;

/**
 * The keys of a plan after which nothing of the service is left: its own keys of the key service, one per level and any
 * older one that unit keys are wrapped by, each with its unit keys. In an account that several services share, no other
 * service's key is among them.
 *
 * @throws {Fault} denied `keys/other-workspace`
 */
export async function allKeys({ unitKeyStore, keys, levelKeys, service }: Needs): Promise<PlannedKey[]> {
  const units = new Map<string, UnitKeyRecord[]>();
  for await (const unit of unitKeyStore.list()) units.set(unit.kmsKeyId, [...(units.get(unit.kmsKeyId) ?? []), unit]);
  const planned = new Map<string, PlannedKey>();
  const plan = async (name: string, level: Level): Promise<void> => {
    const key = await keys.describeKey(name);
    if (!key || planned.has(key.keyId)) return;
    await levelKeys.assertOwn(key);
    planned.set(key.keyId, {
      kmsKeyId: key.keyId,
      alias: key.alias ?? '',
      level,
      waitingDays: service.waitingDays,
      unitIds: (units.get(key.keyId) ?? []).map(({ unitId }) => unitId).sort(),
    });
  };
  for (const level of LEVELS) await plan(levelKeyAlias(service.parties.service.id, level), level);
  for (const [kmsKeyId, [first]] of units) if (first) await plan(kmsKeyId, first.level);
  return sorted(planned);
}

/**
 * The keys of a plan that leaves something of the service: the unit keys that protect nothing else, while the keys of
 * the key service stay.
 */
export async function partialKeys({ unitKeyStore, keys, service }: Needs, scope: Scope): Promise<PlannedKey[]> {
  const planned = new Map<string, PlannedKey>();
  for await (const { unitId, kmsKeyId, level } of unitKeyStore.list()) {
    if (!scope.unitIds.has(unitId) || scope.otherUnitIds.has(unitId)) continue;
    const known = planned.get(kmsKeyId);
    if (known) known.unitIds.push(unitId);
    else {
      const alias = (await keys.describeKey(kmsKeyId))?.alias ?? '';
      planned.set(kmsKeyId, {
        kmsKeyId,
        alias,
        level,
        waitingDays: service.waitingDays,
        stays: true,
        unitIds: [unitId],
      });
    }
  }
  for (const { unitIds } of planned.values()) unitIds.sort();
  return sorted(planned);
}

const sorted = (planned: ReadonlyMap<string, PlannedKey>): PlannedKey[] =>
  [...planned.values()].sort((a, b) => (a.alias < b.alias ? -1 : 1));
