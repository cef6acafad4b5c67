import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { ArrivedLine } from '../../dispose/erasure.js';
import { begunUnits } from '../../dispose/phases.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { arrivedSince, listedAfterEnd, markersSince } from '../../inventory/arrivals.js';
import type { Erasing } from '../../inventory/selected-listing.js';
import type { JobPorts } from '../../run/ports.js';
import { isCatalogueUnit } from './destroy-unit-keys.js';
import type { ErasureLog } from './erasure-log.js';

/**
 * B3-2-1: nothing is erased unseen. What has come since the scope was frozen is in no plan, so while nothing is destroyed
 * yet the plan is made anew.
 *
 * @throws {Fault} conflict `erase/arrived-after-freeze`
 */
export async function assertNothingArrived(erasing: Erasing, ports: JobPorts, signal?: AbortSignal): Promise<void> {
  const arrived = await arrivedSince(erasing, ports, signal);
  if (arrived.length === 0) return;
  throw new Fault(
    'conflict',
    'erase/arrived-after-freeze',
    'records have come to the store since the erasure froze its scope',
    { systems: arrived.map(({ system, versions, bytes }) => ({ system, versions, bytes })) },
    {
      hint: 'nothing was erased: stop what still writes, cancel the erasure, run classify and enforce, make a new plan; what an earlier erasure destroyed and is there again goes first, by `kimitsu erase` of its plan',
    },
  );
}

/**
 * Takes into the record what has come since the scope was frozen, now that everything of the plan is gone. It is left
 * alone; and with it stay the keys without which it could be neither named nor protected nor planned: that of the
 * catalogue and those of the key service. The plan for the rest destroys them. Asked anew as long as they are untouched,
 * so what was taken away meanwhile holds nothing up.
 */
export async function noteArrived(
  log: ErasureLog,
  plan: DisposalPlan,
  erasing: Erasing,
  ports: JobPorts,
): Promise<void> {
  if (begunUnits(log.record).some(isCatalogueUnit)) return;
  await removeMarkers(erasing, ports);
  const arrived = await arrivedSince(erasing, ports);
  if (arrived.length === 0 && log.record.arrived === undefined) return;
  const rest = arrived.length > 0 ? { arrived, keysKept: keptKeys(plan) } : { arrived: undefined, keysKept: undefined };
  await log.note('erasure.arrived', rest, countsOf(arrived));
}

/** Where the service goes on: what has come to the places of the plan since is none of its business, and is named. */
export async function noteBeside(log: ErasureLog, erasing: Erasing, ports: JobPorts): Promise<void> {
  const arrived = await arrivedSince(erasing, ports);
  if (isSame(arrived, log.record.arrived)) return;
  await log.note('erasure.arrived', { arrived: arrived.length > 0 ? arrived : undefined }, countsOf(arrived));
}

/**
 * What has come since the catalogue was sealed: too late for any plan of this catalogue, and named all the same.
 * @param before - asked before anything is written down
 */
export async function noteArrivedAfterEnd(
  log: ErasureLog,
  systems: readonly string[],
  ports: Pick<JobPorts, 'objects' | 'service' | 'logger'>,
  { signal, before }: { signal?: AbortSignal | undefined; before?: () => Promise<void> } = {},
): Promise<void> {
  const arrived = await listedAfterEnd(systems, ports, signal);
  if (isSame(arrived, log.record.arrived)) return;
  await before?.();
  await log.note('erasure.arrived', { arrived: arrived.length > 0 ? arrived : undefined }, countsOf(arrived));
}

const isSame = (some: readonly ArrivedLine[], others: readonly ArrivedLine[] = []): boolean =>
  canonicalHash(some as never) === canonicalHash(others as never);

const countsOf = (arrived: readonly ArrivedLine[]): Record<string, number> =>
  Object.fromEntries(arrived.map(({ system, versions }) => [system, versions]));

function keptKeys({ keys }: DisposalPlan) {
  return {
    unitIds: keys.flatMap(({ unitIds }) => unitIds).filter(isCatalogueUnit),
    kmsKeys: keys.map(({ kmsKeyId, alias }) => ({ kmsKeyId, alias })),
  };
}

/** They hold no content, but lie under a name that goes. Not of the plan, so not counted as erased under it. */
async function removeMarkers(erasing: Erasing, ports: JobPorts): Promise<void> {
  const { catalog, objects, clock, actor } = ports;
  for await (const { objectId, system, version, item } of markersSince(erasing, ports)) {
    await objects.destroyVersion(version);
    await catalog.saveVersions(
      [
        {
          objectId,
          system,
          versionId: version.versionId,
          item,
          size: 0,
          plaintext: false,
          state: 'destroyed',
          level: undefined,
          destroyedAt: clock.now().toISOString(),
          reason: `erase/late-marker:${erasing.erasureId}`,
        },
      ],
      [{ actor, action: 'delete-marker.removed', subject: objectId }],
    );
  }
}
