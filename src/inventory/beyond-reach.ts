import type { CatalogVersion } from '../ports/catalog.js';
import type { JobPorts } from '../run/ports.js';

type Needs = Pick<JobPorts, 'catalog' | 'seal'>;

/**
 * Tells what may lie in a folder that a listing could not look into. Nothing is known of it, so it is never called
 * missing; neither is what has no name in the catalogue.
 */
export class BeyondReach {
  #last: { objectId: string; within: boolean } | undefined;

  /** @param unlisted - prefixes of keys */
  constructor(
    readonly unlisted: readonly string[],
    readonly ports: Needs,
  ) {}

  async *withoutObjects(objectIds: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const objectId of objectIds) if (!(await this.#has(objectId))) yield objectId;
  }

  async *withoutVersions(versions: AsyncIterable<CatalogVersion>): AsyncGenerator<CatalogVersion> {
    for await (const version of versions) if (!(await this.#has(version.objectId))) yield version;
  }

  async #has(objectId: string): Promise<boolean> {
    if (this.unlisted.length === 0) return false;
    // Versions of an object mostly follow one another.
    if (this.#last?.objectId !== objectId) this.#last = { objectId, within: await this.#isWithin(objectId) };
    return this.#last.within;
  }

  async #isWithin(objectId: string): Promise<boolean> {
    const { catalog, seal } = this.ports;
    const object = await catalog.object(objectId);
    if (!object?.sealedKey) return true;
    const key = seal.open(object.sealedKey);
    return this.unlisted.some((prefix) => key.startsWith(prefix));
  }
}
