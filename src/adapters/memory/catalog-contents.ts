import { Fault } from '../../base/fault.js';
import type * as port from '../../ports/catalog.js';

/** Everything the catalogue knows. A change works on a copy, so what fails half-way leaves nothing behind. */
export interface Contents {
  objects: Map<string, port.CatalogObject>;
  versions: Map<string, port.CatalogVersion>;
  decisions: port.ReviewDecision[];
  documents: Map<string, port.StoredDocument>;
  audit: port.AuditEntry[];
}

export const STATES: readonly port.ObjectState[] = [
  'found',
  'classified',
  'protected',
  'erased',
  'migrated',
  'gone',
  'exception',
];

type Place = Pick<port.SeenObject, 'versionId' | 'etag'>;

export function samePlace(a: Place, b: Place): boolean {
  return a.versionId === b.versionId && a.etag === b.etag;
}

export function onlySeen(seen: port.SeenObject): port.SeenObject {
  const { objectId, system, sealedKey, maskedKey, versionId, etag, size, lastModified } = seen;
  return { objectId, system, sealedKey, maskedKey, versionId, etag, size, lastModified };
}

export function expected(contents: Contents, objectId: string): port.CatalogObject {
  const held = contents.objects.get(objectId);
  if (held) return held;
  throw new Fault('conflict', 'catalog/changed', 'an object is not in the catalogue', { objectId });
}

export function latestDecision(contents: Contents, objectId: string, etag: string): port.ReviewDecision | undefined {
  return contents.decisions.findLast((decision) => decision.objectId === objectId && decision.etag === etag);
}

export function toReview(contents: Contents, { objectId, etag, classification }: port.CatalogObject): boolean {
  // Without an ETag it is sealed: there is nothing left to decide on.
  if (etag === '') return false;
  return (classification?.review.length ?? 0) > 0 && latestDecision(contents, objectId, etag) === undefined;
}

export function withoutPersons(object: port.CatalogObject): port.CatalogObject {
  const { classification, protection } = object;
  return {
    ...object,
    sealedKey: '',
    maskedKey: '',
    etag: '',
    classification: classification && {
      ...classification,
      findings: classification.findings.map((finding) => ({ ...finding, sample: '' })),
    },
    protection: protection && { ...protection, etag: '' },
  };
}

/** A version as it stands after `version` has been saved over `before`. */
export function afterSaved(before: port.CatalogVersion | undefined, version: port.CatalogVersion): port.CatalogVersion {
  if (!before) return version;
  const destroyed = before.state === 'destroyed';
  if (destroyed && version.state === 'present') return before;
  const sameContent = before.item === version.item && before.size === version.size;
  const destroyedAt = destroyed && version.state === 'destroyed' ? before.destroyedAt : undefined;
  return {
    ...version,
    level: version.level ?? (sameContent ? before.level : undefined),
    plaintext: version.plaintext && (before.plaintext || !sameContent),
    destroyedAt: version.destroyedAt ?? destroyedAt,
    reason: version.reason ?? before.reason,
  };
}
