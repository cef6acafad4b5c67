import { isUnreadableCode } from '../../base/unreadable-code.js';
import { destroyedUnits, FORMER_KEY } from '../../inventory/former-key.js';
import { systemOf } from '../../inventory/systems.js';
import { failureToOpen, readableAgain, unopenedBy } from '../../inventory/unopened.js';
import type { NotHandedOver } from '../../migrate/plan.js';
import { type Surveyed, survey } from '../../migrate/survey.js';
import { assertBegins, assertOpens, envelopeHeader } from '../../protect/clear-content.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';

type Moving = Extract<Surveyed, { moves: true }>;

/**
 * What would be handed over and cannot be, each version by itself (B3-2-1). Of current ones those that the catalogue has
 * as unreadable, each tried once more; of older ones those whose beginning does not open, and what an earlier migration
 * could not read to its end. What fails only on its way is put on record by the migration and is in the next plan.
 *
 * @throws {Fault} conflict `plan/not-protected` where a current one opens by now; what store and key service throw
 */
export async function unreadableVersions(
  systems: readonly SystemSettings[],
  history: boolean,
  ports: JobPorts,
  signal?: AbortSignal,
): Promise<NotHandedOver[]> {
  const named: NotHandedOver[] = [];
  const destroyed = await destroyedUnits(ports.catalog);
  for (const system of systems)
    for await (const item of survey(system, { history }, ports)) {
      if (!item.moves) continue;
      const code = await (item.current ? currentFailure : olderFailure)(item, ports, signal);
      if (code === undefined) continue;
      const { objectId, versionId } = item.version;
      const isErased = isWithoutKey(code) && destroyed.has(await unitOf(item, ports));
      const reason = isErased ? 'cryptographically-erased' : 'unreadable';
      named.push({ objectId, system: system.id, code, versionId, reason });
    }
  return named;
}

/**
 * Whether each of them still does not open: what can be read by now is to be handed over.
 * @returns how many can be read
 */
export async function readableSince(
  named: readonly NotHandedOver[],
  ports: JobPorts,
  signal?: AbortSignal,
): Promise<number> {
  let readable = 0;
  for (const { objectId, versionId } of named) {
    const object = await ports.catalog.object(objectId);
    if (object && (await failureToOpen(object, versionId, ports, signal)) === undefined) readable += 1;
  }
  return readable;
}

async function currentFailure({ object }: Moving, ports: JobPorts, signal?: AbortSignal): Promise<string | undefined> {
  const known = unopenedBy(object);
  if (known === undefined) return undefined;
  if ((await failureToOpen(object, object.versionId, ports, signal)) !== undefined) return known;
  throw readableAgain(1);
}

async function olderFailure(
  { object, version: { versionId, reason } }: Moving,
  ports: JobPorts,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const wasUnread = reason !== undefined && isUnreadableCode(reason);
  return failureToOpen(object, versionId, ports, signal, wasUnread ? assertOpens : assertBegins);
}

/** Of a key that was damaged and removed nothing shows that it is destroyed: it is merely unreadable. */
const isWithoutKey = (code: string): boolean =>
  code === FORMER_KEY || code === 'protect/key-destroyed' || code === 'protect/wrong-key';

async function unitOf({ object, version }: Moving, { objects, service, seal }: JobPorts): Promise<string> {
  const ref = { bucket: systemOf(service, object.system).bucket, key: seal.open(object.sealedKey) };
  const head = await objects.head({ ...ref, versionId: version.versionId });
  return (head && (await envelopeHeader(head, objects)))?.keyName ?? '';
}
