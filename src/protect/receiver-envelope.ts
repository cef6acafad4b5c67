import { constants, createHash, createPublicKey } from 'node:crypto';
import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  type EncryptedDataKey,
  KeyringNode,
  KeyringTraceFlag,
  type NodeDecryptionMaterial,
  NodeDefaultCryptographicMaterialsManager,
  type NodeEncryptionMaterial,
  RawRsaKeyringNode,
  unwrapDataKey,
} from '@aws-crypto/client-node';
import type { ByteStream } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import { ByteQueue } from './byte-queue.js';
import { type EnvelopeContext, FRAME_BYTES } from './envelope.js';
import { throughSdk } from './sdk-stream.js';

/** Namespace that the receiver gives its raw RSA keyring; the key's name is `ReceiverKey.fingerprint`. */
export const RECEIVER_NAMESPACE = 'kimitsu-receiver';
const LEAST_BITS = 3072;

/** The receiver's RSA public key. */
export interface ReceiverKey {
  pem: string;
  /** SHA-256 of its SubjectPublicKeyInfo, lower-case hex. */
  fingerprint: string;
}

/** @throws {Fault} usage `migrate/receiver-rsa-key` for anything but an RSA public key of 3072 bits or more */
export function readReceiverKey(pem: string): ReceiverKey {
  try {
    if (!pem.trim().startsWith('-----BEGIN PUBLIC KEY-----')) throw new TypeError('not SPKI PEM');
    const key = createPublicKey(pem);
    const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType !== 'rsa' || modulusLength < LEAST_BITS) throw new TypeError('not RSA, or too short');
    const fingerprint = createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex');
    return { pem: key.export({ type: 'spki', format: 'pem' }).toString(), fingerprint };
  } catch (cause) {
    throw new Fault(
      'usage',
      'migrate/receiver-rsa-key',
      'not an RSA public key of at least 3072 bits',
      {},
      { cause, hint: 'PEM (BEGIN PUBLIC KEY), made with `openssl pkey -pubout`' },
    );
  }
}

const sdk = buildClient({
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  maxEncryptedDataKeys: 1,
});

/** One message for the receiver, and the means to read it back once. */
export interface ReceiverMessage {
  ciphertext: AsyncGenerator<Uint8Array>;
  /**
   * The message in clear, by the data key that is still in memory: proof that what was stored opens.
   * @throws {Fault} `integrity` / `protect/altered`
   */
  readBack(stored: ByteStream): AsyncGenerator<Uint8Array>;
  /** Overwrites the data key. To be called whatever happens. */
  forget(): void;
}

/**
 * Encrypts to one AWS Encryption SDK message (AES-256-GCM with key commitment, RSA-OAEP with SHA-256) that the
 * receiver's private key alone opens later on. Memory: a few frames.
 */
export function encryptForReceiver(plaintext: ByteStream, key: ReceiverKey, context: EnvelopeContext): ReceiverMessage {
  const keyring = new RememberingKeyring(key);
  const encrypting = sdk.encryptStream(keyring, {
    suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY,
    encryptionContext: { ...context },
    frameLength: FRAME_BYTES,
  });
  return {
    ciphertext: throughSdk(encrypting, inFrames(plaintext)),
    async *readBack(stored) {
      const materials = new NodeDefaultCryptographicMaterialsManager(keyring);
      try {
        yield* throughSdk(sdk.decryptStream(materials, { maxBodySize: FRAME_BYTES }), stored);
      } catch (cause) {
        if (cause instanceof Fault) throw cause;
        throw new Fault('integrity', 'protect/altered', 'the encrypted content was altered', {}, { cause });
      }
    },
    forget: () => keyring.forget(),
  };
}

/** Wraps by RSA as the SDK does, and keeps the data key of its one message until it is told to forget it. */
class RememberingKeyring extends KeyringNode {
  readonly #wrapping: RawRsaKeyringNode;
  #dataKey: Uint8Array | undefined;

  constructor({ pem, fingerprint }: ReceiverKey) {
    super();
    this.#wrapping = new RawRsaKeyringNode({
      keyNamespace: RECEIVER_NAMESPACE,
      keyName: fingerprint,
      rsaKey: { publicKey: pem },
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    });
  }

  override async _onEncrypt(material: NodeEncryptionMaterial): Promise<NodeEncryptionMaterial> {
    const wrapped = await this.#wrapping.onEncrypt(material);
    this.#dataKey = Uint8Array.from(unwrapDataKey(wrapped.getUnencryptedDataKey()));
    return wrapped;
  }

  override async _onDecrypt(
    material: NodeDecryptionMaterial,
    [edk]: EncryptedDataKey[],
  ): Promise<NodeDecryptionMaterial> {
    if (!this.#dataKey || edk?.providerId !== RECEIVER_NAMESPACE) return material;
    const flags = KeyringTraceFlag.WRAPPING_KEY_DECRYPTED_DATA_KEY;
    const trace = { keyNamespace: RECEIVER_NAMESPACE, keyName: this.#wrapping.keyName, flags };
    return material.setUnencryptedDataKey(Uint8Array.from(this.#dataKey), trace);
  }

  forget(): void {
    this.#dataKey?.fill(0);
    this.#dataKey = undefined;
  }
}

async function* inFrames(plaintext: ByteStream): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue(plaintext);
  try {
    for (;;) {
      const chunk = await queue.take(FRAME_BYTES);
      if (chunk.byteLength > 0) yield chunk;
      if (chunk.byteLength < FRAME_BYTES) return;
    }
  } finally {
    await queue.close();
  }
}
