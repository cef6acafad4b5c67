import { randomFillSync } from 'node:crypto';
import type { ByteStream } from '../../../base/bytes.js';
import { Fault } from '../../../base/fault.js';
import type { KeyService } from '../../../ports/key-service.js';

type Context = Readonly<Record<string, string>>;

/** Makes and opens AWS Encryption SDK messages; see `messageCipher` in `protect`. */
export interface MessageCipher {
  /** @param key - 32 bytes, taken over */
  encrypt(plaintext: ByteStream, key: { name: string; bytes: Buffer }, context: Context): ByteStream;
  decrypt(ciphertext: ByteStream, keyFor: (context: Context) => Promise<Buffer>, context: Context): ByteStream;
}

const VERSION = 'store-version';
const KMS_KEY = 'kms-key';
const WRAPPED = 'wrapped-key';

/**
 * Encryption at rest by the store (`kms` mode). A file is one message; its wrapping key, made for it alone, stands in
 * its own header as wrapped by the key service. So the file is complete in itself: unwrap `wrapped-key` with the key
 * service (context `purpose`, `store-version`), then open the file with any AWS Encryption SDK and a raw AES keyring
 * (namespace `kimitsu`, name `store/<version id>`).
 */
export class EncryptionAtRest {
  constructor(
    readonly keys: KeyService,
    readonly cipher: MessageCipher,
  ) {}

  /** @returns the stream to write and the key's own id, which an alias stands for */
  async encrypt(
    body: ByteStream,
    keyIdOrAlias: string,
    versionId: string,
  ): Promise<{ body: ByteStream; keyId: string }> {
    const key = await this.keys.describeKey(keyIdOrAlias);
    if (!key) throw new Fault('usage', 'keys/not-found', 'the key for encryption at rest does not exist');
    const bytes = randomFillSync(Buffer.alloc(32));
    const wrapped = await this.keys.encrypt(key.keyId, bytes, kmsContext(versionId));
    const context = {
      [VERSION]: versionId,
      [KMS_KEY]: key.keyId,
      [WRAPPED]: Buffer.from(wrapped).toString('base64'),
    };
    return { body: this.cipher.encrypt(body, { name: `store/${versionId}`, bytes }, context), keyId: key.keyId };
  }

  decrypt(file: ByteStream, versionId: string): ByteStream {
    const keyFor = async (context: Context) => {
      const wrapped = Buffer.from(context[WRAPPED] ?? '', 'base64');
      const plain = await this.keys.decrypt(context[KMS_KEY] ?? '', wrapped, kmsContext(versionId));
      const bytes = Buffer.alloc(plain.byteLength);
      bytes.set(plain);
      plain.fill(0);
      return bytes;
    };
    return this.cipher.decrypt(file, keyFor, { [VERSION]: versionId });
  }
}

function kmsContext(versionId: string): Context {
  return { purpose: 'encryption at rest', [VERSION]: versionId };
}
