import { type Clock, systemClock } from '../../base/clock.js';
import type { EncryptionContext, KeyDescription, KeyService } from '../../ports/key-service.js';
import { describe, KeyRing } from './key-ring.js';

/** A key service that forgets everything with its process; for tests. */
export class MemoryKeyService implements KeyService {
  readonly product = { vendor: 'kimitsu', name: 'kimitsu in-memory key service', version: '1' };
  readonly #clock: Clock;
  readonly #ring = new KeyRing([]);

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  async createKey(request: { alias: string; description: string; tags: Record<string, string> }) {
    return this.#current().create(request, this.#clock.now());
  }

  async describeKey(keyIdOrAlias: string): Promise<KeyDescription | undefined> {
    const key = this.#current().find(keyIdOrAlias);
    return key && describe(key);
  }

  async *listKeys(): AsyncGenerator<KeyDescription> {
    yield* [...this.#current().keys].map(describe);
  }

  async encrypt(keyId: string, plaintext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    return this.#current().encrypt(keyId, plaintext, context);
  }

  async decrypt(keyId: string, ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    return this.#current().decrypt(keyId, ciphertext, context);
  }

  async disableKey(keyId: string): Promise<void> {
    this.#current().disable(keyId);
  }

  async enableKey(keyId: string): Promise<void> {
    this.#current().enable(keyId);
  }

  async scheduleKeyDeletion(keyId: string, waitingDays: number): Promise<KeyDescription> {
    return this.#current().scheduleDeletion(keyId, waitingDays, this.#clock.now());
  }

  async cancelKeyDeletion(keyId: string): Promise<void> {
    this.#current().cancelDeletion(keyId);
  }

  #current(): KeyRing {
    this.#ring.purge(this.#clock.now());
    return this.#ring;
  }
}
