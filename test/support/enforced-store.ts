import { enforceEncryption } from '../../jobs/enforce-encryption.js';
import { MemoryCatalog } from '../../src/adapters/memory/memory-catalog.js';
import { MemoryUnitKeyStore } from '../../src/adapters/memory/memory-unit-key-store.js';
import { linkAudit } from '../../src/audit/chain.js';
import type { SettableClock } from '../../src/base/clock.js';
import type { Level } from '../../src/base/level.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import type { AuditEntry, CatalogObject, CatalogVersion, Classification } from '../../src/ports/catalog.js';
import type { KeyService } from '../../src/ports/key-service.js';
import type { ObjectStore } from '../../src/ports/object-store.js';
import { LevelKeys } from '../../src/protect/level-keys.js';
import { CATALOG_UNIT, CatalogSeal } from '../../src/protect/seal.js';
import { UnitKeys } from '../../src/protect/unit-keys.js';
import type { JobPorts, SystemSettings } from '../../src/run/ports.js';
import { type RunSummary, runJob } from '../../src/run/runner.js';

export interface StoreSettings {
  objects: ObjectStore;
  bucket: string;
  keys: KeyService;
  clock: SettableClock;
  access?: 'archive' | 'live';
}

/** One system in a store, with a catalogue in memory: enforcement as the job does it, levels given instead of found. */
export class EnforcedStore {
  /** Names of the calls to the store, in their order. */
  readonly calls: string[] = [];
  readonly objects: ObjectStore;

  private constructor(
    readonly ports: JobPorts,
    readonly system: SystemSettings,
  ) {
    this.objects = ports.objects;
    const { calls } = this;
    ports.objects = new Proxy(ports.objects, {
      get(target, name) {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          calls.push(String(name));
          return (member as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  }

  static async open({ objects, bucket, keys, clock, access = 'archive' }: StoreSettings): Promise<EnforcedStore> {
    const catalog = new MemoryCatalog({ clock, link: linkAudit });
    const unitKeyStore = new MemoryUnitKeyStore();
    const unitKeys = new UnitKeys({ service: 'test', keys, store: unitKeyStore, clock });
    const levelKeys = new LevelKeys('test', keys);
    const seal = await CatalogSeal.load(unitKeys, await levelKeys.idOf(CATALOG_UNIT.level));
    const system: SystemSettings = { id: 'pbx', type: 'pbx', name: '電話交換機', bucket, prefix: undefined, access };
    const service = { parties: { service: { id: 'test' } }, systems: [system] } as unknown as JobPorts['service'];
    const logger = { warn: () => {} } as unknown as JobPorts['logger'];
    const ports = { catalog, objects, keys, unitKeyStore, unitKeys, levelKeys, seal, service, clock, logger };
    return new EnforcedStore({ ...ports, actor: 'operator:test' } as unknown as JobPorts, system);
  }

  /** Gives every object that waits for it this level. */
  async classify(level: Level): Promise<void> {
    await takeInventory(this.system, this.ports);
    const waiting = (await this.known()).filter(({ state }) => state === 'found');
    await this.ports.catalog.saveClassified(
      waiting.map(({ objectId, etag }) => ({ objectId, etag, classification: classificationOf(level) })),
      [],
    );
  }

  /** A person says of every object that its level is right. */
  async decide(): Promise<void> {
    for (const { objectId, etag, classification } of await this.known()) {
      if (!classification) continue;
      const { level } = classification;
      const said = { reason: '確認', decidedBy: 'operator:test', confirmedBy: undefined };
      await this.ports.catalog.saveDecision(
        { objectId, etag, level, ...said, decidedAt: this.ports.clock.now().toISOString() },
        [],
      );
      const because = [{ source: 'review', level, rule: 'review/decided' } as const];
      await this.ports.catalog.saveClassified([{ objectId, etag, classification: { ...classification, because } }], []);
    }
  }

  /** @param ports - instead of its own */
  enforce(input: { everyObject?: boolean } = {}, ports: JobPorts = this.ports): Promise<RunSummary> {
    this.calls.length = 0;
    return runJob(enforceEncryption, input, ports, { concurrency: 2 });
  }

  known(): Promise<CatalogObject[]> {
    return all(this.ports.catalog.objects());
  }

  versions(): Promise<CatalogVersion[]> {
    return all(this.ports.catalog.versions());
  }

  async audited(action: string): Promise<AuditEntry[]> {
    return (await all(this.ports.catalog.auditEntries())).filter((entry) => entry.action === action);
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function classificationOf(level: Level): Classification {
  return {
    level,
    kind: 'other',
    because: [],
    records: { 1: 0, 2: 0, 3: 0, [level]: 1 },
    findings: [],
    review: [],
    format: 'text',
    charset: 'utf-8',
    examinedBytes: 0,
    unexaminedBytes: 0,
    classifierVersion: 'test',
    classifiedAt: '2026-04-01T00:00:00.000Z',
  };
}
