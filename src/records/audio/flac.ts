import { ByteCursor } from '../byte-cursor.js';
import { MAX_TAG_BYTES } from '../limits.js';
import { type Batches, problem, type Reading, record } from '../reading.js';
import type { RecordField } from '../record.js';
import { tagField, tagText } from './tag-text.js';
import { vorbisFields } from './vorbis-comment.js';

const COMMENT = 4;
const PICTURE = 6;

/**
 * A recording in FLAC: one record with its comments and the descriptions of its pictures. The sound is not examined; a
 * file that ends before it is `records/truncated-audio`.
 *
 * @see RFC 9639, 8
 */
export async function* readFlac(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  const input = new ByteCursor(bytes);
  const fields: RecordField[] = [];
  await input.skip(4);
  let cut = false;
  for (let last = false; !last && !cut; ) {
    const head = await input.take(4);
    cut = head.length < 4;
    if (cut) break;
    last = ((head[0] ?? 0) & 0x80) !== 0;
    const type = (head[0] ?? 0) & 0x7f;
    const length = head.readUIntBE(1, 3);
    const block = await input.take(Math.min(length, MAX_TAG_BYTES));
    const over = await input.skip(length - block.length);
    reading.skip(over);
    cut = block.length + over < length;
    if (type === COMMENT) fields.push(...vorbisFields(block));
    else if (type === PICTURE) fields.push(...pictureFields(block));
  }
  const audioBytes = await input.skip(Number.POSITIVE_INFINITY);
  reading.skip(audioBytes);
  reading.summary.facts = { audioBytes };
  yield [record('document', fields)];
  if (cut || audioBytes === 0) yield [problem('records/truncated-audio', `byte ${input.position}`)];
}

function pictureFields(block: Buffer): RecordField[] {
  if (block.length < 8) return [];
  const at = 8 + block.readUInt32BE(4);
  if (at + 4 > block.length) return [];
  const length = block.readUInt32BE(at);
  return tagField('picture', tagText(block.subarray(at + 4, at + 4 + length)), 'FLAC');
}
