import { Fault } from '../base/fault.js';
import type { ObjectHead, ObjectRef, ObjectStore } from '../ports/object-store.js';
import { ByteQueue } from './byte-queue.js';
import { decryptStream, type EnvelopeContext } from './envelope.js';
import { contentBytes } from './frames.js';
import { HEADER_LIMIT, type MessageHeader, readMessageHeader } from './message-header.js';
import type { UnitKeys } from './unit-keys.js';

const CHUNK_BYTES = 256 * 1024;

/** What binds an envelope to its place: moved to another object's place it does not open. */
export function envelopeContext(service: string, system: string, objectId: string): EnvelopeContext {
  return { service, system, object: objectId };
}

export interface ClearPorts {
  objects: ObjectStore;
  unitKeys: UnitKeys;
}

/**
 * Content of a version in clear, whether it is stored as it is, encrypted by the store, or in an envelope.
 *
 * @param context - what an envelope must carry, see `envelopeContext`
 * @throws {Fault} while it is read: what `decryptStream` and `UnitKeys.forReading` throw
 */
export async function* openClear(
  ref: ObjectRef,
  { objects, unitKeys }: ClearPorts,
  context: EnvelopeContext,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue(await objects.get(ref, signal ? { signal } : {}));
  try {
    const header = readMessageHeader(await queue.peek(HEADER_LIMIT));
    if (header) yield* decryptStream(chunks(queue), { keyFor: ({ keyName }) => unitKeys.forReading(keyName), context });
    else yield* chunks(queue);
  } finally {
    await queue.close();
  }
}

/**
 * Reads a version in clear to its end: every byte of it is opened by keys of this service.
 * @throws {Fault} as `openClear`
 */
export async function assertOpens(
  ref: ObjectRef,
  ports: ClearPorts,
  context: EnvelopeContext,
  signal?: AbortSignal,
): Promise<void> {
  const content = openClear(ref, ports, context, signal);
  while (!(await content.next()).done);
}

/**
 * Reads only the beginning of a version in clear: its key is there and opens it, whatever became of the rest.
 * @throws {Fault} as `openClear`
 */
export async function assertBegins(
  ref: ObjectRef,
  ports: ClearPorts,
  context: EnvelopeContext,
  signal?: AbortSignal,
): Promise<void> {
  const content = openClear(ref, ports, context, signal);
  try {
    await content.next();
  } finally {
    await content.return(undefined);
  }
}

async function* chunks(queue: ByteQueue): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = await queue.take(CHUNK_BYTES);
    if (chunk.byteLength > 0) yield chunk;
    if (chunk.byteLength < CHUNK_BYTES) return;
  }
}

/** Length of a version in clear, by its head and its header; proven only by reading it to its end. */
export async function clearBytes(head: ObjectHead, objects: ObjectStore): Promise<number> {
  const header = await envelopeHeader(head, objects);
  return header ? contentBytes(head.size, header) : head.size;
}

/** Header of the envelope a version holds; undefined when it holds none. Reads a few kilobytes. */
export async function envelopeHeader(head: ObjectHead, objects: ObjectStore): Promise<MessageHeader | undefined> {
  return head.size === 0 ? undefined : readMessageHeader(await beginningOf(head, objects));
}

/** The first bytes of a version as it is stored, as many as a header may have; it is not empty. */
export async function beginningOf(head: ObjectHead, objects: ObjectStore): Promise<Buffer> {
  const start: Uint8Array[] = [];
  for await (const chunk of await objects.get(head, {
    range: { first: 0, last: Math.min(head.size, HEADER_LIMIT) - 1 },
  }))
    start.push(chunk);
  return Buffer.concat(start);
}

/** A link or a pipe in the embedded store: a name without content of its own, so there is nothing to encrypt. */
export async function holdsNothing(head: ObjectHead, objects: ObjectStore, signal: AbortSignal): Promise<boolean> {
  if (head.size > 0) return false;
  try {
    for await (const _ of await objects.get(head, { signal }));
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === 'store/not-a-file') return true;
    throw error;
  }
}
