import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enforceEncryption } from '../../jobs/enforce-encryption.js';
import { MemoryCatalog } from '../../src/adapters/memory/memory-catalog.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../src/adapters/memory/memory-object-store.js';
import { MemoryUnitKeyStore } from '../../src/adapters/memory/memory-unit-key-store.js';
import type { StoredKey } from '../../src/adapters/memory/stored-key.js';
import { StoredPlaceRegister } from '../../src/adapters/places/stored-place-register.js';
import { Acceptances } from '../../src/app/access/acceptances.js';
import { BoundFiles } from '../../src/app/bound-files.js';
import { openSeal } from '../../src/app/open-seal.js';
import { HeldPlaces } from '../../src/app/ownership/held-places.js';
import type { Workspace } from '../../src/app/workspace.js';
import { linkAudit } from '../../src/audit/chain.js';
import { SettableClock } from '../../src/base/clock.js';
import { LEVELS, type Level } from '../../src/base/level.js';
import { readPublicKey } from '../../src/certify/public-key.js';
import { openSigningKey } from '../../src/certify/signing-key.js';
import { parseConfig } from '../../src/config/load.js';
import { BLANK, configTemplate } from '../../src/config/template.js';
import type { LevelMethod } from '../../src/dispose/plan.js';
import type { RetentionRule } from '../../src/dispose/retention.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import type { CatalogObject, Classification } from '../../src/ports/catalog.js';
import { LevelKeys } from '../../src/protect/level-keys.js';
import { UnitKeys } from '../../src/protect/unit-keys.js';
import type { JobPorts, ServiceSettings, SystemSettings } from '../../src/run/ports.js';
import { type RunSummary, runJob } from '../../src/run/runner.js';

/** The stores and services as they really are; what a protocol sees of them can be something else. */
export interface Honest {
  objects: MemoryObjectStore;
  keys: MemoryKeyService;
  unitKeyStore: MemoryUnitKeyStore;
}

/** The same ports or others in their place. */
export type Disguise = (honest: Honest) => Pick<JobPorts, 'objects' | 'keys' | 'unitKeyStore'>;

export const SYSTEMS = ['pbx', 'voice'] as const;
export type SystemId = (typeof SYSTEMS)[number];

const PLAIN: Disguise = (honest) => honest;

/**
 * A service whose store, keys and catalogue are in memory, so that a whole life takes milliseconds. Levels are given:
 * by the first letter of an object's name, `3-…`; so is the kind of record, by what stands behind it, `3-call-…`.
 */
export class MemoryService {
  readonly clock = new SettableClock(new Date('2026-01-10T03:00:00Z'));
  readonly honest: Honest;
  /** What the key service keeps: a copy of it is a backup, and pushing that back restores it. */
  readonly storedKeys: StoredKey[] = [];
  readonly catalog: MemoryCatalog;
  readonly service: ServiceSettings;
  readonly keyFile: string;
  readonly #pinned: Workspace['approvers'];

  private constructor(
    readonly dir: string,
    retention: readonly RetentionRule[],
  ) {
    const keys = new MemoryKeyService(this.clock, this.storedKeys);
    const objects = new MemoryObjectStore(keys, this.clock);
    this.honest = { keys, objects, unitKeyStore: new MemoryUnitKeyStore() };
    this.catalog = new MemoryCatalog({ clock: this.clock, link: linkAudit });
    this.service = settings(retention);
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.keyFile = join(dir, 'approver.pem');
    this.#pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    this.#pinned = [{ id: 'kacho', name: '担当課長', key: readPublicKey(publicKey.export({ format: 'jwk' })) }];
  }

  readonly #pem: string;

