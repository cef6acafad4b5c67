import { execFile } from 'node:child_process';
import { appendFile, mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A file system of its own, of a size of its own, in memory. It can be mounted in the namespace of this process only,
 * which `ownNamespace` makes, and goes with it.
 */
export class SmallDisk {
  /** @param folder - where one is mounted */
  constructor(readonly folder: string) {}

  /** @param folder - made when missing */
  static async mount(folder: string, megabytes: number): Promise<SmallDisk> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await execute('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
    return new SmallDisk(folder);
  }

  /** Leaves room for so many bytes, in whole pages, to everybody else; asked again, what has become free since is taken. */
  async fillUpTo(room: number): Promise<void> {
    const { bsize, bavail } = await statfs(this.folder);
    const pages = bavail - Math.ceil(room / bsize);
    if (pages > 0) await appendFile(this.#ballast, Buffer.alloc(pages * bsize));
  }

  async makeRoom(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }
}

/** Makes a folder and everything below it read-only, or writable again. Fails while a file in it is open for writing. */
export async function readOnly(folder: string, yes: boolean): Promise<void> {
  await execute('mount', ['-o', `remount,bind,${yes ? 'ro' : 'rw'}`, folder]);
}

/** A folder that `readOnly` can be asked of. */
export async function mountOnItself(folder: string): Promise<void> {
  await execute('mount', ['--bind', folder, folder]);
}
