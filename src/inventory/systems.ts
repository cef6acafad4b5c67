import { Fault } from '../base/fault.js';
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

/** Systems that an erasure has under way are left alone by every other job. */
export async function withoutFrozen(systems: readonly SystemSettings[], catalog: Catalog): Promise<SystemSettings[]> {
  const frozen = new Set<string>();
  for (const { body } of await catalog.documents('erasure')) {
    const { phase, systems: lines } = body as { phase: string; systems: { system: string }[] };
    if (phase === 'approved' || phase === 'cancelled') continue;
    for (const { system } of lines) frozen.add(system);
  }
  return systems.filter(({ id }) => !frozen.has(id));
}
