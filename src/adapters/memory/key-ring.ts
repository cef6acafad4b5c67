import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type {
  CreateKeyRequest,
  EncryptionContext,
  ImportRequest,
  KeyDescription,
  KeyMaterial,
} from '../../ports/key-service.js';
import { checkRotationDays } from '../../protect/rotation-period.js';
import { badImport, type PendingImport, unwrapImport } from './key-import.js';
import { describeMaterial, MATERIAL_BYTES, newMaterial, seal, unseal } from './key-material.js';
import {
  currentOf,
  describe,
  external,
  isComplete,
  isOver,
  later,
  place,
  replaceCurrent,
  rotatesBy,
  type StoredKey,
} from './stored-key.js';

const PLAINTEXT_LIMIT = 4096;
/** As AWS KMS allows for one key. */
const ON_DEMAND_ROTATIONS = 25;

/**
 * Keys and what may be done with them in which state, as AWS KMS does it. Without storage: whoever owns the ring
 * keeps `keys` somewhere.
 */
export class KeyRing {
  /** @param hasPassed - asked of a key whose waiting period is over by the clock */
  constructor(
    readonly keys: StoredKey[],
    readonly hasPassed: (key: StoredKey) => boolean = () => true,
  ) {}

  create(request: CreateKeyRequest, now: Date): KeyDescription {
    const { origin = 'AWS_KMS', rotationDays } = request;
    const alias = request.alias.startsWith('alias/') ? request.alias : `alias/${request.alias}`;
    if (!/^alias\/[A-Za-z0-9/_-]{1,250}$/.test(alias)) {
      throw new Fault('usage', 'keys/bad-alias', 'an alias has letters, digits, `/`, `_` and `-`');
    }
    checkRotationDays(rotationDays);
    if (this.keys.some((key) => key.alias === alias)) {
      throw new Fault('conflict', 'keys/alias-exists', 'the alias stands for another key', { alias });
    }
    const keyId = `urn:kimitsu:kms:${randomUUID()}`;
    const generated = origin === 'AWS_KMS';
    const key: StoredKey = {
      keyId,
      alias,
      description: request.description,
      tags: { ...request.tags },
      origin,
      state: generated ? 'Enabled' : 'PendingImport',
      createdAt: now.toISOString(),
      materials: generated ? [newMaterial(keyId, randomBytes(MATERIAL_BYTES), 'CURRENT')] : [],
      rotation:
        generated && rotationDays !== undefined ? { days: rotationDays, next: later(now, rotationDays) } : undefined,
    };
    this.keys.push(key);
    return describe(key);
  }

  find(keyIdOrAlias: string): StoredKey | undefined {
    return this.keys.find(({ keyId, alias }) => keyId === keyIdOrAlias || alias === keyIdOrAlias);
  }

  /** True when time alone has changed something: a waiting period is over, or a key is to rotate by itself. */
  isDue(now: Date): boolean {
    return this.keys.some((key) => this.#isOver(key, now) || rotatesBy(key, now));
  }

  /** What time alone does: keys whose waiting period is over go with all they had, others rotate. */
  catchUp(now: Date): void {
    this.#keep((key) => !this.#isOver(key, now));
    for (const key of this.keys) {
      key.pendingImports = key.pendingImports?.filter(({ validTo }) => Date.parse(validTo) > now.getTime());
      if (!rotatesBy(key, now) || !key.rotation) continue;
      const { days, next } = key.rotation;
      replaceCurrent(key, newMaterial(key.keyId, randomBytes(MATERIAL_BYTES), 'CURRENT'), 'AUTOMATIC', now);
      const missed = Math.floor((now.getTime() - Date.parse(next)) / (days * DAY_MS));
      key.rotation = { days, next: later(new Date(next), days * (missed + 1)) };
    }
  }

  encrypt(keyId: string, plaintext: Uint8Array, context: EncryptionContext): Uint8Array {
    const key = this.#usable(keyId);
    if (plaintext.byteLength > PLAINTEXT_LIMIT) {
      throw new Fault('usage', 'keys/too-large', `at most ${PLAINTEXT_LIMIT} bytes can be encrypted`);
    }
    return seal(key.keyId, currentOf(key), plaintext, context);
  }

  decrypt(keyId: string, ciphertext: Uint8Array, context: EncryptionContext): Uint8Array {
    const key = this.#usable(keyId);
    return unseal(key.keyId, key.materials, ciphertext, context);
  }

  disable(keyId: string): void {
    this.#imported(this.#notPending(keyId)).state = 'Disabled';
  }

  enable(keyId: string): void {
    this.#imported(this.#notPending(keyId)).state = 'Enabled';
  }

  scheduleDeletion(keyId: string, waitingDays: number, now: Date): KeyDescription {
    if (!Number.isInteger(waitingDays) || waitingDays < 7 || waitingDays > 30) {
      throw new Fault('usage', 'keys/bad-waiting-period', 'the waiting period is 7 to 30 days', { waitingDays });
    }
    const key = this.#notPending(keyId);
    key.state = 'PendingDeletion';
    key.deletionDate = later(now, waitingDays);
    return describe(key);
  }

  cancelDeletion(keyId: string): void {
    const key = this.#existing(keyId);
    if (key.state !== 'PendingDeletion') {
      throw new Fault('conflict', 'keys/invalid-state', 'the key is not waiting for deletion', { keyId });
    }
    key.state = isComplete(key) ? 'Disabled' : 'PendingImport';
    key.deletionDate = undefined;
    key.waiting = undefined;
  }

  /** On the word of somebody who vouches for the clock. @throws {Fault} `conflict` / `keys/still-waiting` */
  endWaiting(keyId: string, now: Date): void {
    const key = this.find(keyId);
    if (!key) return;
    if (!isOver(key, now))
      throw new Fault('conflict', 'keys/still-waiting', 'the waiting period of the key is not over', { keyId });
    this.#keep((each) => each !== key);
  }

  #isOver(key: StoredKey, now: Date): boolean {
    return isOver(key, now) && this.hasPassed(key);
  }

