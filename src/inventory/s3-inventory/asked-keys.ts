import type { CatalogVersion, ListedVersion } from '../../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';
import { listedVersion } from '../listed.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal'>;

const AT_ONCE = 16;
/** Keys whose answers are saved in one transaction. */
const PER_SAVE = 256;

/** Asks the store about single keys, all their versions and delete markers, and saves what it answers. */
export class AskedKeys {
  objects = 0;
  versions = 0;
  newOrChanged = 0;
  /** Ids of the objects asked about: as many as are worth asking one by one. */
  readonly #asked = new Set<string>();
  #keys: string[] = [];
  #nameless: CatalogVersion[] = [];

  constructor(
    private readonly system: SystemSettings,
    private readonly listingId: number,
    private readonly ports: Needs,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Keys asked about. */
  get size(): number {
    return this.#asked.size;
  }

  has(objectId: string): boolean {
    return this.#asked.has(objectId);
  }

  async add(objectId: string, key: string): Promise<void> {
    if (this.#asked.has(objectId)) return;
    this.#asked.add(objectId);
    this.#keys.push(key);
    if (this.#keys.length >= PER_SAVE) await this.flush();
  }

  /** @returns false when its key is not known, so that it cannot be asked about */
  async addObject(objectId: string): Promise<boolean> {
    if (this.#asked.has(objectId)) return true;
    const object = await this.ports.catalog.object(objectId);
    if (!object?.sealedKey) return false;
    await this.add(objectId, this.ports.seal.open(object.sealedKey));
    return true;
  }

  /** A version that cannot be asked about is left to the store's own listing. */
  async addVersion(version: CatalogVersion): Promise<void> {
    if (!(await this.addObject(version.objectId))) this.#nameless.push(version);
    if (this.#nameless.length >= PER_SAVE) await this.flush();
  }

  async flush(): Promise<void> {
    const { catalog } = this.ports;
    const entries: ListedVersion[] = [];
    for (let from = 0; from < this.#keys.length; from += AT_ONCE) {
      const answers = await Promise.all(this.#keys.slice(from, from + AT_ONCE).map((key) => this.#ask(key)));
      entries.push(...answers.flat());
    }
    if (entries.length > 0) {
      this.newOrChanged += (await catalog.saveListed(this.listingId, entries, undefined, [])).length;
      this.versions += entries.length;
      this.objects += entries.filter(({ object }) => object).length;
    }
    const nameless = this.#nameless.map((version) => ({ version, object: undefined }));
    if (nameless.length > 0) await catalog.noteListed(this.listingId, nameless);
    this.#keys = [];
    this.#nameless = [];
  }

  async #ask(key: string): Promise<ListedVersion[]> {
    const { id, bucket } = this.system;
    this.signal?.throwIfAborted();
    const versions = await this.ports.objects.versionsOf({ bucket, key }, this.signal ? { signal: this.signal } : {});
    return versions.map((version) => listedVersion(version, id, this.ports.seal));
  }
}
