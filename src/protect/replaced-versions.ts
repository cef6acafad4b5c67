import type { Digest } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import type { Catalog, CatalogObject } from '../ports/catalog.js';
import type { ObjectHead, ObjectStore, ObjectVersion } from '../ports/object-store.js';
import { carryDecision } from './carry-decision.js';
import { envelopeHeader } from './clear-content.js';
import type { EnvelopeContext } from './envelope.js';
import type { MessageHeader } from './message-header.js';
import { foundProtection, protectionOf, type WantedProtection } from './protection.js';
import { type DestroyedVersion, keptVersion, replacedVersion } from './protection-record.js';
import type { UnitKeys } from './unit-keys.js';
import { clearDigest, sameDigest } from './write-protected.js';

/** Reason of a version that holds in clear what is protected by now, and cannot be destroyed yet. */
export const LOCKED_PLAINTEXT = 'enforce/locked-plaintext';

interface Ports {
  objects: ObjectStore;
  unitKeys: UnitKeys;
  catalog: Catalog;
  actor: string;
}

/** The version that protects an object now, and what is known of its content already. */
export interface Protecting {
  head: ObjectHead;
  /** Of its content in clear; undefined: read when first needed. */
  digest: Digest | undefined;
  /** The version it was made from, whose content has just been shown to be the same. */
  source: { head: ObjectHead; header: MessageHeader | undefined } | undefined;
}

export interface Replaced {
  destroyed: DestroyedVersion[];
  /** Plaintext versions that a lock keeps. */
  locked: number;
}

/**
 * Destroys the versions that are protected less than wanted and hold what the protected one was shown to hold. The
 * record opens first, so that a crash in between does not make them look lost. Versions with other content stay: they
 * are history, and go with the erasure. One that a lock keeps is named in the catalogue until it can go.
 */
export async function destroyReplaced(
  object: CatalogObject,
  protecting: Protecting,
  wanted: { protection: WantedProtection; context: EnvelopeContext },
  ports: Ports,
  signal: AbortSignal,
): Promise<Replaced> {
  const { objects, catalog } = ports;
  const { head: after, source } = protecting;
  const replaced: Replaced = { destroyed: [], locked: 0 };
  let { digest } = protecting;
  for (const version of await objects.versionsOf(after, { signal })) {
    if (version.versionId === after.versionId || version.deleteMarker) continue;
    const isSource = version.versionId === source?.head.versionId;
    const head = isSource ? source?.head : await objects.head(version, { signal });
    if (!head) continue;
    const header = isSource ? source?.header : await envelopeHeader(head, objects);
    if (protectionOf(head, header, wanted.protection).satisfied) continue;
    const plaintext = foundProtection(head, header) === 'default';
    if (head.lock !== undefined && (await isNamed(object, version, catalog))) {
      replaced.locked += 1;
      continue;
    }
    if (!isSource) {
      digest ??= await clearDigest(after, wanted.context, ports, signal);
      if (!sameDigest(await clearDigest(head, wanted.context, ports, signal), digest)) continue;
    }
    const entry = { versionId: version.versionId, size: version.size, plaintext };
    if (await destroyUnlessLocked(object, { head, after }, entry, ports, signal)) replaced.destroyed.push(entry);
    else if (plaintext) replaced.locked += 1;
  }
  return replaced;
}

/** Objects of a system with a version that waits for the end of its lock. */
export async function objectsWithLockedPlaintext(system: string, catalog: Catalog): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { objectId, reason } of catalog.versions({ system, state: 'present' })) {
    if (reason === LOCKED_PLAINTEXT) found.add(objectId);
  }
  return found;
}

export async function hasLockedPlaintext(objectId: string, catalog: Catalog): Promise<boolean> {
  for await (const { reason } of catalog.versions({ objectId, state: 'present' })) {
    if (reason === LOCKED_PLAINTEXT) return true;
  }
  return false;
}

/** It was compared when it was named, so while its lock lasts it need not be read again. */
async function isNamed({ objectId }: CatalogObject, { versionId }: ObjectVersion, catalog: Catalog): Promise<boolean> {
  for await (const known of catalog.versions({ objectId, state: 'present' })) {
    if (known.versionId === versionId) return known.reason === LOCKED_PLAINTEXT;
  }
  return false;
}

/** @returns whether it is gone */
async function destroyUnlessLocked(
  object: CatalogObject,
  { head, after }: { head: ObjectHead; after: ObjectHead },
  entry: DestroyedVersion,
  { objects, catalog, actor }: Ports,
  signal: AbortSignal,
): Promise<boolean> {
  const { objectId: subject } = object;
  let { lock } = head;
  if (lock === undefined) {
    await carryDecision(object, { from: object.etag, to: after.etag }, catalog);
    await catalog.saveVersions(
      [keptVersion(object, after), replacedVersion(object, entry, 'superseded')],
      [{ actor, action: 'version.superseded', subject }],
    );
    try {
      await objects.destroyVersion(head, { signal });
      return true;
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'store/retention-locked')) throw error;
      lock = typeof error.detail.lock === 'string' ? error.detail.lock : 'unknown';
    }
  }
  await catalog.saveVersions(
    [replacedVersion(object, entry, entry.plaintext ? LOCKED_PLAINTEXT : 'enforce/locked')],
    [{ actor, action: 'version.locked', subject, detail: { lock, plaintext: entry.plaintext } }],
  );
  return false;
}
