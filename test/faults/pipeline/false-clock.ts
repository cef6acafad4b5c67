import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PLACES = ['/usr/lib/x86_64-linux-gnu/faketime', '/usr/lib/aarch64-linux-gnu/faketime', '/usr/lib/faketime'];
const LIBRARY = 'libfaketimeMT.so.1';
const OFFSET = /^[+-]\d+[smhd]?$/;

/** A wall clock that is wrong, for processes that begin with `env`: libfaketime stands between them and the system. */
export class FalseClock {
  private constructor(
    private readonly library: string,
    private readonly file: string,
  ) {}

  /** @returns undefined where libfaketime is not installed, or does not work with Node */
  static async make(file: string): Promise<FalseClock | undefined> {
    for (const place of PLACES) {
      const names = await readdir(place).catch((): string[] => []);
      if (!names.some((name) => name === LIBRARY)) continue;
      const clock = new FalseClock(join(place, LIBRARY), file);
      await clock.set('+400d');
      const env = { ...process.env, ...clock.env };
      const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'Date.now()'], { env });
      if (Number(stdout) - Date.now() > 399 * 86_400_000) return clock;
    }
    return undefined;
  }

  /** The time that the system measures waiting with goes on as ever, and so do the times of files. */
  get env(): Record<string, string> {
    return {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  /** @param offset - from the true time: `+5h`, `-40d`. Processes that run see it at their next look at the clock */
  async set(offset: string): Promise<void> {
    if (!OFFSET.test(offset)) throw new Error(`no offset: ${offset}`);
    await writeFile(this.file, `${offset}\n`);
  }
}
