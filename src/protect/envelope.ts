import type { ByteStream } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import { ByteQueue, lengthOf } from './byte-queue.js';
import { altered, type FrameTally, frames, truncated } from './frames.js';
import { HEADER_LIMIT, type MessageHeader, parseMessageHeader } from './message-header.js';
import { throughSdk } from './sdk-stream.js';
import type { WrappingKey } from './wrapping-key.js';

/** Plaintext bytes per frame: the unit of verification and of memory. Measured: 64 KiB is slower, 1 MiB no faster. */
export const FRAME_BYTES = 256 * 1024;

/** With the first message: to load it takes a fifth of a second, and a worker that classifies may meet none. */
const loadSdk = () => import('./sdk.js');

/** Pairs bound to a message in clear; never personal. */
export type EnvelopeContext = Readonly<Record<string, string>>;

/**
 * Encrypts to one AWS Encryption SDK message: AES-256-GCM with key commitment, no signature, one data key wrapped by
 * `key`. Any implementation of the SDK opens it with a raw AES keyring of namespace `kimitsu` and name `key.name`.
 * Memory: a few frames.
 */
export async function* encryptStream(
  plaintext: ByteStream,
  key: WrappingKey,
  context: EnvelopeContext,
): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue(plaintext);
  try {
    const { messageWriter, WrappingKeyring } = await loadSdk();
    const writer = await messageWriter(new WrappingKeyring(key), context, FRAME_BYTES);
    try {
      // With the first frame, so that a small record is one chunk.
      for (let lead: Buffer | undefined = writer.header; ; lead = undefined) {
        const parts = await queue.takeParts(FRAME_BYTES);
        const last = lengthOf(parts) < FRAME_BYTES;
        const frame = last ? writer.lastFrame(parts) : writer.frame(parts);
        yield lead ? Buffer.concat([lead, frame]) : frame;
        if (last) return;
      }
    } finally {
      writer.dispose();
    }
  } finally {
    await queue.close();
  }
}

export interface DecryptRequest {
  /** Gives the key a message asks for, e.g. `(header) => unitKeys.forReading(header.keyName)`. */
  keyFor(header: MessageHeader): Promise<WrappingKey>;
  /** Pairs the message must carry with exactly these values. */
  context: EnvelopeContext;
}

/**
 * Opens one message. Every chunk given out is authenticated by its frame, but only the end of the stream proves that
 * nothing is missing: act on the whole only once it has ended without a Fault.
 *
 * @throws {Fault} `integrity`: `protect/not-a-message`, `protect/wrong-context`, `protect/wrong-key`,
 * `protect/altered`, `protect/truncated`; whatever `keyFor` throws; whatever the source throws
 */
export async function* decryptStream(ciphertext: ByteStream, request: DecryptRequest): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue(ciphertext);
  try {
    const header = await headerOf(queue);
    for (const [name, value] of Object.entries(request.context)) {
      if (header.context[name] !== value) {
        throw new Fault('integrity', 'protect/wrong-context', 'the message belongs to something else', { name });
      }
    }
    yield* decryptFrames(queue, header, await request.keyFor(header));
  } finally {
    await queue.close();
  }
}

async function* decryptFrames(queue: ByteQueue, header: MessageHeader, key: WrappingKey): AsyncGenerator<Uint8Array> {
  const { decryptor, WrappingKeyring } = await loadSdk();
  const tally: FrameTally = { plaintextBytes: 0, ended: false };
  const source = async function* () {
    yield await queue.take(header.headerBytes);
    yield* frames(queue, header, tally);
  };
  const keyring = new WrappingKeyring(key);
  const stream = decryptor(keyring);
  const feed = failingOpenly(source());
  let bytes = 0;
  try {
    for await (const chunk of throughSdk(stream, feed.items)) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    if (keyring.failure) throw keyring.failure;
    // Ours and the source's own failures stay as they are; what the SDK objects to is altered content.
    if (error instanceof Fault || error === feed.failure) throw error;
    throw altered(Math.floor(bytes / header.frameBytes) + 1, error);
  }
  // SDK versions before 5.0.1 could end early without an error, so its output is counted against the frames.
  if (!tally.ended || bytes !== tally.plaintextBytes) throw truncated(Math.floor(bytes / header.frameBytes) + 1);
}

/** Passes items on and remembers what the source threw. */
function failingOpenly<T>(source: AsyncIterable<T>): { items: AsyncIterable<T>; failure: unknown } {
  const feed: { items: AsyncIterable<T>; failure: unknown } = { items: source, failure: undefined };
  feed.items = (async function* () {
    try {
      yield* source;
    } catch (error) {
      feed.failure = error;
      throw error;
    }
  })();
  return feed;
}

async function headerOf(queue: ByteQueue): Promise<MessageHeader> {
  for (let want = 1024; ; want *= 2) {
    const start = await queue.peek(want);
    const parsed = parseMessageHeader(start);
    if (typeof parsed === 'object') return parsed;
    if (parsed === 'foreign' || want >= HEADER_LIMIT) {
      throw new Fault('integrity', 'protect/not-a-message', 'this is not an encrypted message of kimitsu');
    }
    if (start.byteLength < want) throw truncated(0);
  }
}
