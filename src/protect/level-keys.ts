import type { Level } from '../base/level.js';
import type { KeyService } from '../ports/key-service.js';

/** Alias of the key of the key service for a service × level. */
export function levelKeyAlias(service: string, level: Level): string {
  return `alias/kimitsu/${service}/level-${level}`;
}

/** The keys of the key service, one per service × level, made when first needed and then remembered. */
export class LevelKeys {
  readonly #known = new Map<Level, Promise<string>>();

  constructor(
    readonly service: string,
    readonly keys: KeyService,
  ) {}

  /** Key id. @throws what the key service throws */
  idOf(level: Level): Promise<string> {
    const known = this.#known.get(level);
    if (known) return known;
    const found = this.#findOrCreate(level);
    this.#known.set(level, found);
    found.catch(() => this.#known.delete(level));
    return found;
  }

  async #findOrCreate(level: Level): Promise<string> {
    const alias = levelKeyAlias(this.service, level);
    const existing = await this.keys.describeKey(alias);
    if (existing) return existing.keyId;
    const created = await this.keys.createKey({
      alias,
      description: `kimitsu ${this.service}: records of confidentiality level ${level}`,
      tags: { 'kimitsu-service': this.service, 'kimitsu-level': String(level) },
    });
    return created.keyId;
  }
}
