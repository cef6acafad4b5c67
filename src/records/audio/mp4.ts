import { ByteCursor } from '../byte-cursor.js';
import { MAX_TAG_BYTES } from '../limits.js';
import { type Batches, problem, type Reading, record } from '../reading.js';
import type { RecordField } from '../record.js';
import { Mp4Tags } from './mp4-tags.js';

/** Boxes that hold boxes and, somewhere below, texts. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'udta', 'meta', 'ilst']);
const MAX_DEPTH = 16;

interface Box {
  type: string;
  /** Position behind its last byte. */
  end: number;
}

/**
 * A recording in MP4 (M4A, 3GP, QuickTime): one record with the texts of its `udta` and `ilst` boxes. The sound is not
 * examined; a file that ends inside a box is `records/truncated-audio`.
 *
 * @see ISO/IEC 14496-12; Apple, QuickTime File Format, "Metadata"
 */
export async function* readMp4(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  const input = new ByteCursor(bytes);
  const tags = new Mp4Tags();
  const open: Box[] = [];
  const seen = new Set<string>();
  let audioBytes = 0;
  let truncated = false;
  let brokenAt: number | undefined;
  while (!truncated) {
    while (open.length > 0 && input.position >= (open.at(-1)?.end ?? 0)) open.pop();
    const start = input.position;
    const box = await nextBox(input, open.at(-1)?.end ?? Number.POSITIVE_INFINITY);
    if (box === 'end') break;
    if (box === 'broken') {
      // Behind the last box of `udta` QuickTime writes four zeros; what is no box otherwise ends the reading.
      if (open.length > 0) {
        await input.skip((open.at(-1)?.end ?? 0) - input.position);
        continue;
      }
      brokenAt = start;
      break;
    }
    seen.add(box.type);
    if (box.type === 'meta') await skipVersion(input);
    const inside = open.map(({ type }) => type);
    if (CONTAINERS.has(box.type) && open.length < MAX_DEPTH) {
      open.push(box);
    } else if (Mp4Tags.holdsText(box.type, inside)) {
      const length = box.end - input.position;
      const content = await input.take(Math.min(length, MAX_TAG_BYTES));
      tags.add(box.type, content, inside);
      const over = await input.skip(length - content.length);
      reading.skip(over);
      truncated = content.length + over < length;
    } else {
      const passed = await input.skip(box.end - input.position);
      reading.skip(passed);
      if (box.type === 'mdat') audioBytes += passed;
      truncated = box.end !== Number.POSITIVE_INFINITY && input.position < box.end;
    }
  }
  truncated ||= open.some(({ end }) => end !== Number.POSITIVE_INFINITY && input.position < end);
  reading.skip(await input.skip(Number.POSITIVE_INFINITY));
  reading.summary.facts = { audioBytes };
  const fields: RecordField[] = tags.fields;
  yield [record('document', fields)];
  if (brokenAt !== undefined) yield [problem('records/broken-chunk', `byte ${brokenAt}`)];
  else if (truncated || !seen.has('moov')) yield [problem('records/truncated-audio', `byte ${input.position}`)];
}

/** Header of the box at the cursor, of at most the bytes up to `limit`. */
async function nextBox(input: ByteCursor, limit: number): Promise<Box | 'end' | 'broken'> {
  const start = input.position;
  const head = await input.take(Math.min(8, limit - start));
  if (head.length === 0) return 'end';
  if (head.length < 8) return 'broken';
  const type = head.toString('latin1', 4, 8);
  let size = head.readUInt32BE(0);
  if (size === 1) {
    const wide = await input.take(8);
    if (wide.length < 8) return 'broken';
    size = Number(wide.readBigUInt64BE(0));
  }
  const end = size === 0 ? limit : start + size;
  return size !== 0 && (end < input.position || end > limit) ? 'broken' : { type, end };
}

/** `meta` has a version and flags in MP4 and none in QuickTime, where a box follows at once. */
async function skipVersion(input: ByteCursor): Promise<void> {
  const head = await input.peek(8);
  if (head.toString('latin1', 4, 8) !== 'hdlr') await input.skip(4);
}
