import { Fault } from '../../base/fault.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import { Frozen } from '../../inventory/frozen.js';
import { placeOf } from '../../inventory/place.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';
import type { AccessEvent } from '../../watch/access-event.js';
import type { Principals } from '../../watch/principals.js';
import type { FreezeCheck } from '../../watch/read-log.js';
import type { ErasureTime } from '../../watch/setting.js';

const ENDED = 'ended';

/** An erasure from its freeze on; its keys are scheduled, and what it destroyed is read back, until it ends. */
export async function erasureTimes({ catalog }: Pick<JobPorts, 'catalog'>): Promise<ErasureTime[]> {
  const records = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
  return records.flatMap(({ frozenAt, completedAt, phase }) =>
    frozenAt === undefined || phase === 'cancelled'
      ? []
      : [
          {
            from: Date.parse(frozenAt),
            to: completedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(completedAt),
          },
        ],
  );
}

/** B2-3-2: asks the catalogue whether what was read is frozen or erased; undefined when nothing ever was. */
export async function freezeCheck(
  ports: Pick<JobPorts, 'catalog' | 'seal' | 'service'>,
  erasures: readonly ErasureTime[],
  principals: Principals,
): Promise<FreezeCheck | undefined> {
  if (erasures.length === 0) return undefined;
  const { catalog, seal, service } = ports;
  const frozen = await Frozen.in(catalog);
  return {
    since: Math.min(...erasures.map(({ from }) => from)),
    async isFrozen({ at, principal, object }: AccessEvent) {
      if (!object) return false;
      const id = 'objectId' in object ? object.objectId : objectId(object, service.systems, seal);
      if (id === undefined) return false;
      const known = id === ENDED ? undefined : await catalog.object(id);
      if (id !== ENDED && !(known && (known.state === 'erased' || frozen.has(placeOf(known))))) return false;
      // The erasure itself reads back what it has destroyed.
      const erasing = erasures.some(({ from, to }) => at >= from && at <= to);
      return !(erasing && principals.find(principal)?.may.includes('decrypt'));
    },
  };
}

function objectId(
  { bucket, key }: { bucket: string; key: string },
  systems: readonly SystemSettings[],
  seal: JobPorts['seal'],
): string | undefined {
  const system = systems.find((one) => one.bucket === bucket && key.startsWith(one.prefix ?? ''));
  if (!system) return undefined;
  try {
    return seal.objectId(system.id, key);
  } catch (error) {
    // With the end of the service the names went too: whatever lies in its places is among what was erased.
    if (error instanceof Fault) return ENDED;
    throw error;
  }
}
