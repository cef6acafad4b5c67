import { open, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, Fault } from '../../base/fault.js';
import type { LogFile } from '../../watch/log-source.js';

/**
 * Every file below a folder, in the order of their names. Links are not followed: a log lies where it was put.
 * @throws {Fault} usage `watch/no-folder`
 */
export async function* folderLogs(root: string, signal?: AbortSignal): AsyncGenerator<LogFile> {
  for await (const path of pathsBelow(root, '')) {
    signal?.throwIfAborted();
    const file = join(root, path);
    const known = await stat(file).catch(unreadable);
    // Rotated away since it was listed.
    if (!known) continue;
    const { size, mtimeMs, ino } = known;
    yield {
      path,
      size,
      modified: Math.floor(mtimeMs),
      etag: `${size}-${Math.floor(mtimeMs)}-${ino}`,
      async open(stopped) {
        const handle = await open(file).catch(unreadable);
        if (!handle) throw logUnreadable(undefined);
        return handle.createReadStream({ end: size, ...(stopped ? { signal: stopped } : {}) });
      },
      signature: async () => undefined,
    };
  }
}

async function* pathsBelow(root: string, folder: string): AsyncGenerator<string> {
  const entries: { name: string; folder: boolean }[] = [];
  try {
    for await (const entry of await opendir(join(root, folder)))
      if (entry.isDirectory() || entry.isFile()) entries.push({ name: entry.name, folder: entry.isDirectory() });
  } catch (cause) {
    if (folder !== '' && errnoOf(cause) === 'ENOENT') return;
    throw noFolder(cause);
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, folder: deeper } of entries) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (deeper) yield* pathsBelow(root, path);
    else yield path;
  }
}

/** Undefined where the file is gone. @throws {Fault} unavailable `watch/log-unreadable` */
function unreadable(cause: unknown): undefined {
  if (errnoOf(cause) !== 'ENOENT') throw logUnreadable(cause);
}

function logUnreadable(cause: unknown): Fault {
  const detail = { reason: errnoOf(cause) ?? 'gone' };
  const hint = 'give the right to read the log files, and run it again';
  return new Fault('unavailable', 'watch/log-unreadable', 'a log file cannot be read', detail, { cause, hint });
}

function noFolder(cause: unknown): Fault {
  const detail = { reason: errnoOf(cause) ?? 'unknown' };
  const hint = 'correct watch.sources in kimitsu.yaml, or give the right to read the folder';
  return new Fault('usage', 'watch/no-folder', 'the folder of a log source cannot be read', detail, { cause, hint });
}