  static async open(retention: readonly RetentionRule[] = []): Promise<MemoryService> {
    const service = new MemoryService(await mkdtemp(join(tmpdir(), 'kimitsu-memory-')), retention);
    for (const id of SYSTEMS) await service.honest.objects.createBucket(id);
    await writeFile(service.keyFile, service.#pem, { mode: 0o600 });
    return service;
  }

  /** Stores a record now, as a system would. */
  async put(system: SystemId, key: string, text: string): Promise<void> {
    const body = (async function* () {
      yield Buffer.from(text);
    })();
    await this.honest.objects.put({ bucket: system, key }, body, { encryption: { mode: 'none' } });
  }

  /** As a process that has just been started: nothing is left in any cache. */
  async ports(disguise: Disguise = PLAIN): Promise<JobPorts> {
    const { catalog, clock, service } = this;
    const seen = disguise(this.honest);
    const unitKeys = new UnitKeys({ service: ID, keys: seen.keys, store: seen.unitKeyStore, clock });
    const levelKeys = new LevelKeys(ID, seen.keys);
    const seal = await openSeal({
      actor: 'operator:test',
      catalog,
      unitKeys,
      unitKeyStore: seen.unitKeyStore,
      levelKeys,
    });
    const logger = { warn: () => {} };
    const accounts = { directories: [], manual: [] };
    return {
      ...seen,
      catalog,
      unitKeys,
      levelKeys,
      seal,
      service,
      clock,
      logger,
      accounts,
      actor: 'operator:test',
    } as never;
  }

  async workspace(disguise: Disguise = PLAIN): Promise<Workspace> {
    return this.workspaceOf(await this.ports(disguise));
  }

  workspaceOf(ports: JobPorts): Workspace {
    const keysFolder = join(this.dir, 'keys');
    const signer = () => openSigningKey(join(keysFolder, 'signing-key.json'));
    const { catalog, clock, actor } = ports;
    return {
      dir: this.dir,
      config: CONFIG,
      ports,
      approvers: this.#pinned,
      keysFolder,
      signer,
      access: new Acceptances({ service: ID, catalog, clock, signer, actor }),
      bound: { settings: {}, files: {} },
      files: new BoundFiles(this.dir),
      places: new HeldPlaces({
        register: new StoredPlaceRegister(this.honest.objects),
        systems: this.service.systems,
        service: ID,
        workspaceId: async () => 'ws-test',
        ended: async () => false,
      }),
      folder: async (name) => {
        await mkdir(join(this.dir, name), { recursive: true });
        return join(this.dir, name);
      },
    };
  }

  /** Levels by name, then the job that encrypts. */
  async protect(ports?: JobPorts): Promise<RunSummary> {
    const used = ports ?? (await this.ports());
    for (const system of this.service.systems) await takeInventory(system, used);
    const waiting: CatalogObject[] = [];
    for await (const object of this.catalog.objects({ states: ['found'] })) waiting.push(object);
    await this.catalog.saveClassified(
      waiting.map(({ objectId, etag, sealedKey }) => ({
        objectId,
        etag,
        classification: classificationOf(used.seal.open(sealedKey)),
      })),
      [],
    );
    return runJob(enforceEncryption, {}, used, { concurrency: 2 });
  }
}

const ID = 'memory-centre';
const CONFIG = parseConfig(
  configTemplate(ID).replace('concurrency: 4', 'concurrency: 2').replaceAll(BLANK, '（試験用）'),
);

function settings(retention: readonly RetentionRule[]): ServiceSettings {
  const systems = SYSTEMS.map(
    (id): SystemSettings => ({ id, type: id, name: id, bucket: id, prefix: undefined, access: 'archive' }),
  );
  const method = (level: Level): LevelMethod => ({
    level,
    technique: level === 1 ? 'delete' : 'cryptographic-erase',
    readBack: level === 3 ? 'full' : 'sampled',
    certificate: true,
  });
  return {
    parties: {
      service: { id: ID, name: '試験用のサービス', contract: '試験契約' },
      contractor: { name: '試験事業者', responsible: '運用責任者' },
      prefecture: { name: '試験県' },
    },
    verifier: '検証責任者',
    systems,
    waitingDays: 7,
    retention,
    methods: Object.fromEntries(LEVELS.map((level) => [level, method(level)])) as never,
    approvalDays: 180,
    approvers: ['担当課長'],
    objectSeconds: 60,
  };
}

function classificationOf(key: string): Classification {
  const [level, kind = 'other'] = key.split('-');
  return {
    level: Number(level) as Level,
    kind,
    because: [],
    records: { 1: 0, 2: 0, 3: 0, [level as string]: 1 } as Classification['records'],
    findings: [],
    review: [],
    format: 'text',
    charset: 'utf-8',
    examinedBytes: 0,
    unexaminedBytes: 0,
    classifierVersion: 'test',
    classifiedAt: '2026-01-10T00:00:00.000Z',
  };
}
