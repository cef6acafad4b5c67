import { buildClient, CommitmentPolicy, NodeDefaultCryptographicMaterialsManager } from '@aws-crypto/client-node';
import { MAX_FRAME_BYTES } from './message-header.js';
import type { WrappingKeyring } from './wrapping-keyring.js';

export { messageWriter } from './message-writer.js';
export { WrappingKeyring } from './wrapping-keyring.js';

const client = buildClient({
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  maxEncryptedDataKeys: 1,
});

/** A duplex stream: one message in, its plaintext out. */
export function decryptor(keyring: WrappingKeyring) {
  return client.decryptStream(new NodeDefaultCryptographicMaterialsManager(keyring), { maxBodySize: MAX_FRAME_BYTES });
}
