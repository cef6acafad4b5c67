import { Fault } from '../../base/fault.js';
import type {
  CallOptions,
  ListVersionsOptions,
  ObjectRef,
  ObjectStore,
  ObjectVersion,
  UnfinishedUpload,
} from '../../ports/object-store.js';
import type { HeldPlaces } from './held-places.js';

/**
 * The store as this workspace sees it: a bucket is asked whose it is before anything of it is read, and held before
 * anything is listed, written or destroyed. What says so is no record and is in no listing.
 */
export function ownedStore(objects: ObjectStore, places: HeldPlaces): ObjectStore {
  const held = async <T>({ bucket }: { bucket: string }, work: () => Promise<T>): Promise<T> => {
    await places.hold(bucket);
    return work();
  };
  const looked = async <T>({ bucket }: { bucket: string }, work: () => Promise<T>): Promise<T> => {
    await places.look(bucket);
    return work();
  };
  /** Whether the bucket may not be looked into; otherwise it is held now. */
  const isShut = async (bucket: string): Promise<boolean> => {
    try {
      await places.hold(bucket);
      return false;
    } catch (error) {
      if (error instanceof Fault && error.code === 'store/access-denied') return true;
      throw error;
    }
  };
  async function* listed(
    bucket: string,
    list: () => AsyncIterable<ObjectVersion>,
  ): AsyncGenerator<ObjectVersion, void, undefined> {
    await places.hold(bucket);
    for await (const version of list()) if (!places.isRegister(version)) yield version;
  }
  return {
    product: objects.product,
    layered: objects.layered,
    list: (bucket: string, prefix?: string, options?: CallOptions) =>
      listed(bucket, () => objects.list(bucket, prefix, options)),
    async *listVersions(bucket: string, prefix?: string, options?: ListVersionsOptions): AsyncGenerator<ObjectVersion> {
      if (await isShut(bucket)) {
        // Nothing of it can be read, so nothing of it can be another workspace's that is taken for one's own.
        if (options?.onUnlisted) options.onUnlisted('');
        else yield* objects.listVersions(bucket, prefix, options);
      } else yield* listed(bucket, () => objects.listVersions(bucket, prefix, options));
    },
    async *listUploads(bucket: string, prefix?: string, options?: CallOptions): AsyncGenerator<UnfinishedUpload> {
      await isShut(bucket);
      yield* objects.listUploads(bucket, prefix, options);
    },
    versionsOf: (object, options) =>
      looked(object, async () =>
        (await objects.versionsOf(object, options)).filter((version) => !places.isRegister(version)),
      ),
    head: (object, options) => looked(object, () => objects.head(object, options)),
    get: (ref, options) => looked(ref, () => objects.get(ref, options)),
    attachmentsOf: (version, options) => looked(version, () => objects.attachmentsOf(version, options)),
    tagsOf: (version, options) => looked(version, () => objects.tagsOf(version, options)),
    keepsLocks: (bucket, options) => looked({ bucket }, () => objects.keepsLocks(bucket, options)),
    put: (object, body, options) => held(object, () => objects.put(object, body, options)),
    rewrite: (version, options) => held(version, () => objects.rewrite(version, options)),
    destroyVersion: (ref: ObjectRef, options) => held(ref, () => objects.destroyVersion(ref, options)),
    recover: (bucket) => held({ bucket }, () => objects.recover(bucket)),
    abortUpload: (upload, options) => held(upload, () => objects.abortUpload(upload, options)),
  };
}
