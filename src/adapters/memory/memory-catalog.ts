import type { Clock } from '../../base/clock.js';
import { saysUnreadable } from '../../base/unreadable-code.js';
import type * as port from '../../ports/catalog.js';
import {
  type Contents,
  copyOf,
  expected,
  expectedListing,
  inOrder,
  inventoryOf,
  isAskedFor,
  latestDecision,
  withDecided,
  withoutPersons,
} from './catalog-contents.js';
import * as listings from './catalog-listings.js';

type Drafts = readonly port.AuditDraft[];

/** The catalogue in process, for unit tests: small data, the semantics of the port and nothing else. */
export class MemoryCatalog implements port.Catalog {
  #contents: Contents = {
    objects: new Map(),
    versions: new Map(),
    decisions: [],
    documents: new Map(),
    audit: [],
    listings: new Map(),
  };
  #listings = 0;

  constructor(private readonly options: { clock: Clock; link: port.LinkAudit }) {}

  async saveSeen(objects: readonly port.SeenObject[], audit: Drafts): Promise<string[]> {
    return this.#change(audit, (contents) => listings.seeObjects(contents, objects));
  }

  async saveClassified(
    items: readonly { objectId: string; etag: string; classification: port.Classification }[],
    audit: Drafts,
  ): Promise<string[]> {
    return this.#change(audit, (contents) => {
      const saved = new Set<string>();
      for (const { objectId, etag, classification } of items) {
        const held = contents.objects.get(objectId);
        if (held?.etag !== etag || etag === '' || held.state === 'erased' || held.state === 'gone') continue;
        const otherLevel = held.classification?.level !== classification.level;
        const unread = classification.because.some(saysUnreadable);
        const waits = held.state === 'found' || (held.state === 'protected' && (otherLevel || unread));
        contents.objects.set(objectId, {
          ...held,
          classification: structuredClone(classification),
          state: waits ? 'classified' : held.state,
        });
        saved.add(objectId);
      }
      return [...saved];
    });
  }

  async saveProtected(
    items: readonly { objectId: string; protection: port.Protection }[],
    audit: Drafts,
  ): Promise<void> {
    await this.#change(audit, (contents) => {
      for (const { objectId, protection } of items) {
        const held = expected(contents, objectId);
        const { versionId, etag, storedBytes: size } = protection;
        const decision = latestDecision(contents, objectId, held.etag);
        if (decision && held.etag !== etag) contents.decisions.push({ ...decision, etag });
        contents.objects.set(objectId, {
          ...held,
          protection: structuredClone(protection),
          versionId,
          etag,
          size,
          state: 'protected',
          reason: undefined,
        });
      }
    });
  }

  async saveState(
    items: readonly { objectId: string; state: port.ObjectState; reason?: string }[],
    audit: Drafts,
  ): Promise<void> {
    await this.#change(audit, (contents) => {
      for (const { objectId, state, reason } of items) {
        contents.objects.set(objectId, { ...expected(contents, objectId), state, reason });
      }
    });
  }

  async object(objectId: string): Promise<port.CatalogObject | undefined> {
    return (await this.objectsById([objectId]))[0];
  }

  async objectsById(objectIds: readonly string[]): Promise<port.CatalogObject[]> {
    const held = [...new Set(objectIds)].flatMap((objectId) => this.#contents.objects.get(objectId) ?? []);
    return held.map((object) => structuredClone(withDecided(this.#contents, object)));
  }

  async *objects(filter: port.ObjectFilter = {}): AsyncIterable<port.CatalogObject> {
    const found = inOrder(
      () => this.#contents.objects,
      (object) => isAskedFor(this.#contents, object, filter),
    );
    for await (const object of found) yield withDecided(this.#contents, object);
  }

  async inventory(): Promise<port.InventoryLine[]> {
    return inventoryOf(this.#contents);
  }

  async saveVersions(versions: readonly port.CatalogVersion[], audit: Drafts): Promise<void> {
    await this.#change(audit, (contents) => listings.keepVersions(contents, versions));
  }

  versions(filter: port.VersionFilter = {}): AsyncIterable<port.CatalogVersion> {
    return inOrder(
      () => this.#contents.versions,
      (version) =>
        (filter.system === undefined || version.system === filter.system) &&
        (filter.objectId === undefined || version.objectId === filter.objectId) &&
        (filter.state === undefined || version.state === filter.state),
    );
  }

  async startListing(system: string, audit: Drafts): Promise<port.Listing> {
    this.#listings += 1;
    const startedAt = this.options.clock.now().toISOString();
    return this.#change(audit, (contents) => listings.startListing(contents, this.#listings, system, startedAt));
  }

  async unfinishedListing(system: string): Promise<port.Listing | undefined> {
    const held = [...this.#contents.listings.values()].find((listing) => listing.system === system);
    if (!held) return undefined;
    const { before, listed, current, ...listing } = held;
    return listing;
  }

  async saveListed(
    id: number,
    entries: readonly port.ListedVersion[],
    position: string | undefined,
    audit: Drafts,
  ): Promise<string[]> {
    return this.#change(audit, (contents) => listings.saveListed(contents, id, entries, position));
  }

  async noteListed(id: number, entries: readonly port.ListedVersion[]): Promise<number[]> {
    return this.#change([], (contents) => listings.noteListed(contents, id, entries));
  }

  async *unlistedVersions(id: number): AsyncIterable<port.CatalogVersion> {
    const listing = expectedListing(this.#contents, id);
    yield* inOrder(
      () => this.#contents.versions,
      (version) => listings.isUnlisted(listing, version),
    );
  }

  async *unlistedObjects(id: number): AsyncIterable<string> {
    const listing = expectedListing(this.#contents, id);
    const isGone = (object: port.CatalogObject) => listings.isGone(this.#contents, listing, object);
    for await (const { objectId } of inOrder(() => this.#contents.objects, isGone)) yield objectId;
  }

  async endListing(id: number, audit: Drafts): Promise<void> {
    this.#change(audit, (contents) => void contents.listings.delete(id));
  }

  async saveDecision(decision: port.ReviewDecision, audit: Drafts): Promise<void> {
    await this.#change(audit, (contents) => {
      contents.decisions.push(structuredClone(decision));
    });
  }

  async decision(objectId: string, etag: string): Promise<port.ReviewDecision | undefined> {
    return structuredClone(latestDecision(this.#contents, objectId, etag));
  }

  async saveDocument(document: Omit<port.StoredDocument, 'updatedAt'>, audit: Drafts): Promise<void> {
    await this.#change(audit, (contents) => {
      const updatedAt = this.options.clock.now().toISOString();
      contents.documents.set(`${document.kind}\n${document.id}`, structuredClone({ ...document, updatedAt }));
    });
  }

  async document(kind: port.DocumentKind, id: string): Promise<port.StoredDocument | undefined> {
    return structuredClone(this.#contents.documents.get(`${kind}\n${id}`));
  }

  async documents(kind: port.DocumentKind, parentId?: string): Promise<port.StoredDocument[]> {
    return [...this.#contents.documents.values()]
      .filter((document) => document.kind === kind && (parentId === undefined || document.parentId === parentId))
      .map((document) => structuredClone(document));
  }

  async appendAudit(drafts: Drafts): Promise<port.AuditEntry[]> {
    const before = this.#contents.audit.length;
    await this.#change(drafts, () => undefined);
    return structuredClone(this.#contents.audit.slice(before));
  }

  async auditHead(): Promise<port.AuditEntry | undefined> {
    return structuredClone(this.#contents.audit.at(-1));
  }

  async *auditEntries(fromSeq = 1): AsyncIterable<port.AuditEntry> {
    for (let seq = Math.max(1, fromSeq); seq <= this.#contents.audit.length; seq += 1) {
      yield structuredClone(this.#contents.audit[seq - 1]!);
    }
  }

  async *auditOf(action: string): AsyncIterable<port.AuditEntry> {
    yield* structuredClone(this.#contents.audit.filter((one) => one.action === action).reverse());
  }

  async sealAfterErasure(audit: Drafts, system?: string, onlyErased = false): Promise<void> {
    await this.#change(audit, (contents) => {
      listings.forgetListings(contents, system);
      const sealed = [...contents.objects.values()].filter(
        (object) => (system ?? object.system) === object.system && (!onlyErased || object.state === 'erased'),
      );
      for (const object of sealed) contents.objects.set(object.objectId, withoutPersons(object));
      const ids = new Set(sealed.map((object) => object.objectId));
      contents.decisions = contents.decisions.map((decision) =>
        (system === undefined && !onlyErased) || ids.has(decision.objectId)
          ? { ...decision, etag: '', reason: '' }
          : decision,
      );
    });
  }

  async close(): Promise<void> {}

  /** Runs `work` on a copy and puts it in place only when the audit entries could be linked too. */
  #change<Result>(audit: Drafts, work: (contents: Contents) => Result): Result {
    const next = copyOf(this.#contents);
    const result = work(next);
    for (const draft of audit) {
      next.audit.push(this.options.link(next.audit.at(-1), structuredClone(draft), this.options.clock.now()));
    }
    this.#contents = next;
    return result;
  }
}
