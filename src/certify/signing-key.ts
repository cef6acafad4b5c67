import { createPrivateKey, generateKeyPairSync, type JsonWebKey, randomBytes, sign } from 'node:crypto';
import { link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, Fault } from '../base/fault.js';
import type { PublicKeyJwk } from './certificate.js';
import type { Signer } from './jws.js';

/** Encrypts the key for rest, for instance with a key of the key service. */
export interface Seal {
  seal(plain: Uint8Array): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

/**
 * The embedded signing key: P-256, in one file with mode 0600, made the first time it is asked for and never replaced.
 * With `seal` the file holds ciphertext only.
 *
 * @throws {Fault} `denied` / `signing-key/too-open` when others may read the file,
 *   `integrity` / `signing-key/corrupt` when it holds no P-256 key
 */
export async function openSigningKey(path: string, seal?: Seal): Promise<Signer> {
  const stored = (await readKeyFile(path)) ?? (await createKeyFile(path, seal));
  const plain = seal ? await seal.open(stored) : stored;
  try {
    return signerOf(JSON.parse(Buffer.from(plain).toString('utf8')));
  } catch (cause) {
    throw new Fault(
      'integrity',
      'signing-key/corrupt',
      'the signing key file holds no P-256 private key',
      {},
      { cause },
    );
  }
}

/** A signer over a private JWK that is in memory. */
export function signerOf(privateJwk: JsonWebKey): Signer {
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' });
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || !x || !y) throw new TypeError('not a P-256 key');
  const publicJwk: PublicKeyJwk = { kty, crv, x, y };
  return {
    publicJwk,
    sign: async (data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

async function readKeyFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) {
      throw new Fault(
        'denied',
        'signing-key/too-open',
        'the signing key file is open to other users',
        { path },
        {
          hint: `chmod 600 ${path}`,
        },
      );
    }
    return await readFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** `link` never replaces: of two processes that start at once, one key wins and both use it. */
async function createKeyFile(path: string, seal?: Seal): Promise<Uint8Array> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const plain = Buffer.from(JSON.stringify(privateKey.export({ format: 'jwk' })), 'utf8');
  const content = seal ? await seal.seal(plain) : plain;
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeDurably(temporary, content);
    await link(temporary, path);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    return (await readKeyFile(path))!;
  } finally {
    await unlink(temporary).catch((error) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
    });
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
  return content;
}

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
