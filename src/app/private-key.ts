import { createECDH, createPrivateKey, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Fault } from '../base/fault.js';
import { unreadable } from './unreadable.js';

/** A P-256 private key from a file that somebody was handed: used and not kept. @throws {Fault} usage `approval/not-a-key` */
export async function privateKey(file: string): Promise<JsonWebKey> {
  const source = await readOrFault(file);
  try {
    const key = source.trimStart().startsWith('{')
      ? createPrivateKey({ key: JSON.parse(source) as JsonWebKey, format: 'jwk' })
      : createPrivateKey(source);
    const jwk = key.export({ format: 'jwk' });
    if (jwk.kty === 'EC' && jwk.crv === 'P-256' && hasItsPublicHalf(jwk)) return jwk;
  } catch {
    // the same answer: it is no such key, and nothing of it is repeated
  }
  throw new Fault(
    'usage',
    'approval/not-a-key',
    'not a P-256 private key',
    {},
    { hint: 'PEM (PKCS #8 or SEC 1) or JWK, unencrypted' },
  );
}

/** A key file may name any public half: what it signs would then be nobody's. */
function hasItsPublicHalf({ d = '', x = '', y = '' }: JsonWebKey): boolean {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d, 'base64url');
  const stated = ['04', ...[x, y].map((part) => Buffer.from(part, 'base64url').toString('hex'))].join('');
  return pair.getPublicKey('hex', 'uncompressed') === stated;
}

/** @throws {Fault} usage `file/unreadable` */
export async function readOrFault(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw unreadable(cause);
  }
}
