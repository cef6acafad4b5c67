/** Longest line that is held: an entry of the audit log has a few hundred bytes. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Lines of a stream, without their line feeds, one at a time; a last one without line feed counts as a line too. */
export async function* linesOf(bytes: AsyncIterable<Buffer>, tooLong: () => never): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    let start = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, start)) {
      const line = piece.subarray(start, end);
      yield rest.length > 0 ? Buffer.concat([rest, line]) : line;
      rest = Buffer.alloc(0);
      start = end + 1;
    }
    if (start < piece.length) rest = Buffer.concat([rest, piece.subarray(start)]);
    if (rest.length > MAX_LINE_BYTES) tooLong();
  }
  if (rest.length > 0) yield rest;
}
