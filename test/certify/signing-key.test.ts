import { createCipheriv, createDecipheriv } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thumbprint } from '../../src/certify/jws.js';
import { openSigningKey, type Seal } from '../../src/certify/signing-key.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-signing-'));
  path = join(folder, 'signing-key.json');
});
afterEach(() => rm(folder, { recursive: true }));

const aes: Seal = {
  seal: async (plain) => {
    const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32, 1), Buffer.alloc(12));
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open: async (sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.alloc(32, 1), Buffer.alloc(12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  },
};

describe('openSigningKey', () => {
  it('makes a key once, readable by its owner only, and opens the same one afterwards', async () => {
    const first = await openSigningKey(path);
    const again = await openSigningKey(path);
    expect(thumbprint(again.publicJwk)).toBe(thumbprint(first.publicJwk));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['signing-key.json']);
    expect(first.publicJwk).not.toHaveProperty('d');
  });

  it('gives one key to all who start at once', async () => {
    const signers = await Promise.all(Array.from({ length: 8 }, () => openSigningKey(path)));
    expect(new Set(signers.map(({ publicJwk }) => thumbprint(publicJwk))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['signing-key.json']);
  });

  it('keeps ciphertext only when it is given a seal', async () => {
    const sealed = await openSigningKey(path, aes);
    expect((await readFile(path)).toString('latin1')).not.toContain(sealed.publicJwk.x);
    expect(thumbprint((await openSigningKey(path, aes)).publicJwk)).toBe(thumbprint(sealed.publicJwk));
  });

  it('refuses a file that others may read', async () => {
    await openSigningKey(path);
    await chmod(path, 0o640);
    await expect(openSigningKey(path)).rejects.toMatchObject({ kind: 'denied', code: 'signing-key/too-open' });
  });

  it('refuses a file that holds no key, and leaves it as it is', async () => {
    await writeFile(path, '{"kty":"EC"}', { mode: 0o600 });
    await expect(openSigningKey(path)).rejects.toMatchObject({ kind: 'integrity', code: 'signing-key/corrupt' });
    expect(await readFile(path, 'utf8')).toBe('{"kty":"EC"}');
  });
});
