import { constants } from 'node:fs';
import { lstat, mkdir, open, opendir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteStream } from '../../base/bytes.js';
import { errnoOf, Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import type { PackageEntry, PackageFiles, PackageTarget } from './files.js';
import { staysInside } from './manifest.js';

/** A package in a folder, for reading. */
export class FolderPackage implements PackageFiles {
  constructor(readonly folder: string) {}

  async *list(): AsyncGenerator<PackageEntry> {
    yield* entries(this.folder, '');
  }

  async read(path: string): Promise<ByteStream | undefined> {
    try {
      // A pipe would keep the opening waiting for its other end.
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      const file = await open(inside(this.folder, path), flags);
      if ((await file.stat()).isFile()) return file.createReadStream({ highWaterMark: 256 * 1024 });
      await file.close();
      return undefined;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) return undefined;
      throw destinationFault(error);
    }
  }

  async size(path: string): Promise<number | undefined> {
    try {
      const found = await lstat(inside(this.folder, path));
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) return undefined;
      throw destinationFault(error);
    }
  }
}

/** Written as `.name.partial`, renamed when complete; single files are written beside it and moved in. */
export class FolderTarget implements PackageTarget {
  readonly place: string;
  readonly #partial: string;
  readonly #temporary: string;

  constructor(parent: string, name: string) {
    this.place = join(parent, name);
    this.#partial = join(parent, `.${name}.partial`);
    this.#temporary = join(parent, `.${name}.writing`);
  }

  async *list(): AsyncGenerator<PackageEntry> {
    yield* (await this.#files()).list();
  }

  async read(path: string): Promise<ByteStream | undefined> {
    return (await this.#files()).read(path);
  }

  async size(path: string): Promise<number | undefined> {
    return (await this.#files()).size(path);
  }

  async write(path: string, body: ByteStream, _details: unknown, signal: AbortSignal): Promise<void> {
    const temporary = join(this.#temporary, randomId('file'));
    const final = inside(this.#partial, path);
    try {
      await mkdir(this.#temporary, { recursive: true, mode: 0o700 });
      await writeWhole(temporary, body, signal);
      await makeFolders(dirname(final));
      await rename(temporary, final);
      await syncFolder(dirname(final));
    } catch (error) {
      await rm(temporary, { force: true });
      throw destinationFault(error);
    }
  }

  async isComplete(): Promise<boolean> {
    return exists(this.place);
  }

  async complete(): Promise<void> {
    if (!(await this.isComplete())) {
      await rename(this.#partial, this.place).catch((error) => Promise.reject(destinationFault(error)));
      await syncFolder(dirname(this.place));
    }
    await rm(this.#temporary, { recursive: true, force: true });
  }

  async #files(): Promise<FolderPackage> {
    return new FolderPackage((await this.isComplete()) ? this.place : this.#partial);
  }
}

async function* entries(root: string, below: string): AsyncGenerator<PackageEntry> {
  const folder = await opendir(join(root, below)).catch((error) => {
    if (errnoOf(error) === 'ENOENT' && below === '') return undefined;
    throw destinationFault(error);
  });
  if (!folder) return;
  for await (const entry of folder) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* entries(root, path);
    else if (entry.isFile()) yield { path, bytes: (await lstat(join(root, path))).size, regular: true };
    else yield { path, bytes: 0, regular: false };
  }
}

async function writeWhole(path: string, body: ByteStream, signal: AbortSignal): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** New folders are as durable as what is put into them. */
async function makeFolders(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw destinationFault(error);
  }
}

function inside(root: string, path: string): string {
  if (!staysInside(path)) throw new Fault('integrity', 'migrate/unsafe-path', 'a path leaves its package');
  return join(root, path);
}

const FAULTS = {
  full: [
    'unavailable',
    'migrate/destination-full',
    'the destination has no room left',
    'make room there, then run again',
  ],
  denied: ['denied', 'migrate/destination-denied', 'the destination may not be read or written', 'see who owns it'],
  other: ['unavailable', 'migrate/destination-unavailable', 'the destination cannot be read or written', 'mount it'],
} as const;

const KINDS: Readonly<Record<string, keyof typeof FAULTS>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
};

/** A system error names the file, which may be personal: only its code goes on. */
function destinationFault(error: unknown): unknown {
  const code = errnoOf(error);
  if (error instanceof Fault || code === undefined || code.startsWith('ERR_') || code === 'ABORT_ERR') return error;
  const [kind, name, message, hint] = FAULTS[KINDS[code] ?? 'other'];
  return new Fault(kind, name, message, { reason: code }, { hint });
}
