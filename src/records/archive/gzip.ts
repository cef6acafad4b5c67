import { ByteCursor } from '../byte-cursor.js';
import { MAX_NESTING } from '../limits.js';
import { decodeBytes } from '../mail-words.js';
import { type Batches, field, problem, type ReadInner, type Reading, record, share } from '../reading.js';
import type { ReadHints, RecordField } from '../record.js';
import { type InflateEnd, Inflating } from './inflate.js';

/** Bits of the flags in the header. @see RFC 1952, 2.3.1 */
const HEADER_CHECKSUM = 1 << 1;
const EXTRA = 1 << 2;
const NAME = 1 << 3;
const COMMENT = 1 << 4;

/** Name and comment are looked for in so many bytes. */
const HEADER_BYTES = 64 * 1024;
const PIECE_BYTES = 64 * 1024;

const PROBLEMS: Record<Exclude<InflateEnd, 'whole'>, string> = {
  unfinished: 'records/broken-archive',
  truncated: 'records/truncated-archive',
  broken: 'records/broken-archive',
  exceeded: 'records/archive-bomb',
};

/**
 * A GZIP file: what is in it is read as if it stood there unpacked, under the name without `.gz`. The original name and
 * comment of the header are one record more.
 */
export async function* readGzip(
  bytes: AsyncIterable<Uint8Array>,
  hints: ReadHints,
  reading: Reading,
  readInner: ReadInner,
): Batches {
  const input = new ByteCursor(bytes);
  const header = headerTexts(await input.peek(HEADER_BYTES));
  if (header.length > 0) yield [record('header', header)];
  if (reading.depth >= MAX_NESTING) {
    reading.skip(await input.skip(Number.POSITIVE_INFINITY));
    yield [problem('records/too-deeply-nested')];
    return;
  }
  const inflating = new Inflating(input, 'gzip', reading.budget);
  const name = header.find((each) => each.name === 'filename')?.text ?? hints.name.replace(/\.gz$/i, '');
  const inner = readInner(inflating.bytes(), { name: name.replace(/\.tgz$/i, '.tar') }, reading);
  yield* inner.batches;
  const { charset, examinedBytes, unexaminedBytes } = inner.summary();
  reading.summary.charset = charset;
  reading.skip(share(unexaminedBytes, examinedBytes + unexaminedBytes, input.position));
  const end = await tailEnd(input, inflating.end, reading);
  if (end !== 'whole') yield [problem(PROBLEMS[end], `byte ${input.position}`)];
}

/** Zeros behind the end fill up a block of a tape; anything else there is hidden, and the file `broken`. */
async function tailEnd(input: ByteCursor, end: InflateEnd, reading: Reading): Promise<InflateEnd> {
  let hidden = false;
  for (let piece = await input.next(PIECE_BYTES); piece; piece = await input.next(PIECE_BYTES)) {
    reading.skip(piece.length);
    hidden ||= piece.some((byte) => byte !== 0);
  }
  return end === 'whole' && hidden ? 'broken' : end;
}

function headerTexts(head: Buffer): RecordField[] {
  const flags = head[3] ?? 0;
  let at = 10;
  if ((flags & EXTRA) !== 0 && at + 2 <= head.length) at += 2 + head.readUInt16LE(at);
  const fields: RecordField[] = [];
  for (const [bit, name] of [
    [NAME, 'filename'],
    [COMMENT, 'comment'],
  ] as const) {
    if ((flags & bit) === 0) continue;
    const end = head.indexOf(0, at);
    if (end < 0) break;
    if (end > at) fields.push(field(name, decodeBytes(head.subarray(at, end))));
    at = end + 1 + (bit === COMMENT && (flags & HEADER_CHECKSUM) !== 0 ? 2 : 0);
  }
  return fields;
}
