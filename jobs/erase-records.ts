import { z } from 'zod';
import { assertDestroyed, readOutcome } from '../src/inventory/read-outcome.js';
import { type Erasing, type Listed, selectedListing } from '../src/inventory/selected-listing.js';
import { defineJob } from '../src/run/job.js';

export const EraseRecords: z.ZodType<Erasing> = z.strictObject({
  erasureId: z.string(),
  systems: z.array(z.string()),
  // Checked by its hash when it was read.
  plan: z.custom<Erasing['plan']>(),
});

type Target = Listed & { erasureId: string };

/**
 * B3-2-1, B3-2-2: destroys every version, delete marker and unfinished upload that the store lists and the plan erases.
 * Driven by the listing and not by the catalogue, so that nothing escapes because it was not known.
 */
export const eraseRecords = defineJob({
  name: 'erase-records',
  effect: 'destroys',
  input: EraseRecords,
  needs: ['catalog', 'objects', 'seal', 'service', 'clock', 'actor'],

  async *plan(erasing, ports, signal): AsyncIterable<Target> {
    const { erasureId } = erasing;
    for await (const listed of selectedListing(erasing, ports, signal)) yield { erasureId, ...listed };
  },

  async apply(target, { objects }, signal): Promise<void> {
    if (target.item === 'upload') await objects.abortUpload(target.upload, { signal });
    else await objects.destroyVersion(target.version, { signal });
  },

  async verify(target, _result, { objects }, signal) {
    if (target.item === 'upload') return; // the listing after the run shows whether any is left
    if (target.item === 'delete-marker') return; // nothing to read; the same listing shows it
    assertDestroyed(await readOutcome(target.version, objects, { signal }), target.objectId);
  },

  // Last: a crash before this line repeats the step, a crash after it has nothing left to do.
  async record(done, { catalog, clock, actor }) {
    const destroyedAt = clock.now().toISOString();
    await catalog.saveVersions(
      done.map(({ item: target }) => ({
        objectId: target.objectId,
        system: target.system,
        versionId: target.item === 'upload' ? target.upload.uploadId : target.version.versionId,
        item: target.item,
        size: target.item === 'upload' ? 0 : target.version.size,
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
