import { Fault } from '../base/fault.js';
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
