import { z } from 'zod';
import { digesting, digestOf } from '../src/base/bytes.js';
import { Fault } from '../src/base/fault.js';
import { systemOf } from '../src/inventory/systems.js';
import type { PackageTarget } from '../src/migrate/package/files.js';
import type { Receipt, Receipts } from '../src/migrate/receipts.js';
import { type MovingItem, movingItems } from '../src/migrate/survey.js';
import { envelopeContext, openClear } from '../src/protect/clear-content.js';
import { encryptForReceiver, type ReceiverKey, type ReceiverMessage } from '../src/protect/receiver-envelope.js';
import { defineJob } from '../src/run/job.js';

export const MigrateRecords = z.strictObject({
  migrationId: z.string(),
  system: z.string(),
  history: z.boolean(),
});
export type MigrateRecords = z.infer<typeof MigrateRecords>;

/** Where the records of one system go. */
export interface MigrationRoute {
  target: PackageTarget;
  receipts: Receipts;
  /** Present: the payload is encrypted for this key. */
  receiverKey: ReceiverKey | undefined;
}

type Item = MovingItem & { migrationId: string };
type Moved = { receipt: Receipt; message: ReceiverMessage | undefined };

/**
 * B3-2-1: copies every record of one system into its package and reads the copy back. A record counts as migrated
 * only when length and SHA-256 of what came back are those of what was read at the source.
 */
export const migrateRecords = ({ target, receipts, receiverKey }: MigrationRoute) =>
  defineJob({
    name: 'migrate-records',
    effect: 'writes',
    input: MigrateRecords,
    needs: ['catalog', 'objects', 'unitKeys', 'seal', 'service', 'actor'],

    async *plan({ migrationId, system, history }, ports): AsyncIterable<Item> {
      const settings = systemOf(ports.service, system);
      const items = await movingItems(settings, { history, sealed: receiverKey !== undefined }, ports);
      for await (const item of items()) {
        const receipt = await receipts.find(item.object.objectId, item.version.versionId);
        const noted = !item.current || (item.object.state === 'migrated' && item.object.reason === migrationId);
        if (receipt && noted && (await target.size(item.path)) === receipt.payloadBytes) continue;
        yield { ...item, migrationId };
      }
    },

    async apply({ version, object, current, key, path }, ports, signal): Promise<Moved> {
      const { objects, service } = ports;
      const { bucket } = systemOf(service, object.system);
      const head = await objects.head({ bucket, key, versionId: version.versionId }, { signal });
      // A store without versions keeps the id when the content is replaced, and its level would be that of the old one.
      if (!head || (current && head.etag !== object.etag) || head.size !== version.size)
        throw new Fault('conflict', 'migrate/changed', 'a version is gone or another one since it was listed', {
          objectId: object.objectId,
        });
      const serviceId = service.parties.service.id;
      const context = envelopeContext(serviceId, object.system, object.objectId);
      const clear = digesting(openClear(head, ports, context, signal));
      const message = receiverKey && encryptForReceiver(clear.stream, receiverKey, { service: serviceId, path });
      const payload = digesting(message?.ciphertext ?? clear.stream);
      const { contentType, metadata } = head;
      const details = message ? {} : { ...(contentType === undefined ? {} : { contentType }), metadata };
      try {
        await target.write(path, payload.stream, details, signal);
        const { bytes: payloadBytes, sha256: payloadSha256 } = payload.digest();
        const { objectId } = object;
        const { versionId } = version;
        return { message, receipt: { objectId, versionId, payloadBytes, payloadSha256, ...clear.digest() } };
      } catch (error) {
        message?.forget();
        throw error;
      }
    },

    async verify({ object, path }, { receipt, message }) {
      try {
        const stored = await target.read(path);
        const payload = digesting(stored ?? none());
        const clear = await digestOf(message ? message.readBack(payload.stream) : payload.stream);
        const { bytes, sha256 } = payload.digest();
        const asWritten = bytes === receipt.payloadBytes && sha256 === receipt.payloadSha256;
        if (!stored || !asWritten || clear.bytes !== receipt.bytes || clear.sha256 !== receipt.sha256)
          throw new Fault('integrity', 'migrate/read-back-differs', 'the copy does not read back as the original', {
            objectId: object.objectId,
          });
      } finally {
        message?.forget();
      }
    },

    // Last: a crash before the state is saved copies the object again; after it there is nothing left to do.
    async record(done, { catalog, actor }) {
      await receipts.add(done.map(({ result }) => result.receipt));
      const current = done.filter(({ item }) => item.current);
      await catalog.saveState(
        current.map(({ item }) => ({
          objectId: item.object.objectId,
          state: 'migrated' as const,
          reason: item.migrationId,
        })),
        [
          {
            actor,
            action: 'objects.migrated',
            subject: `${done.length} version(s)`,
            detail: done.map(({ item, result }) => ({
              objectId: item.object.objectId,
              current: item.current,
              bytes: result.receipt.bytes,
            })),
          },
        ],
      );
    },
  });

async function* none(): AsyncGenerator<Uint8Array> {}
