import type { DisposalPlan } from '../../dispose/plan.js';
import type { Selection } from '../../dispose/selection.js';
import { fateIn } from '../../inventory/place.js';
import type { ObjectVersion } from '../../ports/object-store.js';
import type { JobPorts } from '../../run/ports.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'service'>;

/** Versions asked for their lock at the same time. */
const AT_ONCE = 16;

/**
 * Objects of the selection of which a version is locked by the store (Object Lock, legal hold): they cannot be erased
 * before the lock ends. Costs a HEAD for each version, in buckets that keep locks.
 */
export async function lockedObjects(
  selection: Selection,
  { catalog, objects, seal, service }: Needs,
): Promise<DisposalPlan['exceptions']> {
  const locked = new Map<string, DisposalPlan['exceptions'][number]>();
  for (const { id: system, bucket, prefix } of service.systems) {
    if (!selection.canCover(system) || !(await objects.keepsLocks(bucket))) continue;
    let waiting: ObjectVersion[] = [];
    const ask = async (): Promise<void> => {
      const heads = await Promise.all(waiting.map((version) => objects.head(version)));
      for (const head of heads) {
        if (!head?.lock) continue;
        const objectId = seal.objectId(system, head.key);
        locked.set(objectId, { objectId, system, reason: `保管庫の保持設定（${head.lock}）` });
      }
      waiting = [];
    };
    let key: string | undefined;
    let erased = false;
    for await (const version of objects.listVersions(bucket, prefix)) {
      if (version.key !== key) {
        key = version.key;
        erased = fateIn(selection, await catalog.object(seal.objectId(system, key)), system) === 'erased';
      }
      if (erased && !version.deleteMarker) waiting.push(version);
      if (waiting.length >= AT_ONCE) await ask();
    }
    await ask();
  }
  return [...locked.values()];
}
