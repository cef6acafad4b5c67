import { type Digest, digestOf } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import type { ProtectionMode } from '../ports/catalog.js';
import type { NotKept, ObjectHead, ObjectRef, ObjectStore, Rewritten } from '../ports/object-store.js';
import { openClear } from './clear-content.js';
import { type EnvelopeContext, encryptStream } from './envelope.js';
import { HashedStream } from './hashed-stream.js';
import type { LevelKeys } from './level-keys.js';
import type { Unit, UnitKeys } from './unit-keys.js';

export interface WritePorts {
  objects: ObjectStore;
  unitKeys: UnitKeys;
  levelKeys: LevelKeys;
}

export interface WantedForm {
  mode: ProtectionMode;
  unit: Unit;
  context: EnvelopeContext;
}

export interface Written {
  head: ObjectHead;
  /** Of the content in clear: what the replaced version held, and what the new one was read back as. */
  digest: Digest;
  /** What of the replaced version the new one does not have. */
  notKept: readonly NotKept[];
}

/**
 * Writes the protected form of a version as a new version, unless the object has changed meanwhile, and proves it:
 * length and hash of the original, read once, must be those of the new version, read back in clear to its end.
 * An envelope is encrypted here; any other encryption the store changes by a copy of its own.
 *
 * @throws {Fault} `integrity` / `protect/read-back-differs`, with the new version destroyed and the old one current;
 *   `integrity` / `protect/read-back-differs-locked` where a lock keeps the new version; `conflict` / `store/changed`
 */
export async function writeProtected(
  current: ObjectHead,
  wanted: WantedForm,
  ports: WritePorts,
  signal: AbortSignal,
): Promise<Written> {
  const write = wanted.mode === 'envelope' ? writeEnvelope : rewriteInStore;
  const written = await write(current, wanted, ports, signal);
  const readBack = await clearDigest(written.head, wanted.context, ports, signal);
  if (sameDigest(readBack, written.digest)) return written;
  await discard(written.head, ports.objects);
  throw new Fault('integrity', 'protect/read-back-differs', 'the encrypted copy does not read back as the original');
}

async function writeEnvelope(
  current: ObjectHead,
  { unit, context }: WantedForm,
  ports: WritePorts,
  signal: AbortSignal,
): Promise<Written> {
  const { objects, unitKeys, levelKeys } = ports;
  const { tags, notKept } = await objects.attachmentsOf(current, { signal });
  const kmsKeyId = await levelKeys.idOf(unit.level);
  const key = await unitKeys.forWriting(unit, kmsKeyId);
  const hashed = new HashedStream();
  const clear = hashed.through(openClear(current, ports, context, signal));
  const head = await objects.put(current, encryptStream(clear, key, context), {
    ...(current.contentType === undefined ? {} : { contentType: current.contentType }),
    metadata: current.metadata,
    properties: current.properties,
    tags,
    encryption: objects.layered ? { mode: 'kms', keyId: kmsKeyId, bucketKey: false } : { mode: 'default' },
    ifMatch: current.etag,
    signal,
  });
  return { head, digest: hashed.digest(), notKept };
}

async function rewriteInStore(
  current: ObjectHead,
  { mode, unit, context }: WantedForm,
  ports: WritePorts,
  signal: AbortSignal,
): Promise<Written> {
  const encryption =
    mode === 'store-kms'
      ? ({ mode: 'kms', keyId: await ports.levelKeys.idOf(unit.level), bucketKey: false } as const)
      : ({ mode: 'default' } as const);
  const { head, notKept }: Rewritten = await ports.objects.rewrite(current, { encryption, signal });
  return { head, digest: await clearDigest(current, context, ports, signal), notKept };
}

async function discard(written: ObjectHead, objects: ObjectStore): Promise<void> {
  try {
    await objects.destroyVersion(written);
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'store/retention-locked')) throw error;
    const message = 'the encrypted copy does not read back as the original, and its lock keeps it as current version';
    throw new Fault('integrity', 'protect/read-back-differs-locked', message, {}, { cause: error });
  }
}

/** Length and hash of a version in clear. Reads it to its end. */
export function clearDigest(
  ref: ObjectRef,
  context: EnvelopeContext,
  ports: Pick<WritePorts, 'objects' | 'unitKeys'>,
  signal: AbortSignal,
): Promise<Digest> {
  return digestOf(openClear(ref, ports, context, signal));
}

export function sameDigest(a: Digest, b: Digest): boolean {
  return a.sha256 === b.sha256 && a.bytes === b.bytes;
}
