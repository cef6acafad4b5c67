import { constants, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { buildClient, CommitmentPolicy, RawRsaKeyringNode } from '@aws-crypto/client-node';
import { describe, expect, it } from 'vitest';
import { collect, digestOf } from '../../src/base/bytes.js';
import { encryptForReceiver, RECEIVER_NAMESPACE, readReceiverKey } from '../../src/protect/receiver-envelope.js';

const pair = generateKeyPairSync('rsa', { modulusLength: 3072 });
const pem = (key = pair.publicKey): string => key.export({ type: 'spki', format: 'pem' }).toString();
const key = readReceiverKey(pem());

async function* chunks(bytes: number, size = 100_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += size) yield Buffer.alloc(Math.min(size, bytes - at), at % 251);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What the receiver runs: the SDK itself and the private key, nothing of ours. */
async function openedByReceiver(message: Uint8Array, privateKey = pair.privateKey) {
  const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  const keyring = new RawRsaKeyringNode({
    keyNamespace: RECEIVER_NAMESPACE,
    keyName: key.fingerprint,
    rsaKey: { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: 'sha256',
  });
  return decrypt(keyring, Buffer.from(message));
}

describe('a message for the receiver', () => {
  it.each([0, 1, 256 * 1024, 1_000_003])('of %i bytes opens with the private key alone', async (bytes) => {
    const message = encryptForReceiver(chunks(bytes), key, { service: 'test', path: 'data/records/obj-1' });
    const ciphertext = await collect(message.ciphertext);
    const { plaintext, messageHeader } = await openedByReceiver(ciphertext);
    expect(await digestOf(once(plaintext))).toEqual(await digestOf(chunks(bytes)));
    expect(messageHeader.encryptionContext).toMatchObject({ path: 'data/records/obj-1' });
    message.forget();
  });

  it('opens with no other key', async () => {
    const message = encryptForReceiver(chunks(10), key, { service: 'test' });
    const other = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey;
    await expect(openedByReceiver(await collect(message.ciphertext), other)).rejects.toThrow();
  });

  it('reads back while its data key is in memory, and not when that is forgotten', async () => {
    const message = encryptForReceiver(chunks(600_000), key, { service: 'test' });
    const ciphertext = await collect(message.ciphertext);
    expect(await digestOf(message.readBack(once(ciphertext)))).toEqual(await digestOf(chunks(600_000)));
    message.forget();
    await expect(digestOf(message.readBack(once(ciphertext)))).rejects.toMatchObject({ code: 'protect/altered' });
  });

  it.each(['altered', 'cut short', 'of another message'])('does not read back when %s', async (how) => {
    const message = encryptForReceiver(chunks(600_000), key, { service: 'test' });
    const ciphertext = await collect(message.ciphertext);
    const spoilt = Buffer.from(ciphertext);
    spoilt[spoilt.byteLength >> 1]! ^= 1;
    const stored =
      how === 'altered'
        ? spoilt
        : how === 'cut short'
          ? ciphertext.subarray(0, -40)
          : await collect(encryptForReceiver(chunks(600_000), key, { service: 'test' }).ciphertext);
    await expect(digestOf(message.readBack(once(stored)))).rejects.toMatchObject({ kind: 'integrity' });
  });

  it('passes on what the source threw', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(10);
      throw new Error('the disk is gone');
    };
    await expect(collect(encryptForReceiver(failing(), key, {}).ciphertext)).rejects.toThrow('the disk is gone');
  });
});

describe('readReceiverKey', () => {
  it('names a key by the SHA-256 of its SubjectPublicKeyInfo', () => {
    expect(key.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(readReceiverKey(pem(createPublicKey(pem()))).fingerprint).toBe(key.fingerprint);
  });

  it.each`
    what                 | source
    ${'too short'}       | ${() => pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)}
    ${'of another kind'} | ${() => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })}
    ${'private'}         | ${() => pair.privateKey.export({ type: 'pkcs8', format: 'pem' })}
    ${'nothing'}         | ${() => 'hello'}
  `('refuses a key that is $what', ({ source }: { source(): string }) => {
    expect(() => readReceiverKey(source())).toThrow(expect.objectContaining({ code: 'migrate/receiver-rsa-key' }));
  });
});
