import { randomBytes } from 'node:crypto';
import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  type EncryptedDataKey,
  getEncryptHelper,
  NodeAlgorithmSuite,
  NodeDefaultCryptographicMaterialsManager,
} from '@aws-crypto/client-node';
import { Fault } from '../base/fault.js';
import { lengthOf } from './byte-queue.js';
import { COMMITTED_SUITE, FRAMED, IV_BYTES, MESSAGE_VERSION, TAG_BYTES } from './message-header.js';
import { serializedContext, type WrappingKeyring } from './wrapping-keyring.js';

const MESSAGE_ID_BYTES = 32;
const LAST_FRAME = 0xffffffff;
const FRAME_AAD = Buffer.from('AWSKMSEncryptionClient Frame');
const LAST_FRAME_AAD = Buffer.from('AWSKMSEncryptionClient Final Frame');

/** Gives the bytes of one message: the header once, every full frame, the last frame once, `dispose` in any case. */
export interface MessageWriter {
  readonly header: Buffer;
  /** @param parts - exactly `frameBytes` together */
  frame(parts: readonly Buffer[]): Buffer;
  /** @param parts - fewer than `frameBytes` together, also none */
  lastFrame(parts: readonly Buffer[]): Buffer;
  /** Zeroises the data key. */
  dispose(): void;
}

/**
 * Lays out one AWS Encryption SDK message (version 2, suite 0x0478, framed). Data key, key derivation, commitment and
 * ciphers are the SDK's; only their bytes are put in place here, because the SDK's own stream takes twice as long again
 * as the cipher (measured). What is written here is always read by the SDK's stream: also before anything that it
 * replaces is destroyed.
 *
 * @see https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
 * @see https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/body-aad-reference.html
 */
export async function messageWriter(
  keyring: WrappingKeyring,
  context: Readonly<Record<string, string>>,
  frameBytes: number,
): Promise<MessageWriter> {
  const material = await new NodeDefaultCryptographicMaterialsManager(keyring).getEncryptionMaterials({
    suite: new NodeAlgorithmSuite(AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY),
    encryptionContext: { ...context },
    commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  });
  const { getCipherInfo, dispose } = getEncryptHelper(material);
  // Fresh for each message: the key is derived from it, so counting IVs never repeat under one key.
  const messageId = randomBytes(MESSAGE_ID_BYTES);
  const { getCipher, keyCommitment } = getCipherInfo(messageId);
  const [dataKey, ...others] = material.encryptedDataKeys;
  if (!keyCommitment || !dataKey || others.length > 0) {
    dispose();
    throw new Fault('bug', 'protect/no-commitment', 'the library gave no committed message with one data key');
  }
  const fields = headerFields(messageId, context, dataKey, frameBytes, keyCommitment);
  const headerCipher = getCipher(Buffer.alloc(IV_BYTES)).setAAD(fields);
  headerCipher.final();

  let number = 0;
  const encrypted = (lead: Buffer, aad: Buffer, parts: readonly Buffer[]): Buffer => {
    const bytes = lengthOf(parts);
    const whole = Buffer.allocUnsafeSlow(lead.byteLength + bytes + TAG_BYTES);
    lead.copy(whole);
    const cipher = getCipher(ivOf(number)).setAAD(Buffer.concat([messageId, aad, uint32(number), uint64(bytes)]));
    let at = lead.byteLength;
    for (const part of parts) at += cipher.update(part).copy(whole, at);
    cipher.final();
    cipher.getAuthTag().copy(whole, at);
    return whole;
  };
  return {
    header: Buffer.concat([fields, headerCipher.getAuthTag()]),
    frame(parts) {
      number += 1;
      return encrypted(Buffer.concat([uint32(number), ivOf(number)]), FRAME_AAD, parts);
    },
    lastFrame(parts) {
      number += 1;
      const lead = [uint32(LAST_FRAME), uint32(number), ivOf(number), uint32(lengthOf(parts))];
      return encrypted(Buffer.concat(lead), LAST_FRAME_AAD, parts);
    },
    dispose,
  };
}

/** All of the header but its authentication tag. */
function headerFields(
  messageId: Buffer,
  context: Readonly<Record<string, string>>,
  { providerId, providerInfo, rawInfo, encryptedDataKey }: EncryptedDataKey,
  frameBytes: number,
  keyCommitment: Uint8Array,
): Buffer {
  return Buffer.concat([
    Buffer.from([MESSAGE_VERSION]),
    uint16(COMMITTED_SUITE),
    messageId,
    field(serializedContext(context)),
    uint16(1),
    field(Buffer.from(providerId, 'utf8')),
    field(rawInfo ?? Buffer.from(providerInfo, 'utf8')),
    field(encryptedDataKey),
    Buffer.from([FRAMED]),
    uint32(frameBytes),
    keyCommitment,
  ]);
}

/** The number of the frame, as the specification sets it; the header's own is 0. Beyond 32 bits it throws. */
function ivOf(number: number): Buffer {
  const iv = Buffer.alloc(IV_BYTES);
  iv.writeUInt32BE(number, IV_BYTES - 4);
  return iv;
}

function field(bytes: Uint8Array): Buffer {
  return Buffer.concat([uint16(bytes.byteLength), bytes]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
