/** Causes shown; a chain is never that long. */
const MOST = 8;

/**
 * Where an error came from, for its developer: classes, codes and places in the code. Never a message: that of a file
 * system names a record, that of a parser quotes one, and operators are asked to hand this on.
 */
export function stackOf(error: unknown): string {
  const lines: string[] = [];
  for (let cause = error, depth = 0; cause instanceof Error && depth < MOST; cause = cause.cause, depth += 1) {
    const code =
      'code' in cause && typeof cause.code === 'string' && /^[\w/-]+$/.test(cause.code) ? ` ${cause.code}` : '';
    lines.push(`${depth === 0 ? '' : 'caused by '}${cause.constructor.name}${code}`);
    // A message may span lines and look like frames: frames come behind it.
    const stack = cause.stack ?? '';
    const from = stack.indexOf(cause.message) + cause.message.length;
    lines.push(
      ...stack
        .slice(from)
        .split('\n')
        .filter((line) => /^ {4}at /.test(line)),
    );
  }
  return `${lines.join('\n')}\n`;
}
