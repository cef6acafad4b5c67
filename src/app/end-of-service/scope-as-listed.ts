import type { DisposalPlan } from '../../dispose/plan.js';
import { Selection } from '../../dispose/selection.js';
import { isKnown, listingOf } from '../../inventory/as-listed.js';
import { fateIn } from '../../inventory/place.js';
import { scopeOf } from '../../inventory/scope.js';
import { systemsOf } from '../../inventory/systems.js';
import type { CatalogObject, ListedVersion } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { assertNothingHeld } from './exceptions.js';
import { assertAsPlanned, scopeChanged } from './same-scope.js';

/**
 * Whether the plan still fits what the store lists now. Writes nothing, for a trial: the erasure itself takes the
 * inventory anew and looks closer (`assertSameScope`). (B3-2-3)
 *
 * @throws {Fault} conflict `erase/scope-changed`; denied `erase/held`; what the store throws
 */
export async function assertScopeAsListed(ports: JobPorts, plan: DisposalPlan, signal?: AbortSignal): Promise<void> {
  await assertNothingHeld(plan, ports);
  const systems = systemsOf(ports.service);
  const selection = new Selection(plan);
  const scope = await scopeOf(systems, ports.catalog, selection);
  assertAsPlanned(scope, plan);
  for (const system of systems.filter(({ id }) => plan.scope.systems?.includes(id) ?? true)) {
    let known = 0;
    for (const line of scope.lines) if (line.system === system.id) known += line.versions;
    for await (const listed of listingOf(system, ports, signal)) {
      const standing = await standingOf(listed, system.id, selection, ports);
      if (standing === 'changed') throw scopeChanged();
      if (standing === 'planned') known -= 1;
    }
    if (known !== 0) throw scopeChanged();
  }
}

/** By what the catalogue would know after a listing, and by what it knows now. */
async function standingOf(
  { version, object: seen }: ListedVersion,
  system: string,
  selection: Selection,
  { catalog }: JobPorts,
): Promise<'outside' | 'planned' | 'changed'> {
  const held = await catalog.object(version.objectId);
  const after: CatalogObject | undefined = seen ? { ...(held ?? FRESH), ...seen } : held;
  const isNow = fateIn(selection, after, system) !== 'outside';
  const wasBefore = fateIn(selection, held, system) !== 'outside' && (await isKnown(version, { catalog }));
  if (isNow !== wasBefore) return 'changed';
  return isNow ? 'planned' : 'outside';
}

const FRESH = { state: 'found', classification: undefined, protection: undefined, reason: undefined } as const;
