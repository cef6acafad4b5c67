import type { ByteStream } from '../base/bytes.js';
import { Fault } from '../base/fault.js';

/** A part of a content: bytes counted from 0, both ends inclusive; or so many from its end. */
export type ByteRange = { first: number; last: number | undefined } | { suffix: number };

/** Where a range lies in a content of known length. */
export interface Span {
  first: number;
  last: number;
}

/**
 * `FIRST-LAST`, `FIRST-` or `-SUFFIX`, as in RFC 9110 §14.1.2, one range; `bytes=` before it is taken as well.
 * @throws {Fault} usage / `read/bad-range`
 */
export function parseByteRange(text: string): ByteRange {
  const [, from = '', to = ''] = /^(?:bytes=)?(\d*)-(\d*)$/.exec(text.trim()) ?? [];
  const first = Number(from);
  const last = to === '' ? undefined : Number(to);
  const numbers = [first, last ?? 0];
  if ((from === '' && to === '') || !numbers.every(Number.isSafeInteger)) throw badRange();
  if (from === '') return { suffix: last ?? 0 };
  if (last !== undefined && last < first) throw badRange();
  return { first, last };
}

/** As `parseByteRange` takes it. */
export function rangeText(range: ByteRange): string {
  return 'suffix' in range ? `-${range.suffix}` : `${range.first}-${range.last ?? ''}`;
}

/**
 * A last byte beyond the end means the end, and so does a suffix longer than the content.
 * @throws {Fault} usage / `read/range-outside` when not one byte of the range exists
 */
export function spanOf(range: ByteRange, length: number): Span {
  const span =
    'suffix' in range
      ? { first: Math.max(length - range.suffix, 0), last: length - 1 }
      : { first: range.first, last: Math.min(range.last ?? length - 1, length - 1) };
  if (span.first <= span.last) return span;
  throw new Fault(
    'usage',
    'read/range-outside',
    'the record has no byte of this range',
    { bytes: length },
    { hint: `the record has ${length} bytes; the first is byte 0` },
  );
}

/** The bytes of `span`. Reads its source to the end all the same: only there it is proven that nothing is missing. */
export async function* within(content: ByteStream, { first, last }: Span): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of content) {
    const from = Math.max(first - at, 0);
    const to = Math.min(last + 1 - at, chunk.byteLength);
    if (from < to) yield chunk.subarray(from, to);
    at += chunk.byteLength;
  }
}

function badRange(): Fault {
  return new Fault(
    'usage',
    'read/bad-range',
    'this is not a range of bytes',
    {},
    { hint: 'give FIRST-LAST, FIRST- or -COUNT, both ends inclusive, the first byte being 0: 0-1023' },
  );
}
