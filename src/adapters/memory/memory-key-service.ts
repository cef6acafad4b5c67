import { type Clock, systemClock } from '../../base/clock.js';
import type {
  CreateKeyRequest,
  EncryptionContext,
  ImportParameters,
  ImportRequest,
  KeyDescription,
  KeyMaterial,
  KeyService,
} from '../../ports/key-service.js';
import { newImport } from './key-import.js';
import { KeyRing } from './key-ring.js';
import { describe, type StoredKey } from './stored-key.js';

/** A key service that forgets everything with its process; for tests. */
export class MemoryKeyService implements KeyService {
  readonly product = { vendor: 'kimitsu', name: 'kimitsu in-memory key service', version: '1' };
  readonly #clock: Clock;
  readonly #ring: KeyRing;

  /** @param keys - where it keeps its keys: whoever holds it can put one back, as a restored backup does */
  constructor(clock: Clock = systemClock, keys: StoredKey[] = []) {
    this.#clock = clock;
    this.#ring = new KeyRing(keys);
  }

  async createKey(request: CreateKeyRequest): Promise<KeyDescription> {
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

  async rotateKey(keyId: string): Promise<KeyMaterial> {
    return this.#current().rotate(keyId, this.#clock.now());
  }

  async tagsOf(keyId: string): Promise<Readonly<Record<string, string>>> {
    return this.#current().tagsOf(keyId);
  }

  async tagKey(keyId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    this.#current().tag(keyId, tags);
  }

  async materialsOf(keyId: string): Promise<KeyMaterial[]> {
    return this.#current().materialsOf(keyId);
  }

  async getImportParameters(keyId: string): Promise<ImportParameters> {
    this.#current().checkImportable(keyId);
    const { pending, parameters } = await newImport(this.#clock.now());
    this.#current().expectImport(keyId, pending);
    return parameters;
  }

  async importKeyMaterial(keyId: string, request: ImportRequest): Promise<KeyMaterial> {
    return this.#current().importMaterial(keyId, request);
  }

  async deleteImportedKeyMaterial(keyId: string): Promise<KeyMaterial[]> {
    return this.#current().deleteMaterials(keyId);
  }

  #current(): KeyRing {
    this.#ring.catchUp(this.#clock.now());
    return this.#ring;
  }
}