  #keep(stays: (key: StoredKey) => boolean): void {
    this.keys.splice(0, this.keys.length, ...this.keys.filter(stays));
  }

  rotate(keyId: string, now: Date): KeyMaterial {
    const key = this.#usable(keyId);
    if (key.materials.filter(({ rotation }) => rotation === 'ON_DEMAND').length >= ON_DEMAND_ROTATIONS) {
      const message = `a key is rotated on demand at most ${ON_DEMAND_ROTATIONS} times`;
      throw new Fault('denied', 'keys/rotation-limit', message, { keyId });
    }
    const waiting =
      key.origin === 'EXTERNAL'
        ? key.materials.find(({ state }) => state === 'PENDING_ROTATION')
        : newMaterial(key.keyId, randomBytes(MATERIAL_BYTES), 'CURRENT');
    if (!waiting) {
      const message = 'no imported material waits for the rotation';
      throw new Fault(
        'conflict',
        'keys/nothing-to-rotate-to',
        message,
        { keyId },
        { hint: 'import new material first' },
      );
    }
    return describeMaterial(replaceCurrent(key, waiting, 'ON_DEMAND', now));
  }

  tagsOf(keyId: string): Readonly<Record<string, string>> {
    return { ...this.#existing(keyId).tags };
  }

  tag(keyId: string, tags: Readonly<Record<string, string>>): void {
    const key = this.#existing(keyId);
    key.tags = { ...key.tags, ...tags };
  }

  materialsOf(keyId: string): KeyMaterial[] {
    return this.#existing(keyId).materials.map(describeMaterial);
  }

  /** @throws {Fault} unless material may be imported into this key */
  checkImportable(keyId: string): void {
    this.#importable(keyId);
  }

  expectImport(keyId: string, pending: PendingImport): void {
    const key = this.#importable(keyId);
    key.pendingImports = [...(key.pendingImports ?? []), pending];
  }

  importMaterial(keyId: string, request: ImportRequest): KeyMaterial {
    const key = this.#importable(keyId);
    const token = Buffer.from(request.importToken).toString('base64');
    const pending = key.pendingImports?.find((each) => each.token === token);
    if (!pending) throw badImport('the import token is not of this key, was used, or has expired');
    const bytes = unwrapImport(pending, request.encryptedMaterial);
    try {
      const material = place(key, bytes, request.kind);
      key.pendingImports = key.pendingImports?.filter((each) => each !== pending);
      if (key.state === 'PendingImport' && isComplete(key)) key.state = 'Enabled';
      return describeMaterial(material);
    } finally {
      bytes.fill(0);
    }
  }

  deleteMaterials(keyId: string): KeyMaterial[] {
    const key = external(this.#existing(keyId));
    // One that waits for a rotation was never used for anything: nothing is left of it, as in AWS KMS.
    key.materials = key.materials.filter(({ state }) => state !== 'PENDING_ROTATION');
    for (const material of key.materials) material.bytes = undefined;
    key.pendingImports = undefined;
    if (key.state !== 'PendingDeletion') key.state = 'PendingImport';
    return key.materials.map(describeMaterial);
  }

  #existing(keyId: string): StoredKey {
    const key = this.find(keyId);
    if (!key) throw new Fault('usage', 'keys/not-found', 'there is no such key (any more)', { keyId });
    return key;
  }

  #notPending(keyId: string): StoredKey {
    const key = this.#existing(keyId);
    if (key.state !== 'PendingDeletion') return key;
    throw new Fault('denied', 'keys/pending-deletion', 'the key is waiting for its deletion', { keyId });
  }

  #importable(keyId: string): StoredKey {
    return external(this.#notPending(keyId));
  }

  #imported(key: StoredKey): StoredKey {
    if (key.state !== 'PendingImport') return key;
    const hint = 'import its material with `kimitsu keys import`';
    throw new Fault('denied', 'keys/pending-import', 'material of the key is missing', { keyId: key.keyId }, { hint });
  }

  #usable(keyId: string): StoredKey {
    const key = this.#imported(this.#notPending(keyId));
    if (key.state === 'Enabled') return key;
    throw new Fault('denied', 'keys/disabled', 'the key is disabled', { keyId });
  }
}
