import { execFile } from 'node:child_process';
import { access, constants, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * An ext4 file system in a file that can be made to meet an error: it then becomes read-only at once, open files
 * included, and what was not durable by then is gone after its repair. Only root can have one.
 */
export class FailingDisk {
  private constructor(
    readonly folder: string,
    readonly image: string,
    private device: string,
  ) {}

  /** @returns why there can be none here; undefined when there can */
  static async missing(): Promise<string | undefined> {
    if (process.getuid?.() !== 0) return 'only root can have a loop device';
    try {
      await access('/dev/loop-control', constants.W_OK);
      await execute('losetup', ['--find']);
      await execute('mkfs.ext4', ['-V']);
      await access('/sys/fs/ext4/features');
      return undefined;
    } catch (error) {
      return `no loop device, or no ext4: ${(error as NodeJS.ErrnoException).code ?? 'failed'}`;
    }
  }

  static async make(place: string, megabytes: number): Promise<FailingDisk> {
    const image = `${place}.ext4`;
    await writeFile(image, '');
    await truncate(image, megabytes * 2 ** 20);
    await execute('mkfs.ext4', ['-q', image]);
    await mkdir(place);
    const disk = new FailingDisk(place, image, '');
    await disk.#mount();
    return disk;
  }

  /** What was written before a scenario begins is not what it is about. */
  async settle(): Promise<void> {
    await execute('sync', ['-f', this.folder]);
  }

  async fail(): Promise<void> {
    await writeFile(`/sys/fs/ext4/${basename(this.device)}/trigger_fs_error`, 'fault');
  }

  /** As an operator does, with the same result as after a power failure. */
  async repair(): Promise<void> {
    await this.#unmount();
    // 1: errors were corrected.
    await execute('e2fsck', ['-fy', this.image]).catch((error: { code?: number }) => {
      if (error.code !== 1) throw error;
    });
    await this.#mount();
  }

  async remove(): Promise<void> {
    await this.#unmount();
    await rm(this.image);
  }

  async #mount(): Promise<void> {
    await execute('mount', ['-o', 'loop,errors=remount-ro', this.image, this.folder]);
    const { stdout } = await execute('findmnt', ['-n', '-o', 'SOURCE', join(this.folder)]);
    this.device = stdout.trim();
  }

  async #unmount(): Promise<void> {
    for (let tries = 0; ; tries++) {
      const failed = await execute('umount', [this.folder]).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failed === undefined) return;
      if (tries === 20) throw failed;
      await delay(100);
    }
  }
}
