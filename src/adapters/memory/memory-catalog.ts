import type { Clock } from '../../base/clock.js';
import type * as port from '../../ports/catalog.js';
import {
  afterSaved,
  type Contents,
  expected,
  latestDecision,
  onlySeen,
  STATES,
  samePlace,
  toReview,
  withoutPersons,
} from './catalog-contents.js';

type Drafts = readonly port.AuditDraft[];

/** The catalogue in process, for unit tests: small data, the semantics of the port and nothing else. */
export class MemoryCatalog implements port.Catalog {
  #contents: Contents = { objects: new Map(), versions: new Map(), decisions: [], documents: new Map(), audit: [] };

  constructor(private readonly options: { clock: Clock; link: port.LinkAudit }) {}

  async saveSeen(objects: readonly port.SeenObject[], audit: Drafts): Promise<string[]> {
    return this.#change(audit, (contents) => {
      const changed = new Set<string>();
      for (const seen of objects.map(onlySeen)) {
        const held = contents.objects.get(seen.objectId);
        const isSeen = held && samePlace(held, seen);
        const isProtected = held?.protection && samePlace(held.protection, seen);
        if (held && held.state !== 'gone' && (isSeen || isProtected)) {
          if (!isSeen) contents.objects.set(seen.objectId, { ...held, ...seen });
          continue;
        }
        const before = held ?? { classification: undefined, protection: undefined };
        contents.objects.set(seen.objectId, { ...before, ...seen, state: 'found', reason: undefined });
        changed.add(seen.objectId);
      }
      return [...changed];
    });
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
        const waits = held.state === 'found' || (held.state === 'protected' && otherLevel);
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
    return structuredClone(this.#contents.objects.get(objectId));
  }

  objects(filter: port.ObjectFilter = {}): AsyncIterable<port.CatalogObject> {
    return this.#iterate(
      (contents) => contents.objects,
      (object) =>
        (filter.system === undefined || object.system === filter.system) &&
        (filter.states === undefined || filter.states.includes(object.state)) &&
        (filter.level === undefined || object.classification?.level === filter.level) &&
        (filter.notClassifiedBy === undefined || object.classification?.classifierVersion !== filter.notClassifiedBy) &&
        (filter.toReview === undefined || toReview(this.#contents, object) === filter.toReview),
    );
  }

  async inventory(): Promise<port.InventoryLine[]> {
    const lines = new Map<string, port.InventoryLine>();
    for (const object of this.#contents.objects.values()) {
      const { system, state, classification } = object;
      const level = classification?.level;
      const key = [system, 3 - (level ?? 0), STATES.indexOf(state)].join('\n');
      const line = lines.get(key) ?? { system, level, state, objects: 0, records: 0, bytes: 0, toReview: 0 };
      line.objects += 1;
      line.bytes += object.size;
      if (classification)
        line.records += classification.records[1] + classification.records[2] + classification.records[3];
      if (toReview(this.#contents, object)) line.toReview += 1;
      lines.set(key, line);
    }
    return [...lines.keys()].sort().map((key) => lines.get(key)!);
  }

  async saveVersions(versions: readonly port.CatalogVersion[], audit: Drafts): Promise<void> {
    await this.#change(audit, (contents) => {
      for (const version of versions) {
        const key = `${version.objectId}\n${version.versionId}`;
        contents.versions.set(key, structuredClone(afterSaved(contents.versions.get(key), version)));
      }
    });
  }

  versions(filter: port.VersionFilter = {}): AsyncIterable<port.CatalogVersion> {
    return this.#iterate(
      (contents) => contents.versions,
      (version) =>
        (filter.system === undefined || version.system === filter.system) &&
        (filter.objectId === undefined || version.objectId === filter.objectId) &&
        (filter.state === undefined || version.state === filter.state),
    );
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

  async sealAfterErasure(audit: Drafts, system?: string, onlyErased = false): Promise<void> {
    await this.#change(audit, (contents) => {
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
    const { objects, versions, decisions, documents, audit: entries } = this.#contents;
    const next: Contents = {
      objects: new Map(objects),
      versions: new Map(versions),
      decisions: [...decisions],
      documents: new Map(documents),
      audit: [...entries],
    };
    const result = work(next);
    for (const draft of audit) {
      next.audit.push(this.options.link(next.audit.at(-1), structuredClone(draft), this.options.clock.now()));
    }
    this.#contents = next;
    return result;
  }

  /** Looks for the next key each time, so changes made meanwhile are seen, each item once. */
  async *#iterate<Item>(
    from: (contents: Contents) => Map<string, Item>,
    wanted: (item: Item) => boolean,
  ): AsyncGenerator<Item> {
    let last: string | undefined;
    for (;;) {
      let next: string | undefined;
      for (const [key, item] of from(this.#contents)) {
        const behind = last === undefined || key > last;
        if (behind && (next === undefined || key < next) && wanted(item)) next = key;
      }
      if (next === undefined) return;
      yield structuredClone(from(this.#contents).get(next)!);
      last = next;
    }
  }
}
