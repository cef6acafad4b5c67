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
 * Marks in the catalogue what an erasure destroys, so that what comes later, to the same names too, is told apart. To be
 * called when the inventory was just shown to be the plan's.
 */
export async function markSelected({ erasureId, systems, plan }: Erasing, { catalog }: Needs): Promise<void> {
  const selection = new Selection(plan);
  let batch: CatalogVersion[] = [];
  const flush = async () => {
    if (batch.length > 0) await catalog.saveVersions(batch, []);
    batch = [];
  };
  for (const system of systems) {
    let objectId: string | undefined;
    let erased = selection.everything;
    for await (const version of catalog.versions({ system, state: 'present' })) {
      if (version.objectId !== objectId && !selection.everything) {
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

/** Reason of a version that an erasure has chosen and not yet destroyed; afterwards it is the erasure's id alone. */
export const markOf = (erasureId: string): string => `erase/selected:${erasureId}`;

/**
 * Every version, delete marker and unfinished upload that the *store* shows now and the erasure is for, so also what it
 * has destroyed and the store shows again. What has come since it froze is not among them: see `arrivals.ts`.
 */
export async function* selectedListing(erasing: Erasing, ports: Needs, signal?: AbortSignal): AsyncGenerator<Listed> {
  for await (const { selected, listed } of judgedListing(erasing, ports, signal)) if (selected) yield listed;
}

/** A listed thing, and what the erasure has to do with it. */
export interface Judged {
  listed: Listed;
  /** The erasure is for exactly this version, delete marker or upload. */
  selected: boolean;
  /** It is for something of the same object. */
  ofSelectedObject: boolean;
}

/** All that the store shows now, one object's versions after another, then the unfinished uploads of the system. */
export async function* judgedListing(
  { erasureId, systems }: Pick<Erasing, 'erasureId' | 'systems'>,
  ports: Needs,
  signal?: AbortSignal,
): AsyncGenerator<Judged> {
  const options = signal ? { signal } : {};
  for (const system of systems) {
    const { bucket, prefix } = systemOf(ports.service, system);
    const chosen = new Chosen(ports.catalog, erasureId);
    for await (const version of ports.objects.listVersions(bucket, prefix, options)) {
      const objectId = ports.seal.objectId(system, version.key);
      const judged = await chosen.judge(objectId, version.versionId);
      const item = version.deleteMarker ? 'delete-marker' : 'version';
      yield { ...judged, listed: { system, objectId, object: chosen.object, item, version } };
    }
    for await (const upload of ports.objects.listUploads(bucket, prefix, options)) {
      const objectId = ports.seal.objectId(system, upload.key);
      const judged = await chosen.judge(objectId, upload.uploadId);
      yield { ...judged, listed: { system, objectId, object: chosen.object, item: 'upload', upload } };
    }
  }
}

/** Remembers the last object, since a listing shows the versions of one object together. */
class Chosen {
  object: CatalogObject | undefined;
  #objectId: string | undefined;
  #selected = new Set<string>();

  constructor(
    readonly catalog: JobPorts['catalog'],
    readonly erasureId: string,
  ) {}

  async judge(objectId: string, versionId: string): Promise<Pick<Judged, 'selected' | 'ofSelectedObject'>> {
    if (objectId !== this.#objectId) await this.#look(objectId);
    return { selected: this.#selected.has(versionId), ofSelectedObject: this.#selected.size > 0 };
  }

  async #look(objectId: string): Promise<void> {
    this.#objectId = objectId;
    this.object = await this.catalog.object(objectId);
    this.#selected = new Set();
    const reasons = [markOf(this.erasureId), this.erasureId];
    for await (const { versionId, reason } of this.catalog.versions({ objectId }))
      if (reason !== undefined && reasons.includes(reason)) this.#selected.add(versionId);
  }
}
