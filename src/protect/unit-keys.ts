import { randomFillSync } from 'node:crypto';
import type { Clock } from '../base/clock.js';
import { Fault } from '../base/fault.js';
import type { Level } from '../base/level.js';
import type { EncryptionContext, KeyService } from '../ports/key-service.js';
import type { UnitKeyRecord, UnitKeyStore } from '../ports/unit-key-store.js';
import { KeyCache } from './key-cache.js';
import type { KeyNote } from './key-note.js';
import { KEY_BYTES, WrappingKey } from './wrapping-key.js';

/** What one unit key covers. */
export interface Unit {
  system: string;
  level: Level;
  /** Retention period the objects fall into, `YYYY-MM`. */
  period: string;
}

/** `pbx/3/2026-04` */
export function unitIdOf({ system, level, period }: Unit): string {
  return `${system}/${level}/${period}`;
}

export interface UnitKeysPorts {
  /** Id of the service: part of the encryption context, so that no other service's key store fits. */
  service: string;
  keys: KeyService;
  store: UnitKeyStore;
  clock: Clock;
  /** Told of every unit key that this object has made, once it is stored. */
  note?: KeyNote;
}

/** Additional data that a wrapped unit key is bound to. */
export function unitKeyContext(service: string, unit: Omit<UnitKeyRecord, 'wrappedKey'>): EncryptionContext {
  const { unitId, system, level, period } = unit;
  return { service, unit: unitId, system, level: String(level), period };
}

/**
 * The unit keys, unwrapped on demand and held in memory for at most `UNIT_KEY_LIFE_MS`. An erasure calls `forgetAll`
 * in its own process and waits that long for others.
 */
export class UnitKeys {
  readonly #ports: UnitKeysPorts;
  readonly #cache: KeyCache;
  /** Several callers that want the same unit at once share one request to the key service. */
  readonly #loading = new Map<string, Promise<WrappingKey | undefined>>();
  /** The same for making one. */
  readonly #making = new Map<string, Promise<void>>();
  /** KMS keys by which this process has unwrapped a unit key. */
  readonly #shownToOpen = new Set<string>();
  /** Raised by `forget`: what was requested before must not enter the cache after. */
  #generation = 0;

  constructor(ports: UnitKeysPorts) {
    this.#ports = ports;
    this.#cache = new KeyCache(ports.clock);
  }

  /**
   * The key of `unit`; made, wrapped by `kmsKeyId` and stored when there is none yet.
   * Use it at once: after a while it is taken out of memory and refuses.
   */
  async forWriting(unit: Unit, kmsKeyId: string): Promise<WrappingKey> {
    const unitId = unitIdOf(unit);
    const held = await this.#load(unitId);
    if (held) return held;
    const making = this.#making.get(unitId) ?? this.#create(unit, kmsKeyId).finally(() => this.#making.delete(unitId));
    this.#making.set(unitId, making);
    await making;
    return this.forReading(unitId);
  }

  /**
   * @throws {Fault} `denied` / `protect/key-destroyed` when the unit has no key or its KMS key is gone;
   * what the key service throws while its key is disabled or waits for deletion
   */
  async forReading(unitId: string): Promise<WrappingKey> {
    const held = await this.#load(unitId);
    if (!held) throw keyDestroyed(unitId);
    return held;
  }

  /** Zeroises the unit's key wherever this object holds it. */
  forget(unitId: string): void {
    this.#generation += 1;
    this.#cache.forget(unitId);
  }

  forgetAll(): void {
    this.#generation += 1;
    this.#cache.forgetAll();
  }

  async #load(unitId: string): Promise<WrappingKey | undefined> {
    const cached = this.#cache.get(unitId);
    if (cached) return cached;
    const underway = this.#loading.get(unitId);
    if (underway) return underway;
    const loading = this.#unwrap(unitId).finally(() => this.#loading.delete(unitId));
    this.#loading.set(unitId, loading);
    return loading;
  }

  async #unwrap(unitId: string): Promise<WrappingKey | undefined> {
    const generation = this.#generation;
    const record = await this.#ports.store.get(unitId);
    if (!record) return undefined;
    const wrapped = Buffer.from(record.wrappedKey, 'base64');
    const plain = await this.#ports.keys
      .decrypt(record.kmsKeyId, wrapped, unitKeyContext(this.#ports.service, record))
      .catch((error) => {
        if (error instanceof Fault && error.code === 'keys/not-found') throw keyDestroyed(unitId, error);
        throw error;
      });
    const bytes = copyOf(plain);
    plain.fill(0);
    this.#shownToOpen.add(record.kmsKeyId);
    return this.#keep(new WrappingKey(unitId, bytes), generation);
  }

  #keep(key: WrappingKey, generation: number): WrappingKey {
    if (generation === this.#generation) this.#cache.add(key);
    else key.zeroise();
    return key;
  }

  async #create(unit: Unit, kmsKeyId: string): Promise<void> {
    const { service, keys, store, clock, note } = this.#ports;
    const generation = this.#generation;
    const plain = randomFillSync(Buffer.alloc(KEY_BYTES));
    const base = { ...unit, unitId: unitIdOf(unit), kmsKeyId, createdAt: clock.now().toISOString() };
    try {
      const wrapped = await keys.encrypt(kmsKeyId, plain, unitKeyContext(service, base));
      const wrappedKey = Buffer.from(wrapped).toString('base64');
      await store.add({ ...base, wrappedKey });
      // One key of a KMS key that was unwrapped shows that the caller may: the others need not be asked for again.
      const stored = this.#shownToOpen.has(kmsKeyId) ? await store.get(base.unitId) : undefined;
      if (stored?.wrappedKey === wrappedKey) this.#keep(new WrappingKey(base.unitId, copyOf(plain)), generation);
    } catch (error) {
      // Somebody else made it in between: theirs counts, and they tell of it.
      if (error instanceof Fault && error.code === 'unit-keys/exists') return;
      throw error;
    } finally {
      plain.fill(0);
    }
    await note?.({ action: 'unit-key.created', subject: base.unitId, detail: { unitId: base.unitId, kmsKeyId } });
  }
}

/** In memory of its own, not a slice of Node's shared pool, so that it can be overwritten. */
function copyOf(bytes: Uint8Array): Buffer {
  const copy = Buffer.alloc(bytes.byteLength);
  copy.set(bytes);
  return copy;
}

function keyDestroyed(unitId: string, cause?: unknown): Fault {
  return new Fault('denied', 'protect/key-destroyed', 'the unit has no key (any more)', { unitId }, { cause });
}
