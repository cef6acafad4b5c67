import type { ByteStream } from '../base/bytes.js';
import { decryptStream, type EnvelopeContext, encryptStream } from './envelope.js';
import { WrappingKey } from './wrapping-key.js';

/**
 * The envelope with keys as plain bytes, for a store that encrypts what it holds and gets its keys elsewhere.
 * Key bytes handed in are zeroised once the stream has ended.
 */
export const messageCipher = {
  async *encrypt(
    plaintext: ByteStream,
    key: { name: string; bytes: Buffer },
    context: EnvelopeContext,
  ): AsyncGenerator<Uint8Array> {
    const wrappingKey = new WrappingKey(key.name, key.bytes);
    try {
      yield* encryptStream(plaintext, wrappingKey, context);
    } finally {
      wrappingKey.zeroise();
    }
  },

  /** @param keyFor - 32 bytes for the message that carries this context */
  async *decrypt(
    ciphertext: ByteStream,
    keyFor: (context: EnvelopeContext) => Promise<Buffer>,
    context: EnvelopeContext,
  ): AsyncGenerator<Uint8Array> {
    let wrappingKey: WrappingKey | undefined;
    try {
      yield* decryptStream(ciphertext, {
        context,
        keyFor: async (header) => {
          wrappingKey = new WrappingKey(header.keyName, await keyFor(header.context));
          return wrappingKey;
        },
      });
    } finally {
      wrappingKey?.zeroise();
    }
  },
};
