import { maskedKey } from '../base/mask.js';
import type { ListedVersion } from '../ports/catalog.js';
import type { ObjectVersion, UnfinishedUpload } from '../ports/object-store.js';
import type { JobPorts } from '../run/ports.js';

type Seal = Pick<JobPorts['seal'], 'objectId' | 'seal'>;

/** What a listing knows of a version: until something is recorded for exactly this one it counts as readable. */
export function listedVersion(listed: ObjectVersion, system: string, seal: Seal): ListedVersion {
  const { key, versionId, size, etag, deleteMarker } = listed;
  const objectId = seal.objectId(system, key);
  const item = deleteMarker ? 'delete-marker' : 'version';
  const version = { ...UNKNOWN, objectId, system, versionId, item, size, plaintext: !deleteMarker } as const;
  if (!listed.isLatest || deleteMarker) return { version, object: undefined };
  const names = { sealedKey: seal.seal(key), maskedKey: maskedKey(key) };
  const lastModified = listed.lastModified.toISOString();
  return { version, object: { objectId, system, ...names, versionId, etag, size, lastModified } };
}

export function listedUpload({ key, uploadId }: UnfinishedUpload, system: string, seal: Seal): ListedVersion {
  const objectId = seal.objectId(system, key);
  const item = 'upload' as const;
  return {
    version: { ...UNKNOWN, objectId, system, versionId: uploadId, item, size: 0, plaintext: true },
    object: undefined,
  };
}

const UNKNOWN = { state: 'present', level: undefined, destroyedAt: undefined, reason: undefined } as const;
