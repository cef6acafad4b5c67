import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';
import {
  EncryptedDataKey,
  KeyringNode,
  KeyringTraceFlag,
  type NodeDecryptionMaterial,
  type NodeEncryptionMaterial,
} from '@aws-crypto/client-node';
import { Fault } from '../base/fault.js';
import { IV_BYTES, KEY_NAMESPACE, TAG_BYTES } from './message-header.js';
import { KEY_BYTES, type WrappingKey } from './wrapping-key.js';

const CIPHER = 'aes-256-gcm';

/**
 * Wraps data keys exactly as the SDK's raw AES keyring does (any implementation's raw AES keyring opens the messages),
 * but keeps no copy of the wrapping key: `RawAesKeyringNode` holds two that nobody can zeroise, and an erasure has to
 * account for every copy of a key (NIST SP 800-88r2 §3.2.3).
 */
export class WrappingKeyring extends KeyringNode {
  /** What this keyring threw. The SDK's streams may report another error first, of a stream closed because of it. */
  failure: Fault | undefined;

  constructor(readonly wrappingKey: WrappingKey) {
    super();
  }

  override async _onEncrypt(material: NodeEncryptionMaterial): Promise<NodeEncryptionMaterial> {
    return this.#remembering(() => this.#wrap(material));
  }

  /** @throws {Fault} `integrity` / `protect/wrong-key`: another key, or the wrapped key or its context was altered */
  override async _onDecrypt(
    material: NodeDecryptionMaterial,
    encryptedDataKeys: EncryptedDataKey[],
  ): Promise<NodeDecryptionMaterial> {
    return this.#remembering(() => this.#unwrap(material, encryptedDataKeys));
  }

  #remembering<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof Fault) this.failure = error;
      throw error;
    }
  }

  #wrap(material: NodeEncryptionMaterial): NodeEncryptionMaterial {
    const { name } = this.wrappingKey;
    const trace = { keyNamespace: KEY_NAMESPACE, keyName: name };
    // The SDK takes only a key that owns its memory (no slice of a pool) and zeroises it on taking,
    // so it is wrapped first.
    const dataKey = new Uint8Array(KEY_BYTES);
    randomFillSync(dataKey);
    const iv = randomBytes(IV_BYTES);
    const wrapped = this.wrappingKey.use((key) => {
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(serializedContext(material.encryptionContext));
      return Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
    });
    material.setUnencryptedDataKey(dataKey, { ...trace, flags: KeyringTraceFlag.WRAPPING_KEY_GENERATED_DATA_KEY });
    const rawInfo = providerInfo(name, iv);
    const edk = new EncryptedDataKey({
      providerId: KEY_NAMESPACE,
      providerInfo: rawInfo.toString('utf8'),
      rawInfo,
      encryptedDataKey: wrapped,
    });
    const flags = KeyringTraceFlag.WRAPPING_KEY_ENCRYPTED_DATA_KEY | KeyringTraceFlag.WRAPPING_KEY_SIGNED_ENC_CTX;
    return material.addEncryptedDataKey(edk, flags);
  }

  #unwrap(material: NodeDecryptionMaterial, encryptedDataKeys: EncryptedDataKey[]): NodeDecryptionMaterial {
    const { name } = this.wrappingKey;
    const [edk] = encryptedDataKeys;
    const nameBytes = Buffer.from(name, 'utf8');
    const info = Buffer.from(edk?.rawInfo ?? []);
    const ivAt = nameBytes.byteLength + 8;
    const known =
      edk?.providerId === KEY_NAMESPACE &&
      edk.encryptedDataKey.byteLength === KEY_BYTES + TAG_BYTES &&
      info.equals(providerInfo(name, info.subarray(ivAt)));
    if (!known) throw wrongKey(name);

    const iv = info.subarray(ivAt);
    const dataKey = new Uint8Array(KEY_BYTES);
    try {
      this.wrappingKey.use((key) => {
        const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
          .setAAD(serializedContext(material.encryptionContext))
          .setAuthTag(edk.encryptedDataKey.subarray(KEY_BYTES));
        dataKey.set(decipher.update(edk.encryptedDataKey.subarray(0, KEY_BYTES)));
        decipher.final();
      });
    } catch (error) {
      dataKey.fill(0);
      if (error instanceof Fault) throw error;
      throw wrongKey(name, error);
    }
    const flags = KeyringTraceFlag.WRAPPING_KEY_DECRYPTED_DATA_KEY | KeyringTraceFlag.WRAPPING_KEY_VERIFIED_ENC_CTX;
    material.setUnencryptedDataKey(dataKey, { keyNamespace: KEY_NAMESPACE, keyName: name, flags });
    return material;
  }
}

function wrongKey(name: string, cause?: unknown): Fault {
  const message = 'the message was not made with this key, or its wrapped data key or context was altered';
  return new Fault('integrity', 'protect/wrong-key', message, { name }, { cause });
}

function providerInfo(name: string, iv: Uint8Array): Buffer {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(TAG_BYTES * 8, 0);
  lengths.writeUInt32BE(IV_BYTES, 4);
  return Buffer.concat([Buffer.from(name, 'utf8'), lengths, iv]);
}

/** `count, (length, name, length, value)*` in UTF-8 byte order of the names; nothing at all when empty. */
export function serializedContext(context: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(context).map(([name, value]) => [Buffer.from(name, 'utf8'), Buffer.from(value, 'utf8')]);
  if (pairs.length === 0) return Buffer.alloc(0);
  pairs.sort(([a], [b]) => Buffer.compare(a!, b!));
  const fields = pairs.flat().flatMap((field) => [uint16(field.byteLength), field]);
  return Buffer.concat([uint16(pairs.length), ...fields]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
