import { resolve } from 'node:path';
import type { ByteStream } from '../base/bytes.js';
import { asFault, Fault } from '../base/fault.js';
import { randomId } from '../base/ids.js';
import { isReturned } from '../inventory/returned.js';
import type { CatalogObject } from '../ports/catalog.js';
import type { ObjectHead } from '../ports/object-store.js';
import { clearBytes, envelopeContext, openClear } from '../protect/clear-content.js';
import type { SystemSettings } from '../run/ports.js';
import { parseByteRange, rangeText, spanOf, within } from './byte-range.js';
import { objectNamed } from './object-named.js';
import { fileOutput, type RecordOutput, streamOutput } from './record-output.js';
import type { Workspace } from './workspace.js';

export interface ReadRequest {
  /** `<system>/<key>` or an object id. */
  key: string;
  purpose: string;
  /** `FIRST-LAST`, `FIRST-` or `-COUNT` of the clear content; all of it when absent. */
  range?: string;
  /** A file; stdout when absent. */
  output?: string;
  /** The reading failed or was interrupted when this many bytes had been given out. */
  onIncomplete?: (bytes: number) => void;
}

export interface RecordRead {
  objectId: string;
  /** Bytes given out. */
  bytes: number;
  /** Bytes of the whole record in clear. */
  recordBytes: number;
  /** Of its text, as it was classified; absent where it has none or is not classified as it is now. */
  charset?: string;
}

/**
 * One record in clear, or a range of it. Who reads what, which part and why is in the audit log before the first byte,
 * how it ended after the last. A file appears only once the last frame has proved the whole; for that a range is read
 * to the end of the record as well. What goes to stdout is verified frame by frame, and ends in a Fault when the whole
 * turns out not to be sound.
 *
 * @throws {Fault} usage `read/unknown-record`, `read/gone`, `read/no-purpose`, `read/bad-range`, `read/range-outside` and
 * what `fileOutput` throws; denied `protect/key-destroyed` or `read/erased`; what `openClear` throws
 */
export async function readRecord(
  { ports, dir, config }: Workspace,
  { key, purpose, range, output, onIncomplete }: ReadRequest,
  signal: AbortSignal,
): Promise<RecordRead> {
  const { catalog, objects, actor, service } = ports;
  if (purpose.trim() === '') throw new Fault('usage', 'read/no-purpose', 'a reading needs a purpose');
  const wanted = range === undefined ? undefined : parseByteRange(range);
  const { system, objectId, head, isErased, charset } = await locate(ports, key);
  const store = config.storage.type === 'local' ? resolve(dir, config.storage.root) : undefined;
  const to = output === undefined ? streamOutput(process.stdout, signal) : await fileOutput(output, store);

  const reading = randomId('reading');
  const audit = (action: string, detail: Record<string, string | number>): Promise<unknown> =>
    catalog.appendAudit([{ actor, action, subject: objectId, detail: { reading, ...detail } }]);
  await audit('record.read', { purpose, ...(wanted ? { range: rangeText(wanted) } : {}) }).catch(async (error) => {
    await to.discard();
    throw error;
  });
  let recordBytes: number;
  try {
    if (isErased) throw cameBack();
    recordBytes = await clearBytes(head, objects);
    const span = wanted && spanOf(wanted, recordBytes);
    const context = envelopeContext(service.parties.service.id, system.id, objectId);
    const whole = ofLength(recordBytes, openClear(head, ports, context, signal));
    await deliver(span ? within(whole, span) : whole, to, signal);
  } catch (error) {
    await to.discard();
    if (to.delivered > 0) onIncomplete?.(to.delivered);
    const how = signal.aborted ? { outcome: 'interrupted' } : { outcome: 'failed', code: asFault(error).code };
    // If this cannot be written either, the first failure is what the reader has to know; the beginning stands there.
    await audit('record.read-ended', { ...how, bytes: to.delivered }).catch(() => undefined);
    throw error;
  }
  await audit('record.read-ended', { outcome: 'complete', bytes: to.delivered, recordBytes });
  return { objectId, bytes: to.delivered, recordBytes, ...(charset === undefined ? {} : { charset }) };
}

async function deliver(content: ByteStream, to: RecordOutput, signal: AbortSignal): Promise<void> {
  for await (const chunk of content) {
    signal.throwIfAborted();
    await to.write(chunk);
  }
  signal.throwIfAborted();
  await to.complete();
}

/** Passes content on that must have this length: of a file that nothing encrypts no frame says where it ends. */
async function* ofLength(expected: number, content: ByteStream): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    yield chunk;
  }
  if (bytes === expected) return;
  throw new Fault('conflict', 'read/changed', 'the record changed while it was read', { expected, bytes });
}

interface Located {
  system: SystemSettings;
  objectId: string;
  head: ObjectHead;
  isErased: boolean | undefined;
  charset: string | undefined;
}

/** @throws {Fault} `protect/key-destroyed`, `read/gone`, `read/unknown-record` when there is no such object now */
async function locate(ports: Workspace['ports'], key: string): Promise<Located> {
  const { catalog, objects, seal, service } = ports;
  const named = objectNamed(key, ports);
  if (!named) throw unknown();
  const { objectId, at } = named;
  const known = await catalog.object(objectId);
  const system = at?.system ?? service.systems.find(({ id }) => id === known?.system);
  if (!system) throw unknown();
  // The name of an erased one cannot be opened any more.
  const objectKey = at?.key ?? (known && known.state !== 'erased' && seal.open(known.sealedKey));
  const head = objectKey ? await objects.head({ bucket: system.bucket, key: objectKey }) : undefined;
  const isErased = known?.state === 'erased';
  if (head)
    return {
      system,
      objectId,
      head,
      charset: known?.etag === head.etag ? known.classification?.charset : undefined,
      isErased: isErased || (known && (await isUndecided(known, head, { catalog, objects }))),
    };
  if (isErased) throw erased(known.protection?.unitId);
  if (!known) throw unknown();
  throw new Fault('usage', 'read/gone', 'the record is no longer in the store', { state: known.state });
}

/** What was erased and is there again by all appearances: until somebody has decided on it. */
async function isUndecided(
  known: CatalogObject,
  head: ObjectHead,
  { catalog, objects }: Pick<Workspace['ports'], 'catalog' | 'objects'>,
): Promise<boolean> {
  return (
    (await isReturned(catalog, known, head.size, () => clearBytes(head, objects))) &&
    (await catalog.decision(known.objectId, head.etag)) === undefined
  );
}

function erased(unitId: string | undefined): Fault {
  if (unitId === undefined) return new Fault('denied', 'read/erased', 'the record was erased');
  return new Fault('denied', 'protect/key-destroyed', 'the record was erased with its key', { unitId });
}

/** A copy of data and keys was put back: what was certified to be gone must not be given out. (B3-2-1) */
function cameBack(): Fault {
  return new Fault(
    'denied',
    'read/erased',
    'the record is on file as erased, and its place holds something again; it was not read',
    {},
    {
      hint: 'have it examined who put data or keys back, tell the responsible person and the prefecture, and have it erased again (`kimitsu erase PLAN`, or a new plan), or decide that it is another record (`kimitsu review decide`)',
    },
  );
}

function unknown(): Fault {
  return new Fault(
    'usage',
    'read/unknown-record',
    'no such record',
    {},
    {
      hint: 'give <system>/<path below data/<system>/> or the id shown by `kimitsu review list`',
    },
  );
}
