import type { JobPorts, SystemSettings } from '../run/ports.js';

export interface NamedObject {
  objectId: string;
  /** Where it is; absent when an id was given. */
  at?: { system: SystemSettings; key: string };
}

/**
 * What people name a record by: `obj-…`, as the review list shows it, or `<system>/<path below data/<system>/>`.
 * Undefined when the text is neither; whether there is such a record the catalogue knows.
 */
export function objectNamed(
  text: string,
  { seal, service }: Pick<JobPorts, 'seal' | 'service'>,
): NamedObject | undefined {
  if (/^obj-[0-9a-f]{32}$/.test(text)) return { objectId: text };
  const slash = text.indexOf('/');
  const system = service.systems.find(({ id }) => id === text.slice(0, slash));
  if (!system) return undefined;
  const key = text.slice(slash + 1);
  return { objectId: seal.objectId(system.id, key), at: { system, key } };
}
