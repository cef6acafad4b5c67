import { constants, createPrivateKey, generateKeyPair, privateDecrypt, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { ImportParameters } from '../../ports/key-service.js';
import { MATERIAL_BYTES } from './key-material.js';

/** The private half of import parameters that were given out; gone once used. */
export interface PendingImport {
  /** Base64. */
  token: string;
  /** PKCS #8, DER, base64. */
  privateKey: string;
  validTo: string;
}

/** The wrapping does not leave the machine, and the private half lies where the material itself is going to lie. */
const MODULUS_BITS = 2048;
const generate = promisify(generateKeyPair);

/** New parameters, valid for a day as those of AWS KMS. */
export async function newImport(now: Date): Promise<{ pending: PendingImport; parameters: ImportParameters }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: MODULUS_BITS });
  const importToken = randomBytes(32);
  const validTo = new Date(now.getTime() + DAY_MS);
  return {
    pending: {
      token: importToken.toString('base64'),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
      validTo: validTo.toISOString(),
    },
    parameters: { publicKey: publicKey.export({ type: 'spki', format: 'der' }), importToken, validTo },
  };
}

/** The material in clear. @throws {Fault} `integrity` / `keys/bad-import` */
export function unwrapImport({ privateKey }: PendingImport, wrapped: Uint8Array): Buffer {
  let bytes: Buffer;
  try {
    bytes = privateDecrypt(
      {
        key: createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: 'sha256',
      },
      wrapped,
    );
  } catch {
    throw badImport('the material is not wrapped with the key of the import parameters');
  }
  if (bytes.byteLength === MATERIAL_BYTES) return bytes;
  bytes.fill(0);
  throw badImport(`key material has ${MATERIAL_BYTES} bytes`);
}

export function badImport(message: string): Fault {
  return new Fault('integrity', 'keys/bad-import', message, {}, { hint: 'ask for new import parameters' });
}
