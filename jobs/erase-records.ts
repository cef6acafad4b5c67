import { z } from 'zod';
import { Fault } from '../src/base/fault.js';
import { systemsOf } from '../src/inventory/systems.js';
import type { ObjectRef, UnfinishedUpload } from '../src/ports/object-store.js';
import { defineJob } from '../src/run/job.js';

export const EraseRecords = z.strictObject({
  erasureId: z.string(),
  systems: z.array(z.string()),
});
export type EraseRecords = z.infer<typeof EraseRecords>;

/** One thing to destroy. `plaintext` and `size` are unknown here; the catalogue keeps what it knew. */
type Target = { erasureId: string; system: string; objectId: string; size: number } & (
  | { item: 'version' | 'delete-marker'; ref: ObjectRef }
  | { item: 'upload'; upload: UnfinishedUpload }
);

/**
 * B3-2-1, B3-2-2: destroys every version, delete marker and unfinished upload that the store lists. Driven by the
 * listing and not by the catalogue, so that nothing escapes because it was not known.
 */
export const eraseRecords = defineJob({
  name: 'erase-records',
  effect: 'destroys',
  input: EraseRecords,
  needs: ['catalog', 'objects', 'seal', 'service', 'clock', 'actor'],

  async *plan({ erasureId, systems }, { objects, seal, service }, signal): AsyncIterable<Target> {
    for (const id of systems) {
      for (const { bucket, prefix } of systemsOf(service, id)) {
        for await (const version of objects.listVersions(bucket, prefix, { signal })) {
          yield {
            erasureId,
            system: id,
            objectId: seal.objectId(id, version.key),
            size: version.size,
            item: version.deleteMarker ? 'delete-marker' : 'version',
            ref: { bucket, key: version.key, versionId: version.versionId },
          };
        }
        for await (const upload of objects.listUploads(bucket, prefix, { signal }))
          yield { erasureId, system: id, objectId: seal.objectId(id, upload.key), size: 0, item: 'upload', upload };
      }
    }
  },

  async apply(target, { objects }, signal): Promise<void> {
    if (target.item === 'upload') await objects.abortUpload(target.upload, { signal });
    else await objects.destroyVersion(target.ref, { signal });
  },

  async verify(target, _result, { objects }, signal) {
    if (target.item === 'upload') return; // the listing after the run shows whether any is left
    if ((await objects.head(target.ref, { signal })) !== undefined)
      throw new Fault('integrity', 'erase/still-readable', 'a version can still be read after its destruction', {
        objectId: target.objectId,
      });
  },

  // Last: a crash before this line repeats the step, a crash after it has nothing left to do.
  async record(done, { catalog, clock, actor }) {
    const destroyedAt = clock.now().toISOString();
    await catalog.saveVersions(
      done.map(({ item: target }) => ({
        objectId: target.objectId,
        system: target.system,
        versionId: target.item === 'upload' ? target.upload.uploadId : target.ref.versionId,
        item: target.item,
        size: target.size,
        plaintext: target.item !== 'delete-marker',
        state: 'destroyed',
        level: undefined,
        destroyedAt,
        reason: target.erasureId,
      })),
      [
        {
          actor,
          action: 'versions.destroyed',
          subject: `${done.length} version(s)`,
          detail: done.map(({ item: { objectId, item } }) => [objectId, item]),
        },
      ],
    );
  },
});
