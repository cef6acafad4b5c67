import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../../base/fault.js';
import { type OpenedCheckpoint, openCheckpoint } from '../../certify/checkpoint-open.js';
import { NotAccepted } from '../../certify/jws-open.js';

/** One JWS per line, oldest first. Beside the catalogue, so that a change of the one does not change the other. */
export const checkpointFile = (dir: string): string => join(dir, 'audit', 'checkpoints.jsonl');

/** Longer lines are no checkpoints and are not held. */
const MAX_LINE_BYTES = 16 * 1024;

/**
 * The checkpoints of the file in its order; `unreadable` for a line that is none or whose signature does not hold. What
 * a crash has cut off behind the last line feed is none of them. No file: none.
 */
export async function* readCheckpoints(file: string): AsyncGenerator<OpenedCheckpoint | 'unreadable'> {
  for await (const line of wholeLines(file)) yield line === undefined ? 'unreadable' : opened(line);
}

/** The last checkpoint of the file. @throws {NotAccepted} when the last line is none */
export async function lastCheckpoint(file: string): Promise<OpenedCheckpoint | undefined> {
  let last: string | undefined;
  let lines = 0;
  for await (const line of wholeLines(file)) {
    last = line;
    lines += 1;
  }
  return lines === 0 ? undefined : openCheckpoint(last ?? '');
}

/** Adds a line and syncs it; an unfinished line that a crash left goes first. */
export async function appendCheckpoint(file: string, jws: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    await handle.truncate(await lengthOfLines(file));
    await handle.appendFile(`${jws}\n`, 'latin1');
    await handle.sync();
  } finally {
    await handle.close();
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

function opened(line: string): OpenedCheckpoint | 'unreadable' {
  try {
    return openCheckpoint(line);
  } catch (error) {
    if (error instanceof NotAccepted) return 'unreadable';
    throw error;
  }
}

/** Lines that end with a line feed; undefined for one that is too long. */
async function* wholeLines(file: string): AsyncGenerator<string | undefined> {
  let rest = '';
  for await (const piece of piecesOf(file)) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop()!.slice(0, MAX_LINE_BYTES + 1);
    for (const part of parts) yield part.length > MAX_LINE_BYTES ? undefined : part;
  }
}

async function lengthOfLines(file: string): Promise<number> {
  let [length, read] = [0, 0];
  for await (const piece of piecesOf(file)) {
    const end = piece.lastIndexOf('\n');
    if (end >= 0) length = read + end + 1;
    read += piece.length;
  }
  return length;
}

/** Latin-1, so that a character is a byte. */
async function* piecesOf(file: string): AsyncGenerator<string> {
  try {
    for await (const piece of createReadStream(file, 'latin1')) yield piece as string;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
