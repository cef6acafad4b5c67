import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { japaneseDay } from '../../base/japanese-day.js';
import { Frozen } from '../../inventory/frozen.js';
import { scopeOf } from '../../inventory/scope.js';
import { systemsOf } from '../../inventory/systems.js';
import { takeInventory } from '../../inventory/take-inventory.js';
import { isUnopened } from '../../inventory/unopened.js';
import type { MigrationPlan } from '../../migrate/plan.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';
import type { MigrationSetup } from './receiver.js';
import { readableSince } from './unreadable-versions.js';

/** The receiver is ready from the agreed day on. After the last one a late migration is better than none. */
export function assertNotTooEarly({ planId, schedule: { from } }: MigrationPlan, now: Date): void {
  if (from === undefined || japaneseDay(now) >= from) return;
  const hint = 'run the command on the agreed day, or have a plan with another one approved';
  throw new Fault('denied', 'migrate/too-early', 'the agreed days have not begun', { planId, from }, { hint });
}

/** What was approved is where to and how protected, too: a changed configuration needs a new plan. */
export function assertAsPlanned(plan: MigrationPlan, setup: MigrationSetup): void {
  const planned = [plan.destination, plan.protection, plan.receiver.fingerprint, plan.form, plan.history];
  const { destination, protection, acceptanceKey, config } = setup;
  const configured = [destination, protection, acceptanceKey.fingerprint, config.form, config.history];
  if (canonicalJson(planned) !== canonicalJson(configured))
    throw new Fault(
      'conflict',
      'migrate/other-destination',
      'receiver, destination, form or protection differ from the approved plan',
      {},
      { hint: 'set the migration block back, or make a new plan and have it approved' },
    );
}

/**
 * A plan is approved for exactly what it counted; anything added or lost since needs a new plan (B3-2-3).
 * @throws {Fault} conflict `migrate/scope-changed`, `erase/frozen`
 */
export async function assertSameScope(ports: JobPorts, plan: MigrationPlan, signal: AbortSignal): Promise<void> {
  const systems = await systemsIn(ports, plan);
  for (const system of systems) await takeInventory(system, ports, signal);
  assertAsCounted(await scopeOf(systems, ports.catalog), plan);
  await assertSameUnreadable(ports, plan, signal);
}

/**
 * What the plan says that nobody can read is just what nobody can read: what opens by now is not to stay behind unseen, and
 * what does not any more was not approved to stay.
 *
 * @throws {Fault} conflict `migrate/scope-changed`
 */
export async function assertSameUnreadable(ports: JobPorts, plan: MigrationPlan, signal?: AbortSignal): Promise<void> {
  const named = plan.notHandedOver ?? [];
  const known = new Set(named.map(({ objectId, versionId }) => `${objectId} ${versionId}`));
  for (const { id: system } of await systemsIn(ports, plan))
    for await (const object of ports.catalog.objects({ system, states: ['classified'] }))
      if (isUnopened(object) && !known.has(`${object.objectId} ${object.versionId}`)) throw scopeChanged();
  if ((await readableSince(named, ports, signal)) > 0) throw scopeChanged();
}

type Counted = Pick<MigrationPlan, 'lines' | 'inventoryHash'>;

/**
 * By levels as well: one that was decided anew changes nothing of what is stored, but what is handed over would not be
 * what was approved, and would show only once it had been written.
 *
 * @throws {Fault} conflict `migrate/scope-changed`
 */
export function assertAsCounted(scope: Counted, plan: Counted): void {
  if (scope.inventoryHash !== plan.inventoryHash || levelsOf(scope) !== levelsOf(plan)) throw scopeChanged();
}

const levelsOf = ({ lines }: Counted): string =>
  lines
    .map(({ system, level, versions, bytes }) => [system, level, versions, bytes].join(' '))
    .sort()
    .join('\n');

/** @param changes - counts of each system that has changed, where they are known */
export const scopeChanged = (changes: readonly object[] = []): Fault =>
  new Fault(
    'conflict',
    'migrate/scope-changed',
    'what is stored has changed since the plan was made',
    changes.length > 0 ? { changes } : {},
    { hint: 'run classify and enforce, make a new plan and have it approved' },
  );

/**
 * The systems that the plan hands over.
 * @throws {Fault} conflict `erase/frozen`
 */
export async function systemsIn({ service, catalog }: JobPorts, plan: MigrationPlan): Promise<SystemSettings[]> {
  const ids = plan.scope.systems;
  const systems = systemsOf(service).filter(({ id }) => ids === undefined || ids.includes(id));
  if ((await Frozen.in(catalog)).without(systems).length < systems.length)
    throw new Fault('conflict', 'erase/frozen', 'records of these systems are being erased or were erased');
  return systems;
}
