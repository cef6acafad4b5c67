import { isKnown, listingOf } from '../../inventory/as-listed.js';
import { scopeOf } from '../../inventory/scope.js';
import type { MigrationPlan } from '../../migrate/plan.js';
import type { JobPorts } from '../../run/ports.js';
import { assertAsCounted, assertSameUnreadable, scopeChanged, systemsIn } from './as-planned.js';

/** How much of a system there was when the plan was made, and how much its store lists now. */
export interface SystemChange {
  system: string;
  systemName: string;
  /** Versions, delete markers and unfinished uploads. */
  planned: { versions: number; bytes: number };
  stored: { versions: number; bytes: number };
}

/**
 * Whether the plan still fits what the store lists now. Writes nothing, for a trial: the migration itself takes the
 * inventory anew (`assertSameScope`). (B3-2-3)
 *
 * @throws {Fault} conflict `migrate/scope-changed` with `changes`: a `SystemChange` for each system that is not as it was;
 *   conflict `erase/frozen`; what the store throws
 */
export async function assertScopeAsListed(ports: JobPorts, plan: MigrationPlan, signal?: AbortSignal): Promise<void> {
  const systems = await systemsIn(ports, plan);
  const scope = await scopeOf(systems, ports.catalog);
  const changes: SystemChange[] = [];
  for (const system of systems) {
    const { id, name: systemName } = system;
    const [planned, known] = [plan, scope].map(({ lines }) => totalOf(lines.filter((line) => line.system === id)));
    const stored = { versions: 0, bytes: 0 };
    let same = 0;
    for await (const { version } of listingOf(system, ports, signal)) {
      stored.versions += 1;
      stored.bytes += version.size;
      if (await isKnown(version, ports)) same += 1;
    }
    const isAsKnown = same === stored.versions && same === known?.versions;
    if (planned && !(isAsKnown && known?.versions === planned.versions && known.bytes === planned.bytes))
      changes.push({ system: id, systemName, planned, stored });
  }
  if (changes.length > 0) throw scopeChanged(changes);
  assertAsCounted(scope, plan);
  await assertSameUnreadable(ports, plan, signal);
}

function totalOf(lines: MigrationPlan['lines']): SystemChange['planned'] {
  const total = { versions: 0, bytes: 0 };
  for (const { versions, bytes } of lines) {
    total.versions += versions;
    total.bytes += bytes;
  }
  return total;
}
