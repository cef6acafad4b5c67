import type * as port from '../../ports/catalog.js';
import {
  afterSaved,
  type Contents,
  expectedListing,
  type HeldListing,
  onlySeen,
  samePlace,
  versionKey,
} from './catalog-contents.js';

/** @returns ids that are new or changed */
export function seeObjects(contents: Contents, objects: readonly port.SeenObject[]): string[] {
  const changed = new Set<string>();
  for (const seen of objects.map(onlySeen)) {
    const held = contents.objects.get(seen.objectId);
    const isSeen = held && samePlace(held, seen);
    if (held && held.state !== 'gone' && (isSeen || (held.protection && samePlace(held.protection, seen)))) {
      if (!isSeen) contents.objects.set(seen.objectId, { ...held, ...seen });
      continue;
    }
    if (held?.state === 'classified' && held.versionId !== seen.versionId) keepLevel(contents, held);
    const before = held ?? { classification: undefined, protection: undefined };
    contents.objects.set(seen.objectId, { ...before, ...seen, state: 'found', reason: undefined });
    changed.add(seen.objectId);
  }
  return [...changed];
}

function keepLevel(contents: Contents, held: port.CatalogObject): void {
  const key = versionKey(held);
  const version = contents.versions.get(key);
  if (version) contents.versions.set(key, { ...version, level: held.classification?.level });
}

export function keepVersions(contents: Contents, versions: readonly port.CatalogVersion[]): void {
  for (const version of versions) {
    const key = versionKey(version);
    contents.versions.set(key, structuredClone(afterSaved(contents.versions.get(key), version)));
  }
}

export function startListing(contents: Contents, id: number, system: string, startedAt: string): port.Listing {
  forgetListings(contents, system);
  const before = new Set(contents.versions.keys());
  const listing = { id, system, startedAt, position: undefined, changed: 0 };
  contents.listings.set(id, { ...listing, before, listed: new Set(), current: new Set() });
  return listing;
}

export function forgetListings(contents: Contents, system: string | undefined): void {
  for (const listing of [...contents.listings.values()]) {
    if (system === undefined || listing.system === system) contents.listings.delete(listing.id);
  }
}

export function saveListed(
  contents: Contents,
  listingId: number,
  entries: readonly port.ListedVersion[],
  position: string | undefined,
): string[] {
  const listing = expectedListing(contents, listingId);
  keepVersions(
    contents,
    entries.map(({ version }) => version),
  );
  const changed = seeObjects(
    contents,
    entries.flatMap(({ object }) => (object ? [object] : [])),
  );
  note(
    contents,
    { ...listing, position: position ?? listing.position, changed: listing.changed + changed.length },
    entries,
  );
  return changed;
}

export function noteListed(contents: Contents, listingId: number, entries: readonly port.ListedVersion[]): number[] {
  const listing = expectedListing(contents, listingId);
  const others = [...entries.keys()].filter((index) => !isHeld(contents, entries[index]!));
  note(
    contents,
    listing,
    entries.filter((_, index) => !others.includes(index)),
  );
  return others;
}

/** Whether a version was there before the listing, is present, and was not shown by it. */
export function isUnlisted(listing: HeldListing, version: port.CatalogVersion): boolean {
  const key = versionKey(version);
  const known = version.system === listing.system && version.state === 'present' && listing.before.has(key);
  return known && !listing.listed.has(key);
}

/** Whether an object is open and its version was not shown as the current one. */
export function isGone(contents: Contents, listing: HeldListing, object: port.CatalogObject): boolean {
  if (object.system !== listing.system || !['found', 'classified', 'protected'].includes(object.state)) return false;
  const key = versionKey(object);
  const savedSince = contents.versions.has(key) && !listing.before.has(key);
  return !savedSince && !listing.current.has(key);
}

function note(contents: Contents, listing: HeldListing, entries: readonly port.ListedVersion[]): void {
  const keys = entries.map(({ version }) => versionKey(version));
  const current = keys.filter((_, index) => entries[index]!.object !== undefined);
  contents.listings.set(listing.id, {
    ...listing,
    listed: new Set([...listing.listed, ...keys]),
    current: new Set([...listing.current, ...current]),
  });
}

function isHeld(contents: Contents, { version, object }: port.ListedVersion): boolean {
  const held = contents.versions.get(versionKey(version));
  if (held?.state !== 'present' || JSON.stringify(afterSaved(held, version)) !== JSON.stringify(held)) return false;
  if (!object) return true;
  const seen = contents.objects.get(object.objectId);
  return seen !== undefined && seen.state !== 'gone' && samePlace(seen, object);
}
