import { ByteCursor } from '../byte-cursor.js';
import { MAX_TAG_BYTES } from '../limits.js';
import { mp3FrameLength } from '../magic.js';
import { type Batches, type Item, problem, type Reading, record } from '../reading.js';
import type { RecordField } from '../record.js';
import { apeFields } from './ape.js';
import { id3Fields, id3Length, id3v1Fields } from './id3.js';

/** Tags behind the sound are looked for in so many bytes at the end. */
const TAIL_BYTES = 64 * 1024;

/**
 * A recording in MPEG audio layer III: one record with the texts of its tags (ID3v2 before the sound, ID3v1 and APE
 * behind it). The sound is not examined, but followed frame by frame: one that ends inside a frame is
 * `records/truncated-audio`.
 */
export async function* readMp3(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  const input = new ByteCursor(bytes);
  const fields: RecordField[] = [];
  const problems: Item[] = [];
  let truncated = false;
  for (let length = id3Length(await input.peek(10)); length !== undefined && !truncated; ) {
    const header = await input.take(10);
    const body = await input.take(Math.min(length, MAX_TAG_BYTES));
    const over = await input.skip(length - body.length);
    fields.push(...id3Fields(header, body));
    truncated = body.length + over < length;
    if (over > 0 && !truncated) problems.push(problem('records/line-too-long', 'document'));
    reading.skip(over);
    length = id3Length(await input.peek(10));
  }
  const sound = await passFrames(input);
  const { tail, audioBytes } = await lastBytes(input, sound.tail);
  const ends = tagsBehind(tail);
  fields.push(...ends.fields);
  truncated ||= sound.cut && ends.length === 0;
  reading.skip(sound.bytes + audioBytes - ends.length);
  reading.summary.facts = { audioBytes: sound.bytes + audioBytes - ends.length };
  yield [record('document', fields), ...problems];
  if (truncated) yield [problem('records/truncated-audio', `byte ${input.position}`)];
}

/** Passes over frames as long as one follows the other. `cut`: the last is shorter than it says; it is the `tail`. */
async function passFrames(input: ByteCursor): Promise<{ bytes: number; cut: boolean; tail: Buffer }> {
  let bytes = 0;
  for (;;) {
    const length = mp3FrameLength(await input.peek(4), 0);
    if (length === undefined) return { bytes, cut: false, tail: Buffer.alloc(0) };
    const frame = await input.take(length);
    if (frame.length < length) return { bytes, cut: true, tail: frame };
    bytes += length;
  }
}

/** Reads to the end. `tail`: the last bytes; `audioBytes`: all, `before` among them. */
async function lastBytes(input: ByteCursor, before: Buffer): Promise<{ tail: Buffer; audioBytes: number }> {
  let tail: Buffer = before;
  let audioBytes = before.length;
  for (let piece = await input.next(TAIL_BYTES); piece; piece = await input.next(TAIL_BYTES)) {
    audioBytes += piece.length;
    tail = Buffer.from(Buffer.concat([tail, piece]).subarray(-TAIL_BYTES));
  }
  return { tail, audioBytes };
}

function tagsBehind(tail: Buffer): { fields: RecordField[]; length: number } {
  const fields: RecordField[] = [];
  let end = tail.length;
  if (end >= 128 && tail.toString('latin1', end - 128, end - 125) === 'TAG') {
    fields.push(...id3v1Fields(tail.subarray(end - 128)));
    end -= 128;
  }
  const ape = apeFields(tail.subarray(0, end));
  fields.push(...ape.fields);
  return { fields, length: tail.length - end + ape.length };
}
