import { decodeBase64url, encodeBase64url } from './bytes.js';
import { canonicalText } from './canonical-writer.js';
import { fingerprintOf, importPublicKey } from './public-key-text.js';
import { either, integer, object, pattern, string } from './shape.js';

const SCHEMA = 'kimitsu/officer-key/1';
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
/** OWASP's figure of 2023 for PBKDF2 with SHA-256. A file that names fewer is not opened. */
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;
export const SHORTEST_PASSPHRASE = 12;

const coordinate = pattern(/^[A-Za-z0-9_-]{43}$/);
const misfitOf = object({
  schema: either(SCHEMA),
  approver: string(200),
  role: string(200),
  publicKey: object({ kty: either('EC'), crv: either('P-256'), x: coordinate, y: coordinate }),
  kdf: object({
    name: either('PBKDF2-SHA256'),
    iterations: integer(ITERATIONS, MOST_ITERATIONS),
    salt: pattern(/^[A-Za-z0-9_-]{22}$/),
  }),
  cipher: object({ name: either('AES-256-GCM'), iv: pattern(/^[A-Za-z0-9_-]{16}$/) }),
  encrypted: string(1000),
});

/**
 * An officer's signing key in memory: it signs, and cannot be taken out.
 *
 * @typedef {{ approver: string, role: string, publicJwk: object, fingerprint: string, privateKey: CryptoKey }} OfficerKey
 */

/**
 * A new P-256 key, and the file that keeps it: the private half encrypted under the passphrase, everything else bound to
 * it as additional data.
 *
 * @returns {Promise<{ key: OfficerKey, file: string }>}
 */
export async function makeOfficerKey(approver, role, passphrase) {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const clear = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head = {
    schema: SCHEMA,
    approver,
    role,
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
    kdf: { name: 'PBKDF2-SHA256', iterations: ITERATIONS, salt: encodeBase64url(salt) },
    cipher: { name: 'AES-256-GCM', iv: encodeBase64url(iv) },
  };
  const sealing = await sealingKey(passphrase, salt, ITERATIONS);
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(head) }, sealing, clear);
  const key = await inMemory(head, clear);
  clear.fill(0);
  return { key, file: canonicalText({ ...head, encrypted: encodeBase64url(new Uint8Array(encrypted)) }) };
}

/**
 * Opens a key file.
 *
 * @param {string} text
 * @returns {Promise<OfficerKey | 'not-a-key' | 'wrong-passphrase'>}
 */
export async function openOfficerKey(text, passphrase) {
  const file = parsed(text);
  if (misfitOf(file)) return 'not-a-key';
  const { encrypted, ...head } = file;
  const [salt, iv, sealed] = [head.kdf.salt, head.cipher.iv, encrypted].map(decodeBase64url);
  if (!salt || !iv || !sealed || !(await importPublicKey(head.publicKey))) return 'not-a-key';
  const sealing = await sealingKey(passphrase, salt, head.kdf.iterations);
  let clear;
  try {
    const cipher = { name: 'AES-GCM', iv, additionalData: bound(head) };
    clear = new Uint8Array(await crypto.subtle.decrypt(cipher, sealing, sealed));
  } catch {
    // A wrong passphrase and an altered file look the same.
    return 'wrong-passphrase';
  }
  const key = await inMemory(head, clear);
  clear.fill(0);
  return key;
}

/** The public half as PEM, as kimitsu.yaml takes it. @param {{ x: string, y: string }} jwk */
export async function publicPem({ x, y }) {
  const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, P256, true, ['verify']);
  const der = new Uint8Array(await crypto.subtle.exportKey('spki', key));
  const base64 = btoa(String.fromCharCode(...der));
  return `-----BEGIN PUBLIC KEY-----\n${base64.match(/.{1,64}/g).join('\n')}\n-----END PUBLIC KEY-----\n`;
}

async function inMemory({ approver, role, publicKey }, pkcs8) {
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['sign']);
  return { approver, role, publicJwk: publicKey, fingerprint: await fingerprintOf(publicKey), privateKey };
}

async function sealingKey(passphrase, salt, iterations) {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const cipher = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(derivation, material, cipher, false, ['encrypt', 'decrypt']);
}

const bound = (head) => new TextEncoder().encode(canonicalText(head));

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
