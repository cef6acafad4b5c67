import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** Gives `work` the input as a file of this thread, in a folder that is gone afterwards. */
export async function asFile<T>(
  input: Uint8Array,
  name: string,
  work: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(tmpdir(), `kimitsu-fuzz-${process.pid}-${threadId}`);
  const file = join(folder, name);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, input, { mode: 0o600 });
    return await work(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
