import type * as Fs from 'node:fs/promises';

/**
 * Stands in for `node:fs/promises` and lets the process "die" before its n-th change of the disk: that call and all
 * later ones never return, so no clean-up runs, as after `kill -9`. A dying write has written half of its bytes.
 */
export class DyingDisk {
  /** Changes made since the last `arm`. */
  changes = 0;
  #dieAt = Number.POSITIVE_INFINITY;
  #died: () => void = () => {};
  #opened: Fs.FileHandle[] = [];

  /** @param step - 1 dies before the first change; Infinity never. @returns resolves when it dies */
  arm(step: number): Promise<void> {
    this.changes = 0;
    this.#dieAt = step;
    return new Promise((resolve) => {
      this.#died = resolve;
    });
  }

  /** Closes what the dead have left open. */
  async bury(): Promise<void> {
    const opened = this.#opened;
    this.#opened = [];
    for (const handle of opened) if (handle.fd >= 0) await handle.close();
  }

  wrap(fs: typeof Fs): typeof Fs {
    const step = this.#step.bind(this);
    return {
      ...fs,
      mkdir: ((...args: Parameters<typeof fs.mkdir>) => step(() => fs.mkdir(...args))) as typeof fs.mkdir,
      rename: (...args) => step(() => fs.rename(...args)),
      link: (...args) => step(() => fs.link(...args)),
      unlink: (...args) => step(() => fs.unlink(...args)),
      rmdir: (...args) => step(() => fs.rmdir(...args)),
      open: async (path, flags, mode) => {
        const handle = await (mode === undefined ? fs.open(path, flags) : step(() => fs.open(path, flags, mode)));
        this.#opened.push(handle);
        return this.#wrapHandle(handle);
      },
    };
  }

  #wrapHandle(handle: Fs.FileHandle): Fs.FileHandle {
    const { writeFile, sync } = handle;
    const write = handle.write as (bytes: Uint8Array, at: number, length: number) => ReturnType<typeof handle.write>;
    const step = this.#step.bind(this);
    handle.sync = () => step(() => sync.call(handle));
    handle.writeFile = (data, options) =>
      step(
        () => writeFile.call(handle, data, options),
        () => writeFile.call(handle, Buffer.from(data as Uint8Array).subarray(0, 5)),
      );
    handle.write = ((bytes: Uint8Array, at: number, length: number) =>
      step(
        () => write.call(handle, bytes, at, length),
        () => write.call(handle, bytes, at, length >> 1),
      )) as typeof handle.write;
    return handle;
  }

  async #step<T>(change: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    this.changes += 1;
    if (this.changes < this.#dieAt) return change();
    if (this.changes === this.#dieAt) {
      await half?.();
      this.#died();
    }
    return new Promise(() => {});
  }
}

export const disk = new DyingDisk();
