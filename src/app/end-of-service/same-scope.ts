import { Fault } from '../../base/fault.js';
import { type DisposalPlan, endsService } from '../../dispose/plan.js';
import { Selection } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import { scopeOf } from '../../inventory/scope.js';
import { systemsOf } from '../../inventory/systems.js';
import { takeInventory } from '../../inventory/take-inventory.js';
import { openedSince } from '../../inventory/unopened.js';
import { assertVanished } from '../../inventory/vanished.js';
import type { JobPorts } from '../../run/ports.js';
import { assertMigrationsAccepted } from '../migration/unaccepted.js';
import { assertKeysThere } from './destroy-unit-keys.js';
import { assertNothingHeld } from './exceptions.js';
import { damagedUnits } from './lost-keys.js';
import { unitsOfHistory } from './units-of-history.js';

/**
 * A plan is approved for exactly what it counted; anything added or lost since needs a new plan (B3-2-3). Nor may
 * anything else have come under a key that goes with it: a late record of a month that is erased by kind of record.
 *
 * @throws {Fault} conflict `erase/scope-changed`, `erase/key-in-use`; denied `erase/held`,
 *   `plan/migration-not-accepted`; integrity `erase/key-missing`;
 *   unavailable `inventory/listing-incomplete`
 */
export async function assertSameScope(ports: JobPorts, plan: DisposalPlan, signal?: AbortSignal): Promise<void> {
  await assertNothingHeld(plan, ports);
  await assertKeysThere(plan, ports);
  const damaged = await damagedUnits(plan.keys, ports);
  if (damaged.join() !== (plan.damagedUnits ?? []).join()) throw scopeChanged();
  const systems = systemsOf(ports.service);
  const planned = systems.filter(({ id }) => plan.scope.systems?.includes(id) ?? true);
  const selection = new Selection(plan);
  await assertMigrationsAccepted(
    ports,
    planned.map(({ id }) => id),
    (object) => selection.fateOf(placeOf(object)) === 'erased',
  );
  for (const system of planned) await takeInventory(system, ports, signal);
  await assertVanished(planned, ports, signal);
  const scope = await scopeOf(systems, ports.catalog, selection);
  assertAsPlanned(scope, plan);
  if ((await openedSince(scope.unreadable, ports, signal)).length > 0) throw scopeChanged();
  if (endsService(plan)) return;
  const needed = new Set([...scope.otherUnitIds, ...(await unitsOfHistory(planned, selection, ports, signal))]);
  const inUse = plan.keys.flatMap(({ unitIds }) => unitIds).filter((unitId) => needed.has(unitId));
  if (inUse.length > 0)
    throw new Fault(
      'conflict',
      'erase/key-in-use',
      'a record that the plan leaves has come under a key that it destroys',
      { unitIds: inUse },
      { hint: 'make a new plan and have it approved; nothing was erased' },
    );
}

/** @throws {Fault} conflict `erase/scope-changed` unless what is chosen of the stores is just what the plan counted */
export function assertAsPlanned(scope: Counted, plan: Counted): void {
  const isSame = scope.inventoryHash === plan.inventoryHash && levelsOf(scope) === levelsOf(plan);
  if (!isSame || !namesSame(scope.unreadable, plan)) throw scopeChanged();
}

type Counted = Lines & Pick<DisposalPlan, 'inventoryHash' | 'unreadable' | 'unopened'>;

/** What a plan says that nobody can read is just what nobody can read. An older plan has only counted it. */
function namesSame(unreadable: DisposalPlan['unreadable'] = [], plan: Counted): boolean {
  if (!plan.unreadable && plan.unopened) return plan.unopened === unreadable.length;
  const ids = (some: NonNullable<DisposalPlan['unreadable']>) => some.map(({ objectId }) => objectId).sort();
  return ids(unreadable).join() === ids(plan.unreadable ?? []).join();
}

/**
 * The lines that a plan counts and a certificate judges. A level that was decided anew moves versions from one to another
 * without changing what is stored: then the lines approved are not those that could be certified.
 */
function levelsOf({ lines, kept = [] }: Lines): string {
  const told = ({ system, level, versions, bytes }: DisposalPlan['lines'][number]) =>
    [system, level, versions, bytes].join(' ');
  return [lines, kept].map((some) => some.map(told).sort().join('\n')).join('\n\n');
}

interface Lines {
  lines: DisposalPlan['lines'];
  kept?: DisposalPlan['lines'];
}

export const scopeChanged = (): Fault =>
  new Fault(
    'conflict',
    'erase/scope-changed',
    'what is stored has changed since the plan was made',
    {},
    { hint: 'run classify and enforce, make a new plan and have it approved; nothing was erased' },
  );
