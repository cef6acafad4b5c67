import { z } from 'zod';
import { digesting, digestOf } from '../src/base/bytes.js';
import { Fault } from '../src/base/fault.js';
import { isUnreadableCode } from '../src/base/unreadable-code.js';
import { systemOf } from '../src/inventory/systems.js';
import { failureToOpen, noteUnopened } from '../src/inventory/unopened.js';
import type { PackageTarget } from '../src/migrate/package/files.js';
import type { MigrationPlan } from '../src/migrate/plan.js';
import type { Receipt, Receipts } from '../src/migrate/receipts.js';
import { type MovingItem, movingItems } from '../src/migrate/survey.js';
import { envelopeContext, openClear } from '../src/protect/clear-content.js';
import { encryptForReceiver, type ReceiverKey, type ReceiverMessage } from '../src/protect/receiver-envelope.js';
import { defineJob } from '../src/run/job.js';
import type { JobPorts } from '../src/run/ports.js';

export const MigrateRecords = z.strictObject({
  migrationId: z.string(),
  system: z.string(),
  history: z.boolean(),
  // Checked with the plan that it is of.
  notHandedOver: z.custom<MigrationPlan['notHandedOver']>().optional(),
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
/** It does not open: what opening it said. */
type NotRead = { unread: string };

/** Code of the note: a version could not be handed over because no key opens it. */
export const NOT_READ = 'migrate/unreadable';

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

    async *plan({ migrationId, system, history, notHandedOver }, ports): AsyncIterable<Item> {
      const settings = systemOf(ports.service, system);
      const items = await movingItems(settings, { history, notHandedOver, sealed: receiverKey !== undefined }, ports);
      for await (const item of items()) {
        const receipt = await receipts.find(item.object.objectId, item.version.versionId);
        const noted = !item.current || (item.object.state === 'migrated' && item.object.reason === migrationId);
        if (receipt && noted && (await target.size(item.path)) === receipt.payloadBytes) continue;
        yield { ...item, migrationId };
      }
    },

    async apply({ version, object, current, key, path }, ports, signal): Promise<Moved | NotRead> {
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
        if (!(error instanceof Fault && isUnreadableCode(error.code))) throw error;
        // The source is asked once more, by itself: the destination may object to what it has stored itself.
        const unread = await failureToOpen(object, version.versionId, ports, signal);
        if (unread === undefined) throw error;
        return { unread };
      }
    },

    async verify({ object, path }, moved) {
      if ('unread' in moved) return;
      const { receipt, message } = moved;
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

    notes: (result) => ('unread' in result ? [NOT_READ] : []),

    // Last: a crash before the state is saved copies the object again; after it there is nothing left to do.
    async record(results, ports) {
      const { catalog, actor } = ports;
      const done: { item: Item; result: Moved }[] = [];
      for (const { item, result } of results)
        if ('unread' in result) await noteUnread(item, result.unread, ports);
        else done.push({ item, result });
      if (done.length === 0) return;
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
              versionId: item.version.versionId,
              current: item.current,
              bytes: result.receipt.bytes,
            })),
          },
        ],
      );
    },
  });

/** For the next plan: of an older version its own row says so. */
async function noteUnread(
  { version, object, current }: Item,
  code: string,
  ports: Pick<JobPorts, 'catalog' | 'actor'>,
): Promise<void> {
  if (current) return noteUnopened(object, code, ports);
  const audit = { actor: ports.actor, action: 'version.unreadable', subject: version.objectId, detail: { code } };
  await ports.catalog.saveVersions([{ ...version, reason: code }], [audit]);
}

async function* none(): AsyncGenerator<Uint8Array> {}
