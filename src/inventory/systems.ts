import { Fault } from '../base/fault.js';
import type { DisposalPlan } from '../dispose/plan.js';
import type { Catalog } from '../ports/catalog.js';
import type { ServiceSettings, SystemSettings } from '../run/ports.js';

/** The named system, or all. @throws {Fault} usage `systems/unknown` */
export function systemsOf(service: ServiceSettings, id?: string): readonly SystemSettings[] {
  if (id === undefined) return service.systems;
  const system = service.systems.find((candidate) => candidate.id === id);
  if (!system)
    throw new Fault(
      'usage',
      'systems/unknown',
      `no system "${id}" in the configuration`,
      {},
      {
        hint: `one of: ${service.systems.map((known) => known.id).join(', ')}`,
      },
    );
  return [system];
}

/** As `systemsOf`, for one. */
export function systemOf(service: ServiceSettings, id: string): SystemSettings {
  return systemsOf(service, id)[0] as SystemSettings;
}

/**
 * Systems that an erasure has under way are left alone by every other job.
 * @throws {Fault} conflict `erase/frozen` when none is left
 */
export async function withoutFrozen(systems: readonly SystemSettings[], catalog: Catalog): Promise<SystemSettings[]> {
  const frozen = new Set<string>();
  for (const { body, parentId } of await catalog.documents('erasure')) {
    const { phase } = body as { phase: string };
    if (phase === 'approved' || phase === 'cancelled') continue;
    const planned = parentId === undefined ? undefined : await catalog.document('plan', parentId);
    const plan = (planned?.body as { plan?: DisposalPlan } | undefined)?.plan;
    // A plan without named systems covers the whole service.
    for (const id of plan?.scope.systems ?? systems.map((system) => system.id)) frozen.add(id);
  }
  const open = systems.filter(({ id }) => !frozen.has(id));
  if (open.length === 0 && systems.length > 0)
    throw new Fault(
      'conflict',
      'erase/frozen',
      'the records of these systems are being erased or were erased',
      {},
      {
        hint: 'finish the erasure with the same plan; new records belong into a new workspace',
      },
    );
  return open;
}
