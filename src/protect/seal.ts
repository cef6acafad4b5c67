import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { Fault } from '../base/fault.js';
import { IV_BYTES, TAG_BYTES } from './message-header.js';
import { type Unit, type UnitKeys, unitIdOf } from './unit-keys.js';

/** The catalogue's own unit; `all` is no period, so it never meets a unit of records. */
export const CATALOG_UNIT: Unit = { system: 'catalogue', level: 3, period: 'all' };

const PREFIX = 'k1.';
const CIPHER = 'aes-256-gcm';

/**
 * Object keys may be personal (a recording named by the caller's number), so the catalogue holds them sealed and
 * names objects by a keyed hash. Once the catalogue's unit key is destroyed, neither tells anything: sealed keys cannot
 * be opened and a guessed key cannot be tried against an object id.
 */
export class CatalogSeal {
  readonly #keys: { seal: Buffer; nonce: Buffer; objectId: Buffer };
  #gone = false;

  private constructor(derive: (purpose: string) => Buffer) {
    this.#keys = { seal: derive('seal'), nonce: derive('nonce'), objectId: derive('object-id') };
  }

  /** Loads the catalogue's unit key, or makes it, wrapped by `kmsKeyId`. */
  static async load(unitKeys: UnitKeys, kmsKeyId: string): Promise<CatalogSeal> {
    const unitKey = await unitKeys.forWriting(CATALOG_UNIT, kmsKeyId);
    const seal = unitKey.use(
      (key) =>
        new CatalogSeal((purpose) => Buffer.from(hkdfSync('sha256', key, '', `kimitsu/catalog/${purpose}/1`, 32))),
    );
    // Only the derived keys are needed from here on.
    unitKeys.forget(unitIdOf(CATALOG_UNIT));
    return seal;
  }

  /** `obj-` + 32 hex digits: the same for the same system and key, and says nothing about them. */
  objectId(system: string, key: string): string {
    const { objectId } = this.#use();
    const mac = createHmac('sha256', objectId).update(`${system}\0`, 'utf8').update(key, 'utf8').digest('hex');
    return `obj-${mac.slice(0, 32)}`;
  }

  /**
   * AES-256-GCM, base64url. The nonce is an HMAC of the key, so that sealing the same key again gives the same text
   * (rows do not change) and no number of inventories can bring one nonce to two keys.
   */
  seal(key: string): string {
    const keys = this.#use();
    const plain = Buffer.from(key, 'utf8');
    const nonce = createHmac('sha256', keys.nonce).update(plain).digest().subarray(0, IV_BYTES);
    const cipher = createCipheriv(CIPHER, keys.seal, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return PREFIX + sealed.toString('base64url');
  }

  /** @throws {Fault} `integrity` / `protect/wrong-seal`: sealed with another key, or altered */
  open(sealedKey: string): string {
    const keys = this.#use();
    const sealed = Buffer.from(sealedKey.slice(PREFIX.length), 'base64url');
    if (!sealedKey.startsWith(PREFIX) || sealed.byteLength < IV_BYTES + TAG_BYTES) throw wrongSeal();
    try {
      const decipher = createDecipheriv(CIPHER, keys.seal, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const plain = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
      return Buffer.concat([plain, decipher.final()]).toString('utf8');
    } catch (error) {
      throw wrongSeal(error);
    }
  }

  /** Zeroises the derived keys; nothing can be sealed or opened with this object any more. */
  forget(): void {
    this.#gone = true;
    for (const key of Object.values(this.#keys)) key.fill(0);
  }

  #use(): { seal: Buffer; nonce: Buffer; objectId: Buffer } {
    if (this.#gone) throw new Fault('denied', 'protect/key-forgotten', 'the catalogue key was taken out of memory');
    return this.#keys;
  }
}

function wrongSeal(cause?: unknown): Fault {
  const message = 'a sealed object key was made with another key or altered';
  return new Fault('integrity', 'protect/wrong-seal', message, {}, { cause });
}
