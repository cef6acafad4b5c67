import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.js';
import type * as port from '../../ports/catalog.js';
import { auditPage, auditPageOf, insertsOf, linked, readHead } from './audit-log.js';
import { bothOf } from './both-of.js';
import { readDecision, saveDecision } from './decisions.js';
import { readDocument, readDocuments, saveDocument } from './documents.js';
import type { SqlEngine } from './engine.js';
import {
  endListing,
  noteListed,
  readUnfinished,
  saveListed,
  startListing,
  unlistedObjects,
  unlistedVersions,
} from './listings.js';
import { objectPage, readInventory } from './object-queries.js';
import { readObject, readObjects, saveClassified, saveProtected, saveSeen, saveState } from './objects.js';
import { inPages } from './pages.js';
import type { CatalogTables } from './schema.js';
import { sealRows } from './seal.js';
import { type Session, startSession } from './session.js';
import { Upserts } from './upsert.js';
import { decodedVersions, saveVersions, versionPage } from './versions.js';
import { Words } from './words.js';

type Drafts = readonly port.AuditDraft[];

/** The catalogue over one database; `Catalog` says what each method means. */
export class SqlCatalog implements port.Catalog {
  readonly #words = new Words();
  readonly #upserts = new Upserts();

  constructor(
    private readonly engine: SqlEngine,
    private readonly clock: Clock,
    private readonly link: port.LinkAudit,
  ) {}

  saveSeen(objects: readonly port.SeenObject[], audit: Drafts): Promise<string[]> {
    return this.#change(audit, (session) => saveSeen(session, objects));
  }

  saveClassified(
    items: readonly { objectId: string; etag: string; classification: port.Classification }[],
    audit: Drafts,
  ): Promise<string[]> {
    return this.#change(audit, (session) => saveClassified(session, items));
  }

  saveProtected(items: readonly { objectId: string; protection: port.Protection }[], audit: Drafts): Promise<void> {
    return this.#change(audit, (session) => saveProtected(session, items));
  }

  saveState(
    items: readonly { objectId: string; state: port.ObjectState; reason?: string }[],
    audit: Drafts,
  ): Promise<void> {
    return this.#change(audit, (session) => saveState(session, items));
  }

  object(objectId: string): Promise<port.CatalogObject | undefined> {
    return this.#read((db) => readObject(db, this.#words, objectId));
  }

  objectsById(objectIds: readonly string[]): Promise<port.CatalogObject[]> {
    return this.#read((db) => readObjects(db, this.#words, objectIds));
  }

  objects(filter: port.ObjectFilter = {}): AsyncIterable<port.CatalogObject> {
    return inPages<port.CatalogObject>((after, limit) =>
      this.#read((db) => objectPage(db, this.#words, filter, after?.objectId, limit)),
    );
  }

  inventory(): Promise<port.InventoryLine[]> {
    return this.#read(readInventory);
  }

  async saveVersions(versions: readonly port.CatalogVersion[], audit: Drafts): Promise<void> {
    await this.#change(audit, (session) => saveVersions(session, versions));
  }

  versions(filter: port.VersionFilter = {}): AsyncIterable<port.CatalogVersion> {
    return inPages<port.CatalogVersion>((after, limit) =>
      this.#read((db) => versionPage(db, this.#words, filter, after, limit)),
    );
  }

  startListing(system: string, audit: Drafts): Promise<port.Listing> {
    return this.#change(audit, (session) => startListing(session, system, this.clock.now()));
  }

  unfinishedListing(system: string): Promise<port.Listing | undefined> {
    return this.#read((db) => readUnfinished(db, this.#words, system));
  }

  saveListed(
    id: number,
    entries: readonly port.ListedVersion[],
    position: string | undefined,
    audit: Drafts,
  ): Promise<string[]> {
    return this.#change(audit, (session) => saveListed(session, id, entries, position));
  }

  noteListed(id: number, entries: readonly port.ListedVersion[]): Promise<number[]> {
    return this.#change([], (session) => noteListed(session, id, entries));
  }

  async *unlistedVersions(id: number): AsyncIterable<port.CatalogVersion> {
    for await (const row of unlistedVersions((work) => this.#read(work), id)) {
      yield* await this.#read((db) => decodedVersions(db, this.#words, [row]));
    }
  }

  unlistedObjects(id: number): AsyncIterable<string> {
    return unlistedObjects((work) => this.#read(work), id);
  }

  endListing(id: number, audit: Drafts): Promise<void> {
    return this.#change(audit, (session) => endListing(session, id));
  }

  saveDecision(decision: port.ReviewDecision, audit: Drafts): Promise<void> {
    return this.#change(audit, (session) => saveDecision(session, decision));
  }

  decision(objectId: string, etag: string): Promise<port.ReviewDecision | undefined> {
    return this.#read((db) => readDecision(db, objectId, etag));
  }

  saveDocument(document: Omit<port.StoredDocument, 'updatedAt'>, audit: Drafts): Promise<void> {
    return this.#change(audit, (session) => saveDocument(session, document, this.clock.now()));
  }

  document(kind: port.DocumentKind, id: string): Promise<port.StoredDocument | undefined> {
    return this.#read((db) => readDocument(db, kind, id));
  }

  documents(kind: port.DocumentKind, parentId?: string): Promise<port.StoredDocument[]> {
    return this.#read((db) => readDocuments(db, kind, parentId));
  }

  async appendAudit(drafts: Drafts): Promise<port.AuditEntry[]> {
    return (await this.#chained(drafts, async () => undefined)).entries;
  }

  auditHead(): Promise<port.AuditEntry | undefined> {
    return this.#read(readHead);
  }

  auditEntries(fromSeq = 1): AsyncIterable<port.AuditEntry> {
    return inPages<port.AuditEntry>((after, limit) =>
      this.#read((db) => auditPage(db, after ? after.seq + 1 : fromSeq, limit)),
    );
  }

  auditOf(action: string): AsyncIterable<port.AuditEntry> {
    return inPages<port.AuditEntry>((after, limit) => this.#read((db) => auditPageOf(db, action, after?.seq, limit)));
  }

  async sealAfterErasure(audit: Drafts, system?: string, onlyErased = false): Promise<void> {
    await this.#change(audit, (session) => sealRows(session, system, onlyErased));
    // A crash before this line leaves overwritten pages at most; sealing again is harmless and finishes the work.
    await this.engine.purge();
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  #read<Result>(work: (db: Kysely<CatalogTables>) => Promise<Result>): Promise<Result> {
    return this.engine.attempt(() => work(this.engine.db));
  }

  async #change<Result>(audit: Drafts, work: (session: Session) => Promise<Result>): Promise<Result> {
    return (await this.#chained(audit, work)).result;
  }

  /** State and audit entries: both or neither. A retry begins the whole transaction anew. */
  #chained<Result>(
    audit: Drafts,
    work: (session: Session) => Promise<Result>,
  ): Promise<{ result: Result; entries: port.AuditEntry[] }> {
    return this.engine.attempt(async () => {
      const { committed, ...changed } = await this.engine.change(async (db, last) => {
        const { session, committed } = startSession(db, last, this.#words, this.#upserts);
        // Asked together: whoever has the lock waits for one answer, not for two.
        const [head, result] = await bothOf(audit.length > 0 ? readHead(db) : undefined, work(session));
        const entries = linked(head, audit, this.link, this.clock.now());
        last.push(...insertsOf(db, entries));
        return { result, entries, committed };
      });
      committed();
      return changed;
    });
  }
}
