import PQueue from 'p-queue';
import { Fault } from '../base/fault.js';
import type { CatalogVersion } from '../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { readOutcome } from './read-outcome.js';

const CONFIRMED = 'inventory/confirmed-absent';
/** Versions asked for at the same time. */
const AT_ONCE = 16;
const BATCH = 500;

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal'>;

/**
 * Asks the store once for every version that its listing has ceased to show. A listing that is short by one record
 * would otherwise let the key of that record be destroyed as if nothing needed it any more.
 *
 * @throws {Fault} unavailable `inventory/listing-incomplete`
 */
export async function assertVanished(
  systems: readonly SystemSettings[],
  { catalog, objects, seal }: Needs,
  signal?: AbortSignal,
): Promise<void> {
  for (const { id: system, bucket } of systems) {
    const probes = new PQueue({ concurrency: AT_ONCE });
    let confirmed: CatalogVersion[] = [];
    let failure: { error: unknown } | undefined;
    const save = async (): Promise<void> => {
      const batch = confirmed;
      confirmed = [];
      if (batch.length > 0) await catalog.saveVersions(batch, []);
    };
    const probe = async (version: CatalogVersion, key: string): Promise<void> => {
      const ref = { bucket, key, versionId: version.versionId };
      if ((await readOutcome(ref, objects, signal ? { signal } : {})) !== 'destroyed') throw incomplete(system);
      confirmed.push({ ...version, reason: CONFIRMED });
    };
    for await (const version of catalog.versions({ system, state: 'exception' })) {
      if (failure) break;
      if (version.item !== 'version' || version.reason === CONFIRMED) continue;
      const object = await catalog.object(version.objectId);
      if (!object || object.state === 'erased') continue; // its name is not known (any more)
      await probes.onSizeLessThan(AT_ONCE);
      void probes
        .add(() => probe(version, seal.open(object.sealedKey)))
        .catch((error: unknown) => {
          failure ??= { error };
        });
      if (confirmed.length >= BATCH) await save();
    }
    await probes.onIdle();
    await save();
    if (failure) throw failure.error;
  }
}

function incomplete(system: string): Fault {
  return new Fault(
    'unavailable',
    'inventory/listing-incomplete',
    'the store has a version that its listing did not show',
    { system },
    { hint: 'run the command again; if it stays so, have the listing of the store examined' },
  );
}
