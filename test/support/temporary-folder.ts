import { chmod, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '../../src/base/clock.js';

/** A file system in memory, where Linux has one. */
const IN_MEMORY = '/dev/shm';
/** Several times what a run leaves behind; a container often has 64 MiB there. */
const ROOM = 2 * 1024 ** 3;
const NAME = 'kimitsu-tests-';

/**
 * All that a run of tests writes goes into one folder, which is removed at its end. The folder is in memory if there is
 * room: the product waits until what it writes is on the disk, and the tests would wait with it several thousand times.
 * TMPDIR names another place; `npm run test:slow` uses the disk.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const parent = process.env.TMPDIR ?? ((await hasRoom(IN_MEMORY)) ? IN_MEMORY : tmpdir());
  await removeLeftovers(parent);
  const folder = await mkdtemp(join(parent, NAME));
  // PostgreSQL runs as another user and has its folder in this one.
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => rm(folder, { recursive: true, force: true });
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM;
}

/** Of runs that were killed: memory has to be given back. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(NAME)) continue;
    const { mtimeMs } = await stat(join(parent, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < Date.now() - DAY_MS) await rm(join(parent, name), { recursive: true, force: true });
  }
}
