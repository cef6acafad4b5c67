import { join } from 'node:path';
import { type Clock, systemClock } from '../../../base/clock.js';
import { Fault } from '../../../base/fault.js';
import type {
  CreateKeyRequest,
  EncryptionContext,
  ImportParameters,
  ImportRequest,
  KeyDescription,
  KeyMaterial,
  KeyService,
} from '../../../ports/key-service.js';
import { newImport } from '../../memory/key-import.js';
import { KeyRing } from '../../memory/key-ring.js';
import { describe, type StoredKey } from '../../memory/stored-key.js';
import { type LockFaults, underLock } from '../file-lock.js';
import { keyFileFault, keyFolder } from './key-files.js';
import { beginning, hasPassed, isWorthNoting, noteLook } from './proven-waiting.js';
import { SealedKeyFile } from './sealed-key-file.js';

/** The bytes of every material, as far as they are there. */
const materialsIn = (keys: readonly StoredKey[]): string[] =>
  keys.flatMap(({ materials }) => materials.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes])));

const FAULTS: LockFaults = {
  held: (cause) => new Fault('unavailable', 'keys/unavailable', 'another process holds the key file', {}, { cause }),
  failed: (cause) => new Fault('unavailable', 'keys/unavailable', 'the key file cannot be locked', {}, { cause }),
};

/**
 * The embedded key service: behaves as AWS KMS does, on one sealed file. Several processes may use it at once; what one
 * changes, the others see at their next call. A key whose waiting period is over, and was seen to pass, is removed with its
 * material by the next call of any process; one whose rotation is due is rotated by it. It knows no principals: `access` of a request is
 * not kept, and who can open its files can use its keys. Whenever a material is gone, the root key is another.
 */
export class LocalKeyService implements KeyService {
  readonly product = { vendor: 'kimitsu', name: 'kimitsu embedded key service', version: '1' };
  readonly #folder: string;
  readonly #file: SealedKeyFile;
  readonly #clock: Clock;
  #read: { stamp: string | undefined; ring: KeyRing } | undefined;

  /** @param folder - `<workspace>/keys`; made with mode 0700 when missing */
  constructor(folder: string, clock: Clock = systemClock) {
    this.#folder = folder;
    this.#file = new SealedKeyFile(folder);
    this.#clock = clock;
  }

  createKey(request: CreateKeyRequest): Promise<KeyDescription> {
    return this.#change((ring, now) => ring.create(request, now));
  }

  async describeKey(keyIdOrAlias: string): Promise<KeyDescription | undefined> {
    const key = (await this.#current()).find(keyIdOrAlias);
    return key && describe(key);
  }

  async *listKeys(): AsyncGenerator<KeyDescription> {
    yield* (await this.#current()).keys.map(describe);
  }

  async encrypt(keyId: string, plaintext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    return (await this.#current()).encrypt(keyId, plaintext, context);
  }

  async decrypt(keyId: string, ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    return (await this.#current()).decrypt(keyId, ciphertext, context);
  }

  disableKey(keyId: string): Promise<void> {
    return this.#change((ring) => ring.disable(keyId));
  }

  enableKey(keyId: string): Promise<void> {
    return this.#change((ring) => ring.enable(keyId));
  }

  scheduleKeyDeletion(keyId: string, waitingDays: number): Promise<KeyDescription> {
    return this.#change((ring, now) => {
      const described = ring.scheduleDeletion(keyId, waitingDays, now);
      const key = ring.find(keyId);
      if (key && this.#clock.steady) key.waiting = beginning(waitingDays, this.#clock.steady());
      return described;
    });
  }

  cancelKeyDeletion(keyId: string): Promise<void> {
    return this.#change((ring) => ring.cancelDeletion(keyId));
  }

  endWaiting(keyId: string): Promise<void> {
    return this.#change((ring, now) => ring.endWaiting(keyId, now));
  }

  rotateKey(keyId: string): Promise<KeyMaterial> {
    return this.#change((ring, now) => ring.rotate(keyId, now));
  }

  async tagsOf(keyId: string): Promise<Readonly<Record<string, string>>> {
    return (await this.#current()).tagsOf(keyId);
  }

  tagKey(keyId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    return this.#change((ring) => ring.tag(keyId, tags));
  }

  async materialsOf(keyId: string): Promise<KeyMaterial[]> {
    return (await this.#current()).materialsOf(keyId);
  }

  async getImportParameters(keyId: string): Promise<ImportParameters> {
    (await this.#current()).checkImportable(keyId);
    const { pending, parameters } = await newImport(this.#clock.now());
    await this.#change((ring) => ring.expectImport(keyId, pending));
    return parameters;
  }

  importKeyMaterial(keyId: string, request: ImportRequest): Promise<KeyMaterial> {
    return this.#change((ring) => ring.importMaterial(keyId, request));
  }

  deleteImportedKeyMaterial(keyId: string): Promise<KeyMaterial[]> {
    return this.#change((ring) => ring.deleteMaterials(keyId));
  }

  /** The keys as they are now: read again when another process has replaced the file. */
  async #current(): Promise<KeyRing> {
    const ring = await this.#load();
    const isDue = ring.isDue(this.#clock.now()) || ring.keys.some((key) => isWorthNoting(key, this.#clock));
    if (!isDue && !(await this.#file.isHalfReplaced())) return ring;
    await this.#change(() => undefined);
    return this.#load();
  }

  async #load(): Promise<KeyRing> {
    try {
      const stamp = await this.#file.stamp();
      if (!this.#read || this.#read.stamp !== stamp) {
        this.#read = { stamp, ring: await this.#ring() };
      }
      return this.#read.ring;
    } catch (error) {
      throw keyFileFault('keys/unavailable', error);
    }
  }

  async #ring(): Promise<KeyRing> {
    return new KeyRing(await this.#file.read(), (key) => hasPassed(key, this.#clock));
  }

  async #change<T>(work: (ring: KeyRing, now: Date) => T): Promise<T> {
    try {
      await keyFolder(this.#folder);
      return await underLock(join(this.#folder, 'keys.lock'), FAULTS, () => this.#replace(work));
    } catch (error) {
      throw keyFileFault('keys/unavailable', error);
    } finally {
      this.#read = undefined;
    }
  }

  async #replace<T>(work: (ring: KeyRing, now: Date) => T): Promise<T> {
    const now = this.#clock.now();
    const ring = await this.#ring();
    const before = materialsIn(ring.keys);
    for (const key of ring.keys) noteLook(key, this.#clock);
    ring.catchUp(now);
    const result = work(ring, now);
    const after = new Set(materialsIn(ring.keys));
    await this.#file.write(
      ring.keys,
      before.some((material) => !after.has(material)),
    );
    return result;
  }
}
