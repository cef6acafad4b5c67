/** Half-open range of UTF-16 offsets. */
export interface Range {
  start: number;
  end: number;
}

/** Position of the first of ranges in order of start that does not begin before `offset`; their number where none does. */
export function firstFrom(ranges: readonly Pick<Range, 'start'>[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const ENDS_SENTENCE = new Set('。!?！？\n\r'.split('').map((mark) => mark.charCodeAt(0)));

/**
 * The part of the sentence around [start, end) that reaches at most `reach` units beyond either side.
 * Depends only on the text within `reach`, so it is the same whatever larger text surrounds it.
 */
export function sentenceWindow(text: string, start: number, end: number, reach: number): Range {
  let from = start;
  const lowest = Math.max(0, start - reach);
  while (from > lowest && !ENDS_SENTENCE.has(text.charCodeAt(from - 1))) from--;
  let to = end;
  const highest = Math.min(text.length, end + reach);
  while (to < highest && !ENDS_SENTENCE.has(text.charCodeAt(to))) to++;
  return { start: from, end: to };
}

/** The first of those in order of start that begins from `from` up to and with `to`; undefined where none does. */
export function firstWithin<P extends Pick<Range, 'start'>>(
  ordered: readonly P[],
  from: number,
  to: number,
): P | undefined {
  const first = ordered[firstFrom(ordered, from)];
  return first !== undefined && first.start <= to ? first : undefined;
}

/** A piece of a long text: `keep` is answered for, `read` is what must be seen to do so. */
export interface Piece {
  keep: Range;
  read: Range;
}

/**
 * Cuts a text of `length` units into pieces of `size` that each read `margin` beyond what they keep. Whoever looks no
 * further than `margin` from where a finding starts gets the same findings from the pieces as from the whole.
 */
export function* piecesOf(length: number, size: number, margin: number): Generator<Piece> {
  for (let start = 0; start < length || start === 0; start += size) {
    const end = Math.min(length, start + size);
    yield {
      keep: { start, end },
      read: { start: Math.max(0, start - margin), end: Math.min(length, end + margin) },
    };
  }
}
