import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json.js';
import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { EncryptionContext, KeyDescription } from '../../ports/key-service.js';

/** One key as it is kept; times in RFC 3339. */
export interface StoredKey {
  keyId: string;
  alias: string;
  description: string;
  tags: Record<string, string>;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  createdAt: string;
  deletionDate?: string | undefined;
  /** 32 bytes, base64. */
  material: string;
}

const CIPHER = 'aes-256-gcm';
const BLOB_VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PLAINTEXT_LIMIT = 4096;

/**
 * Keys and what may be done with them in which state, as AWS KMS does it. Without storage: whoever owns the ring
 * keeps `keys` somewhere.
 *
 * A ciphertext is `0x01, length of key id (2 bytes), key id, IV (12), AES-256-GCM ciphertext, tag (16)`; authenticated
 * with it are everything before the IV and the canonical JSON of the encryption context.
 */
export class KeyRing {
  constructor(readonly keys: StoredKey[]) {}

  create(request: { alias: string; description: string; tags: Record<string, string> }, now: Date): KeyDescription {
    const alias = request.alias.startsWith('alias/') ? request.alias : `alias/${request.alias}`;
    if (!/^alias\/[A-Za-z0-9/_-]{1,250}$/.test(alias)) {
      throw new Fault('usage', 'keys/bad-alias', 'an alias has letters, digits, `/`, `_` and `-`');
    }
    if (this.keys.some((key) => key.alias === alias)) {
      throw new Fault('conflict', 'keys/alias-exists', 'the alias stands for another key', { alias });
    }
    const key: StoredKey = {
      keyId: `urn:kimitsu:kms:${randomUUID()}`,
      alias,
      description: request.description,
      tags: { ...request.tags },
      state: 'Enabled',
      createdAt: now.toISOString(),
      material: randomBytes(32).toString('base64'),
    };
    this.keys.push(key);
    return describe(key);
  }

  find(keyIdOrAlias: string): StoredKey | undefined {
    return this.keys.find(({ keyId, alias }) => keyId === keyIdOrAlias || alias === keyIdOrAlias);
  }

  /** True when the waiting period of some key is over: its material has to go. */
  isDue(now: Date): boolean {
    return this.keys.some((key) => isOver(key, now));
  }

  /** Removes the keys whose waiting period is over, with their material and alias. */
  purge(now: Date): void {
    const kept = this.keys.filter((key) => !isOver(key, now));
    this.keys.splice(0, this.keys.length, ...kept);
  }

  encrypt(keyId: string, plaintext: Uint8Array, context: EncryptionContext): Uint8Array {
    const key = this.#usable(keyId);
    if (plaintext.byteLength > PLAINTEXT_LIMIT) {
      throw new Fault('usage', 'keys/too-large', `at most ${PLAINTEXT_LIMIT} bytes can be encrypted`);
    }
    const lead = leadOf(key.keyId);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, Buffer.from(key.material, 'base64'), iv).setAAD(aad(lead, context));
    return Buffer.concat([lead, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  }

  decrypt(keyId: string, ciphertext: Uint8Array, context: EncryptionContext): Uint8Array {
    const key = this.#usable(keyId);
    const lead = leadOf(key.keyId);
    const blob = Buffer.from(ciphertext);
    const ivEnd = lead.byteLength + IV_BYTES;
    if (!blob.subarray(0, lead.byteLength).equals(lead) || blob.byteLength < ivEnd + TAG_BYTES) throw wrong(keyId);
    const iv = blob.subarray(lead.byteLength, ivEnd);
    try {
      const decipher = createDecipheriv(CIPHER, Buffer.from(key.material, 'base64'), iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(aad(lead, context)).setAuthTag(blob.subarray(-TAG_BYTES));
      const plain = decipher.update(blob.subarray(ivEnd, -TAG_BYTES));
      decipher.final();
      return plain;
    } catch (error) {
      throw wrong(keyId, error);
    }
  }

  disable(keyId: string): void {
    this.#notPending(keyId).state = 'Disabled';
  }

  enable(keyId: string): void {
    this.#notPending(keyId).state = 'Enabled';
  }

  scheduleDeletion(keyId: string, waitingDays: number, now: Date): KeyDescription {
    if (!Number.isInteger(waitingDays) || waitingDays < 7 || waitingDays > 30) {
      throw new Fault('usage', 'keys/bad-waiting-period', 'the waiting period is 7 to 30 days', { waitingDays });
    }
    const key = this.#notPending(keyId);
    key.state = 'PendingDeletion';
    key.deletionDate = new Date(now.getTime() + waitingDays * DAY_MS).toISOString();
    return describe(key);
  }

  cancelDeletion(keyId: string): void {
    const key = this.#existing(keyId);
    if (key.state !== 'PendingDeletion') {
      throw new Fault('conflict', 'keys/invalid-state', 'the key is not waiting for deletion', { keyId });
    }
    key.state = 'Disabled';
    key.deletionDate = undefined;
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

  #usable(keyId: string): StoredKey {
    const key = this.#notPending(keyId);
    if (key.state === 'Enabled') return key;
    throw new Fault('denied', 'keys/disabled', 'the key is disabled', { keyId });
  }
}

export function describe(key: StoredKey): KeyDescription {
  return {
    keyId: key.keyId,
    alias: key.alias,
    state: key.state,
    createdAt: new Date(key.createdAt),
    deletionDate: key.deletionDate === undefined ? undefined : new Date(key.deletionDate),
    origin: 'AWS_KMS',
    spec: 'SYMMETRIC_DEFAULT',
  };
}

function isOver({ state, deletionDate }: StoredKey, now: Date): boolean {
  return state === 'PendingDeletion' && deletionDate !== undefined && Date.parse(deletionDate) <= now.getTime();
}

function leadOf(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.of(BLOB_VERSION, id.byteLength >> 8, id.byteLength & 0xff), id]);
}

function aad(lead: Buffer, context: EncryptionContext): Buffer {
  return Buffer.concat([lead, Buffer.from(canonicalJson(context), 'utf8')]);
}

function wrong(keyId: string, cause?: unknown): Fault {
  const message = 'the ciphertext was altered, or belongs to another key or context';
  return new Fault('integrity', 'keys/wrong-ciphertext', message, { keyId }, { cause });
}
