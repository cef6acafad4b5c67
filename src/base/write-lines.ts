import type { FileHandle } from 'node:fs/promises';

const CHUNK = 256 * 1024;

/** Writes texts as they come, many at a time: a million lines in a million writes would take minutes. */
export async function writeLines(file: FileHandle, lines: AsyncIterable<string>): Promise<void> {
  let waiting: string[] = [];
  let length = 0;
  for await (const line of lines) {
    waiting.push(line);
    length += line.length;
    if (length < CHUNK) continue;
    await file.appendFile(waiting.join(''));
    waiting = [];
    length = 0;
  }
  if (length > 0) await file.appendFile(waiting.join(''));
}
