import type { DisposalPlan } from '../dispose/plan.js';
import { Selection } from '../dispose/selection.js';
import type { CatalogObject, CatalogVersion } from '../ports/catalog.js';
import type { ObjectVersion, UnfinishedUpload } from '../ports/object-store.js';
import type { JobPorts } from '../run/ports.js';
import { fateIn } from './place.js';
import { systemOf } from './systems.js';

/** One thing that the store lists and the plan erases. */
export type Listed = { system: string; objectId: string; object: CatalogObject | undefined } & (
  | { item: 'version' | 'delete-marker'; version: ObjectVersion }
  | { item: 'upload'; upload: UnfinishedUpload }
);

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'service'>;

/** One erasure, as far as the choice of versions needs it. */
export interface Erasing {
  erasureId: string;
  systems: readonly string[];
  plan: Pick<DisposalPlan, 'scope' | 'exceptions' | 'retention'>;
}

const BATCH = 500;

/**
 * Marks in the catalogue what a plan that leaves something erases, so that what comes to the same names later is
 * told apart. To be called when the inventory was just shown to be the plan's.
 */
export async function markSelected({ erasureId, systems, plan }: Erasing, { catalog }: Needs): Promise<void> {
  const selection = new Selection(plan);
  if (selection.everything) return;
  let batch: CatalogVersion[] = [];
  const flush = async () => {
    if (batch.length > 0) await catalog.saveVersions(batch, []);
    batch = [];
  };
  for (const system of systems) {
    let objectId: string | undefined;
    let erased = false;
    for await (const version of catalog.versions({ system, state: 'present' })) {
      if (version.objectId !== objectId) {
        objectId = version.objectId;
        const object = await catalog.object(objectId);
        erased = fateIn(selection, object, system) === 'erased';
      }
      if (erased) batch.push({ ...version, reason: markOf(erasureId) });
      if (batch.length >= BATCH) await flush();
    }
  }
  await flush();
}

/** Reason of a version that an erasure of a part has chosen and not yet destroyed. */
export const markOf = (erasureId: string): string => `erase/selected:${erasureId}`;

/**
 * Every version, delete marker and unfinished upload that the *store* shows now and the erasure is for. A plan after
 * which nothing stays takes whatever is listed, so that nothing escapes because it was not known; any other takes what
 * was marked, and leaves what has come since.
 */
export async function* selectedListing(
  { erasureId, systems, plan }: Erasing,
  ports: Needs,
  signal?: AbortSignal,
): AsyncGenerator<Listed> {
  const { everything } = new Selection(plan);
  const options = signal ? { signal } : {};
  for (const system of systems) {
    const { bucket, prefix } = systemOf(ports.service, system);
    const chosen = new Chosen(ports.catalog, everything ? undefined : markOf(erasureId));
    for await (const version of ports.objects.listVersions(bucket, prefix, options)) {
      const objectId = ports.seal.objectId(system, version.key);
      if (!(await chosen.has(objectId, version.versionId))) continue;
      const item = version.deleteMarker ? 'delete-marker' : 'version';
      yield { system, objectId, object: chosen.object, item, version };
    }
    for await (const upload of ports.objects.listUploads(bucket, prefix, options)) {
      const objectId = ports.seal.objectId(system, upload.key);
      if (!(await chosen.has(objectId, upload.uploadId))) continue;
      yield { system, objectId, object: chosen.object, item: 'upload', upload };
    }
  }
}

/** Remembers the last object, since a listing shows the versions of one object together. */
class Chosen {
  object: CatalogObject | undefined;
  #objectId: string | undefined;
  #marked = new Set<string>();

  /** @param mark - undefined: whatever is listed */
  constructor(
    readonly catalog: JobPorts['catalog'],
    readonly mark: string | undefined,
  ) {}

  async has(objectId: string, versionId: string): Promise<boolean> {
    if (objectId !== this.#objectId) await this.#look(objectId);
    return this.mark === undefined || this.#marked.has(versionId);
  }

  async #look(objectId: string): Promise<void> {
    this.#objectId = objectId;
    this.object = await this.catalog.object(objectId);
    this.#marked = new Set();
    if (this.mark === undefined) return;
    for await (const { versionId, reason } of this.catalog.versions({ objectId }))
      if (reason === this.mark) this.#marked.add(versionId);
  }
}
