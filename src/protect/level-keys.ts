import { type Clock, systemClock } from '../base/clock.js';
import { Fault } from '../base/fault.js';
import type { Level } from '../base/level.js';
import type { KeyAccess, KeyDescription, KeyOrigin, KeyService } from '../ports/key-service.js';
import type { KeyNote } from './key-note.js';
import { assertOwnKey, type KeyOwner, WORKSPACE_TAG } from './key-owner.js';

/** A key found usable is taken for usable this long; then the key service is asked again. */
export const LEVEL_KEY_LIFE_MS = 60_000;

/** Alias of the key of the key service for a service × level. */
export function levelKeyAlias(service: string, level: Level): string {
  return `alias/kimitsu/${service}/level-${level}`;
}

/** How a key is made that is not there yet. */
export interface NewKeySettings {
  origin: KeyOrigin;
  /** Without meaning for imported material. */
  rotationDays: number;
  access?: KeyAccess;
}

export interface LevelKeysOptions {
  clock?: Clock;
  settings?: NewKeySettings;
  /** Told of every key that this object has made. */
  note?: KeyNote;
  /** Whose keys they are; when absent every key of the service is taken for its own. */
  owner?: KeyOwner;
}

interface Known {
  keyId: Promise<string>;
  until: number;
}

/**
 * The keys of the key service, one per service × level, made when first needed. Their ids are remembered for a minute at
 * most, so that a long run notices that a key was disabled, and asks once a minute whatever the number of objects.
 */
export class LevelKeys {
  readonly #known = new Map<Level, Known>();
  readonly #options: LevelKeysOptions;
  readonly #clock: Clock;
  /** Keys found to be this workspace's by this process. */
  readonly #own = new Set<string>();

  constructor(
    readonly service: string,
    readonly keys: KeyService,
    options: LevelKeysOptions = {},
  ) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * Id of a key that can be used.
   * @throws {Fault} `denied` / `keys/other-workspace`, `keys/disabled`, `keys/pending-deletion`, `keys/pending-import`, and
   *   what the key service throws
   */
  idOf(level: Level): Promise<string> {
    const now = this.#clock.now().getTime();
    const known = this.#known.get(level);
    if (known && now < known.until) return known.keyId;
    const keyId = this.findOrCreate(level).then(usable);
    const fresh: Known = { keyId, until: now + LEVEL_KEY_LIFE_MS };
    this.#known.set(level, fresh);
    keyId.catch(() => {
      if (this.#known.get(level) === fresh) this.#known.delete(level);
    });
    return keyId;
  }

  /** The key in whatever state it is; made when there is none. @throws {Fault} as `assertOwn` */
  async findOrCreate(level: Level): Promise<KeyDescription> {
    const alias = levelKeyAlias(this.service, level);
    const existing = await this.keys.describeKey(alias);
    if (existing) {
      await this.assertOwn(existing);
      return existing;
    }
    const { settings, note, owner } = this.#options;
    const workspaceId = await owner?.workspaceId();
    const created = await this.keys.createKey({
      alias,
      description: `kimitsu ${this.service}: records of confidentiality level ${level}`,
      tags: {
        'kimitsu-service': this.service,
        'kimitsu-level': String(level),
        ...(workspaceId === undefined ? {} : { [WORKSPACE_TAG]: workspaceId }),
      },
      ...settings,
    });
    const { keyId, state, origin, createdAt } = created;
    const rotationDays = origin === 'AWS_KMS' ? (settings?.rotationDays ?? null) : null;
    await note?.({
      action: 'kms-key.created',
      subject: keyId,
      detail: { kmsKeyId: keyId, alias, level, origin, state, createdAt: createdAt.toISOString(), rotationDays },
    });
    return created;
  }

  /** To be asked of every key before it is used, planned or destroyed. @throws {Fault} `denied` / `keys/other-workspace` */
  async assertOwn(key: Pick<KeyDescription, 'keyId' | 'alias'>): Promise<void> {
    const { owner } = this.#options;
    if (!owner || this.#own.has(key.keyId)) return;
    await assertOwnKey(key, this.keys, owner);
    this.#own.add(key.keyId);
  }
}

function usable({ keyId, state }: KeyDescription): string {
  switch (state) {
    case 'Enabled':
      return keyId;
    case 'Disabled':
      throw new Fault('denied', 'keys/disabled', 'the key is disabled', { keyId });
    case 'PendingDeletion':
      throw new Fault('denied', 'keys/pending-deletion', 'the key is waiting for its deletion', { keyId });
    case 'PendingImport': {
      const hint = 'import its material with `kimitsu keys import`';
      throw new Fault('denied', 'keys/pending-import', 'material of the key is missing', { keyId }, { hint });
    }
    default:
      throw new Fault('unavailable', 'keys/unavailable', 'the key cannot be used at present', { keyId, state });
  }
}
