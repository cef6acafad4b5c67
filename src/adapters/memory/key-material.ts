import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { EncryptionContext, KeyMaterial } from '../../ports/key-service.js';

/** One key material as it is kept; times in RFC 3339. */
export interface StoredMaterial {
  materialId: string;
  state: KeyMaterial['state'];
  rotatedAt?: string | undefined;
  rotation?: KeyMaterial['rotation'];
  /** 32 bytes, base64; absent while an imported material is deleted. */
  bytes?: string | undefined;
}

export const MATERIAL_BYTES = 32;
const CIPHER = 'aes-256-gcm';
/** Before rotation was known a ciphertext did not name its material: it is the key's first. */
const FIRST_MATERIAL_VERSION = 1;
const NAMED_MATERIAL_VERSION = 2;
const MATERIAL_ID_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The same for the same bytes in the same key. A MAC under 256 unknown bits tells nothing about them. */
export function materialIdOf(keyId: string, bytes: Uint8Array): string {
  return createHmac('sha256', bytes).update(`kimitsu key material id\n${keyId}`, 'utf8').digest('hex');
}

export function newMaterial(keyId: string, bytes: Uint8Array, state: KeyMaterial['state']): StoredMaterial {
  return { materialId: materialIdOf(keyId, bytes), state, bytes: Buffer.from(bytes).toString('base64') };
}

export function describeMaterial({ materialId, state, bytes, rotatedAt, rotation }: StoredMaterial): KeyMaterial {
  return {
    materialId,
    state,
    present: bytes !== undefined,
    rotatedAt: rotatedAt === undefined ? undefined : new Date(rotatedAt),
    rotation,
  };
}

/**
 * `0x02, length of key id (2 bytes), key id, material id (32), IV (12), AES-256-GCM ciphertext, tag (16)`; authenticated
 * with it are everything before the IV and the canonical JSON of the encryption context.
 */
export function seal(
  keyId: string,
  { materialId, bytes = '' }: StoredMaterial,
  plaintext: Uint8Array,
  context: EncryptionContext,
): Uint8Array {
  const lead = Buffer.concat([leadOf(keyId, NAMED_MATERIAL_VERSION), Buffer.from(materialId, 'hex')]);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, Buffer.from(bytes, 'base64'), iv).setAAD(aad(lead, context));
  return Buffer.concat([lead, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {Fault} `integrity` / `keys/wrong-ciphertext` */
export function unseal(
  keyId: string,
  materials: readonly StoredMaterial[],
  ciphertext: Uint8Array,
  context: EncryptionContext,
): Uint8Array {
  const blob = Buffer.from(ciphertext);
  const found = materialFor(keyId, materials, blob);
  if (found?.material.bytes === undefined) throw wrong(keyId);
  const { lead, material } = found;
  const ivEnd = lead.byteLength + IV_BYTES;
  if (blob.byteLength < ivEnd + TAG_BYTES) throw wrong(keyId);
  const secret = Buffer.from(material.bytes ?? '', 'base64');
  try {
    const iv = blob.subarray(lead.byteLength, ivEnd);
    const decipher = createDecipheriv(CIPHER, secret, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(aad(lead, context)).setAuthTag(blob.subarray(-TAG_BYTES));
    const plain = decipher.update(blob.subarray(ivEnd, -TAG_BYTES));
    decipher.final();
    return plain;
  } catch (error) {
    throw wrong(keyId, error);
  } finally {
    secret.fill(0);
  }
}

function materialFor(
  keyId: string,
  materials: readonly StoredMaterial[],
  blob: Buffer,
): { lead: Buffer; material: StoredMaterial } | undefined {
  const version = blob[0];
  if (version !== FIRST_MATERIAL_VERSION && version !== NAMED_MATERIAL_VERSION) return undefined;
  const start = leadOf(keyId, version);
  if (!blob.subarray(0, start.byteLength).equals(start)) return undefined;
  if (version === FIRST_MATERIAL_VERSION) return materials[0] && { lead: start, material: materials[0] };
  const lead = blob.subarray(0, start.byteLength + MATERIAL_ID_BYTES);
  const materialId = lead.subarray(start.byteLength).toString('hex');
  const material = materials.find((each) => each.materialId === materialId);
  return material && { lead, material };
}

function leadOf(keyId: string, version: number): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.of(version, id.byteLength >> 8, id.byteLength & 0xff), id]);
}

function aad(lead: Buffer, context: EncryptionContext): Buffer {
  return Buffer.concat([lead, Buffer.from(canonicalJson(context), 'utf8')]);
}

function wrong(keyId: string, cause?: unknown): Fault {
  const message = 'the ciphertext was altered, or belongs to another key or context';
  return new Fault('integrity', 'keys/wrong-ciphertext', message, { keyId }, { cause });
}
