import type { AuditDraft, CatalogVersion, SeenObject } from './catalog.js';

/**
 * One pass over everything that the store of a system shows. It may be interrupted and gone on with: what was seen
 * before and after counts together, and only its end can say what is missing.
 */
export interface Listing {
  id: number;
  system: string;
  startedAt: string;
  /** How far it has come, as whoever lists has sealed it: it names an object key. Undefined before the first batch. */
  position: string | undefined;
  /** Objects that it has found new or changed so far. */
  changed: number;
}

/** An entry of a listing: a version, delete marker or upload, and the object when it is the current version of one. */
export interface ListedVersion {
  version: CatalogVersion;
  object: SeenObject | undefined;
}

/** The part of the catalogue that takes in listings of any length and says what they did not show. */
export interface Listings {
  /**
   * Begins a listing of `system`; an unfinished one of the same system is forgotten. Only what the catalogue holds now
   * can be found missing by it: what is written meanwhile, by the listing or by anyone else, is not.
   */
  startListing(system: string, audit: readonly AuditDraft[]): Promise<Listing>;
  /** The listing of `system` that was begun and not ended, if any. */
  unfinishedListing(system: string): Promise<Listing | undefined>;
  /**
   * Saves entries as `saveVersions` and `saveSeen` do, notes that the listing has shown them, and moves its position
   * (undefined leaves it), all in one transaction. Entries that change nothing cost a note of two bits.
   * @returns ids of objects that are new or changed
   * @throws {Fault} `conflict` / `catalog/changed` when the listing was ended or another one begun
   */
  saveListed(
    listingId: number,
    entries: readonly ListedVersion[],
    position: string | undefined,
    audit: readonly AuditDraft[],
  ): Promise<string[]>;
  /**
   * For lists that may be out of date: notes as shown those entries that are exactly what the catalogue holds already.
   * @returns indices of the others, of which nothing is noted or saved
   * @throws {Fault} as `saveListed`
   */
  noteListed(listingId: number, entries: readonly ListedVersion[]): Promise<number[]>;
  /** Versions that were known when the listing began, are `present`, and were not shown by it. */
  unlistedVersions(listingId: number): AsyncIterable<CatalogVersion>;
  /** Ids of objects found, classified or protected whose version the listing has not shown as the current one. */
  unlistedObjects(listingId: number): AsyncIterable<string>;
  /** Forgets the listing and its notes; resolves as well when it is forgotten already. */
  endListing(listingId: number, audit: readonly AuditDraft[]): Promise<void>;
}
