import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A secret as it is kept: only what is needed to recognise it. All base64. */
export const SecretHash = z.strictObject({
  scheme: z.literal('scrypt'),
  /** Cost, a power of two; memory is 128 × N × r bytes. */
  N: z.int().min(2).max(1_048_576),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  salt: z.string(),
  hash: z.string(),
});
export type SecretHash = z.infer<typeof SecretHash>;

export type ScryptCost = Pick<SecretHash, 'N' | 'r' | 'p'>;

/** 32 MiB and three passes. @see OWASP Password Storage Cheat Sheet, scrypt */
export const SCRYPT_COST: ScryptCost = { N: 32_768, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** @param secret - Unicode; full and half width forms and composed characters count as the same */
export async function hashSecret(secret: string, cost: ScryptCost = SCRYPT_COST): Promise<SecretHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, HASH_BYTES, cost);
  return { scheme: 'scrypt', ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Takes the same time whether and where it differs. */
export async function isSecret(secret: string, { salt, hash, N, r, p }: SecretHash): Promise<boolean> {
  const expected = Buffer.from(hash, 'base64');
  const derived = await derive(secret, Buffer.from(salt, 'base64'), expected.byteLength, { N, r, p });
  return timingSafeEqual(derived, expected);
}

function derive(secret: string, salt: Buffer, bytes: number, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // 128 × N × r for the table, 128 × r × p for the blocks beside it; Node's own limit is below what is needed.
    scrypt(secret.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: 128 * r * (N + p + 16) }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
