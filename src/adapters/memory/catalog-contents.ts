import { Fault } from '../../base/fault.js';
import type * as port from '../../ports/catalog.js';
import { reasonOfDestroyed } from '../../ports/destroyed-reason.js';

/** Everything the catalogue knows. A change works on a copy, so what fails half-way leaves nothing behind. */
export interface Contents {
  objects: Map<string, port.CatalogObject>;
  versions: Map<string, port.CatalogVersion>;
  decisions: port.ReviewDecision[];
  documents: Map<string, port.StoredDocument>;
  audit: port.AuditEntry[];
  listings: Map<number, HeldListing>;
}

/** A listing and what it has shown, by the keys of `versions`. */
export interface HeldListing extends port.Listing {
  /** What was there when it began. */
  before: ReadonlySet<string>;
  listed: Set<string>;
  current: Set<string>;
}

const STATES: readonly port.ObjectState[] = [
  'found',
  'classified',
  'protected',
  'erased',
  'migrated',
  'gone',
  'exception',
];

/** Changes to the copy leave the original as it was. */
export function copyOf({ objects, versions, decisions, documents, audit, listings }: Contents): Contents {
  return {
    objects: new Map(objects),
    versions: new Map(versions),
    decisions: [...decisions],
    documents: new Map(documents),
    audit: [...audit],
    listings: new Map(listings),
  };
}

export function versionKey({ objectId, versionId }: Pick<port.CatalogVersion, 'objectId' | 'versionId'>): string {
  return `${objectId}\n${versionId}`;
}

export function expectedListing(contents: Contents, listingId: number): HeldListing {
  const held = contents.listings.get(listingId);
  if (held) return held;
  throw new Fault('conflict', 'catalog/changed', 'the listing was ended or another one begun', { listingId });
}

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

/** As it is read: what was decided stands beside it. */
export function withDecided(contents: Contents, object: port.CatalogObject): port.CatalogObject {
  const { objectId, etag } = object;
  return etag !== '' && latestDecision(contents, objectId, etag) ? { ...object, decided: true } : object;
}

export function toReview(contents: Contents, { objectId, etag, classification }: port.CatalogObject): boolean {
  // Without an ETag it is sealed: there is nothing left to decide on.
  if (etag === '') return false;
  return (classification?.review.length ?? 0) > 0 && latestDecision(contents, objectId, etag) === undefined;
}

export function isAskedFor(contents: Contents, object: port.CatalogObject, filter: port.ObjectFilter): boolean {
  return (
    (filter.system === undefined || object.system === filter.system) &&
    (filter.states === undefined || filter.states.includes(object.state)) &&
    (filter.level === undefined || object.classification?.level === filter.level) &&
    (filter.notClassifiedBy === undefined || object.classification?.classifierVersion !== filter.notClassifiedBy) &&
    (filter.toReview === undefined || toReview(contents, object) === filter.toReview)
  );
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
  const isAgain = destroyed && version.state === 'destroyed';
  const destroyedAt = isAgain ? before.destroyedAt : undefined;
  const reason = version.reason ?? before.reason;
  return {
    ...version,
    level: version.level ?? (sameContent ? before.level : undefined),
    plaintext: version.plaintext && (before.plaintext || !sameContent),
    destroyedAt: version.destroyedAt ?? destroyedAt,
    reason: isAgain ? reasonOfDestroyed(before.reason, reason) : reason,
  };
}

export function inventoryOf(contents: Contents): port.InventoryLine[] {
  const lines = new Map<string, port.InventoryLine>();
  for (const object of contents.objects.values()) {
    const { system, state, classification } = object;
    const level = classification?.level;
    const key = [system, 3 - (level ?? 0), STATES.indexOf(state)].join('\n');
    const line = lines.get(key) ?? { system, level, state, objects: 0, records: 0, bytes: 0, toReview: 0 };
    line.objects += 1;
    line.bytes += object.size;
    if (classification)
      line.records += classification.records[1] + classification.records[2] + classification.records[3];
    if (toReview(contents, object)) line.toReview += 1;
    lines.set(key, line);
  }
  return [...lines.keys()].sort().map((key) => lines.get(key)!);
}

/** Looks for the next key each time, so changes made meanwhile are seen, each item once. */
export async function* inOrder<Item>(
  from: () => ReadonlyMap<string, Item>,
  wanted: (item: Item) => boolean,
): AsyncGenerator<Item> {
  let last: string | undefined;
  for (;;) {
    let next: string | undefined;
    for (const [key, item] of from()) {
      const behind = last === undefined || key > last;
      if (behind && (next === undefined || key < next) && wanted(item)) next = key;
    }
    if (next === undefined) return;
    yield structuredClone(from().get(next)!);
    last = next;
  }
}
