import { digestOf } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import type { ProtectionMode } from '../ports/catalog.js';
import type { ObjectHead, ObjectRef, ObjectStore } from '../ports/object-store.js';
import { openClear } from './clear-content.js';
import { type EnvelopeContext, encryptStream } from './envelope.js';
import type { LevelKeys } from './level-keys.js';
import type { Unit, UnitKeys } from './unit-keys.js';

export interface WritePorts {
  objects: ObjectStore;
  unitKeys: UnitKeys;
  levelKeys: LevelKeys;
}

/**
 * Writes the protected form of a version as a new version, unless the object has changed meanwhile, and proves it by
 * reading both in clear and comparing length and hash.
 *
 * @throws {Fault} `integrity` / `protect/read-back-differs`, with the new version destroyed and the old one current;
 *   `conflict` / `store/changed`
 */
export async function writeProtected(
  current: ObjectHead,
  wanted: { mode: ProtectionMode; unit: Unit; context: EnvelopeContext },
  ports: WritePorts,
  signal: AbortSignal,
): Promise<ObjectHead> {
  const { objects, unitKeys, levelKeys } = ports;
  const { mode, unit, context } = wanted;
  const kmsKeyId = await levelKeys.idOf(unit.level);
  const clear = openClear(current, ports, context, signal);
  const body = mode === 'envelope' ? encryptStream(clear, await unitKeys.forWriting(unit, kmsKeyId), context) : clear;
  const written = await objects.put(current, body, {
    ...(current.contentType === undefined ? {} : { contentType: current.contentType }),
    metadata: { ...current.metadata },
    encryption: mode === 'store-kms' ? { mode: 'kms', keyId: kmsKeyId, bucketKey: false } : { mode: 'default' },
    ifMatch: current.etag,
    signal,
  });
  if (await sameContent(current, written, context, ports, signal)) return written;
  await objects.destroyVersion(written);
  throw new Fault('integrity', 'protect/read-back-differs', 'the encrypted copy does not read back as the original');
}

/** Whether two versions hold the same content in clear. Reads both to their end. */
export async function sameContent(
  a: ObjectRef,
  b: ObjectRef,
  context: EnvelopeContext,
  ports: WritePorts,
  signal: AbortSignal,
): Promise<boolean> {
  const one = await digestOf(openClear(a, ports, context, signal));
  const other = await digestOf(openClear(b, ports, context, signal));
  return one.sha256 === other.sha256 && one.bytes === other.bytes;
}
