import { Fault } from '../base/fault.js';
import { type ByteQueue, lengthOf } from './byte-queue.js';
import { IV_BYTES, type MessageHeader, TAG_BYTES } from './message-header.js';

const LAST_FRAME = 0xffffffff;
const NUMBER_BYTES = 4;

/** What the frames say about themselves, for comparison with what the SDK gives out. */
export interface FrameTally {
  plaintextBytes: number;
  ended: boolean;
}

/**
 * Passes the body of a message on, frame by frame, and checks its skeleton: numbers without a gap, a last frame, nothing
 * after it. The SDK alone would collect whatever follows the last frame in memory and call the message good.
 *
 * @param queue - at the first frame, right behind the header
 * @throws {Fault} `integrity` / `protect/truncated` or `protect/altered`
 */
export async function* frames(queue: ByteQueue, header: MessageHeader, tally: FrameTally): AsyncGenerator<Buffer> {
  const wholeFrame = NUMBER_BYTES + IV_BYTES + header.frameBytes + TAG_BYTES;
  for (let number = 1; ; number += 1) {
    const mark = await queue.peek(NUMBER_BYTES);
    if (mark.byteLength < NUMBER_BYTES) throw truncated(number);
    if (mark.readUInt32BE() === LAST_FRAME) {
      yield* await lastFrame(queue, header, number, tally);
      return;
    }
    if (mark.readUInt32BE() !== number) throw altered(number);
    const frame = await queue.takeParts(wholeFrame);
    if (lengthOf(frame) < wholeFrame) throw truncated(number);
    tally.plaintextBytes += header.frameBytes;
    yield* frame;
  }
}

async function lastFrame(
  queue: ByteQueue,
  header: MessageHeader,
  number: number,
  tally: FrameTally,
): Promise<Buffer[]> {
  const lead = NUMBER_BYTES + NUMBER_BYTES + IV_BYTES + NUMBER_BYTES;
  const start = await queue.peek(lead);
  if (start.byteLength < lead) throw truncated(number);
  const contentBytes = start.readUInt32BE(lead - NUMBER_BYTES);
  if (start.readUInt32BE(NUMBER_BYTES) !== number || contentBytes > header.frameBytes) throw altered(number);
  const frame = await queue.takeParts(lead + contentBytes + TAG_BYTES);
  if (lengthOf(frame) < lead + contentBytes + TAG_BYTES) throw truncated(number);
  if ((await queue.peek(1)).byteLength > 0) throw altered(number);
  tally.plaintextBytes += contentBytes;
  tally.ended = true;
  return frame;
}

/**
 * Bytes of content in a message of this length, as its unauthenticated header says; whether it is so, only reading tells.
 * @throws {Fault} `integrity` / `protect/truncated` when no message has this length
 */
export function contentBytes(messageBytes: number, { headerBytes, frameBytes }: MessageHeader): number {
  const lastFrame = NUMBER_BYTES + NUMBER_BYTES + IV_BYTES + NUMBER_BYTES + TAG_BYTES;
  const wholeFrame = NUMBER_BYTES + IV_BYTES + frameBytes + TAG_BYTES;
  const left = messageBytes - headerBytes - lastFrame;
  const frames = Math.floor(left / wholeFrame);
  if (left < 0 || left % wholeFrame > frameBytes) throw truncated(Math.max(frames, 0) + 1);
  return frames * frameBytes + (left % wholeFrame);
}

export function altered(frame: number, cause?: unknown): Fault {
  return new Fault('integrity', 'protect/altered', 'the encrypted content was altered', { frame }, { cause });
}

export function truncated(frame: number): Fault {
  return new Fault('integrity', 'protect/truncated', 'the encrypted content ends too early', { frame });
}
