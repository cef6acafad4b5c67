import { isUtf8 } from 'node:buffer';

/** `ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY`: key commitment, no ECDSA signature. */
export const COMMITTED_SUITE = 0x0478;
/** First part of the provider id in every message of ours. */
export const KEY_NAMESPACE = 'kimitsu';
/** No header of ours is longer; read this many bytes of an object to recognise it. */
export const HEADER_LIMIT = 8192;
/** Larger frames are refused on reading, so that an altered length cannot ask for gigabytes of memory. */
export const MAX_FRAME_BYTES = 1024 * 1024;

export const TAG_BYTES = 16;
export const IV_BYTES = 12;
const COMMITMENT_BYTES = 32;
/** Content type: frames of equal length. */
export const FRAMED = 2;
export const MESSAGE_VERSION = 2;

/** What an AWS Encryption SDK message tells without any key. Nothing of it is authenticated yet. */
export interface MessageHeader {
  /** Name of the wrapping key: the unit id for envelopes. */
  keyName: string;
  /** Pairs bound to the message as additional authenticated data. */
  context: Readonly<Record<string, string>>;
  /** 32 bytes, lower-case hex; unique per message. */
  messageId: string;
  /** Bytes of plaintext in each frame but the last. */
  frameBytes: number;
  /** Bytes of the header including its authentication tag: where the first frame begins. */
  headerBytes: number;
}

class OutOfBytes extends Error {}

class Cursor {
  at = 0;

  constructor(readonly bytes: Buffer) {}

  take(count: number): Buffer {
    if (this.at + count > this.bytes.byteLength) throw new OutOfBytes();
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  uint16 = () => this.take(2).readUInt16BE();
  uint32 = () => this.take(4).readUInt32BE();
  field = () => this.take(this.uint16());
}

/**
 * Reads the start of a message. `incomplete`: it may be one, more bytes are needed; `foreign`: it is none of ours.
 * @see https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
 */
export function parseMessageHeader(bytes: Uint8Array): MessageHeader | 'incomplete' | 'foreign' {
  const cursor = new Cursor(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    if (cursor.take(1)[0] !== MESSAGE_VERSION) return 'foreign';
    if (cursor.uint16() !== COMMITTED_SUITE) return 'foreign';
    const messageId = cursor.take(32).toString('hex');
    const context = contextOf(cursor.field());
    if (!context) return 'foreign';
    if (cursor.uint16() !== 1) return 'foreign';
    if (cursor.field().toString('latin1') !== KEY_NAMESPACE) return 'foreign';
    const keyName = keyNameOf(cursor.field());
    cursor.field();
    const framed = cursor.take(1)[0] === FRAMED;
    const frameBytes = cursor.uint32();
    if (keyName === undefined || !framed || frameBytes < 1 || frameBytes > MAX_FRAME_BYTES) return 'foreign';
    cursor.take(COMMITMENT_BYTES + TAG_BYTES);
    return { keyName, context, messageId, frameBytes, headerBytes: cursor.at };
  } catch (error) {
    if (!(error instanceof OutOfBytes)) throw error;
    return bytes.byteLength >= HEADER_LIMIT ? 'foreign' : 'incomplete';
  }
}

/**
 * Recognises a message and the key it asks for, without a key.
 * @param bytes - the first `HEADER_LIMIT` bytes of the object, or all of it when it is shorter
 * @returns undefined when this is no message of ours, or cut off within its header
 */
export function readMessageHeader(bytes: Uint8Array): MessageHeader | undefined {
  const parsed = parseMessageHeader(bytes);
  return typeof parsed === 'string' ? undefined : parsed;
}

/** `count, (length, name, length, value)*`; an empty context has no count either. */
function contextOf(bytes: Buffer): Record<string, string> | undefined {
  // Object.create(null): a name such as `__proto__` must stay a name.
  const context: Record<string, string> = Object.create(null);
  if (bytes.byteLength === 0) return context;
  const cursor = new Cursor(bytes);
  try {
    for (let left = cursor.uint16(); left > 0; left -= 1) {
      const name = cursor.field();
      const value = cursor.field();
      if (!isUtf8(name) || !isUtf8(value)) return undefined;
      context[name.toString('utf8')] = value.toString('utf8');
    }
  } catch (error) {
    if (error instanceof OutOfBytes) return undefined;
    throw error;
  }
  return cursor.at === bytes.byteLength ? context : undefined;
}

/** Key name, tag length in bits, IV length in bytes, IV: the raw AES keyring's provider information. */
function keyNameOf(info: Buffer): string | undefined {
  const nameBytes = info.byteLength - 8 - IV_BYTES;
  if (nameBytes < 1) return undefined;
  const name = info.subarray(0, nameBytes);
  const sane = info.readUInt32BE(nameBytes) === TAG_BYTES * 8 && info.readUInt32BE(nameBytes + 4) === IV_BYTES;
  return sane && isUtf8(name) ? name.toString('utf8') : undefined;
}
