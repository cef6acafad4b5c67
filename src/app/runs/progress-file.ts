import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../base/clock.js';

const Contents = z.object({
  job: z.string(),
  system: z.string().optional(),
  pid: z.int(),
  host: z.string(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Objects taken up so far; it grows while the listing is read. */
  planned: z.int(),
  finished: z.int(),
});

/** A run as another process sees it while it goes on: counts, nothing personal. */
export type RunningProgress = z.infer<typeof Contents>;

const LEAST_MS = 1000;

const fileOf = (dir: string): string => join(dir, 'run', 'progress.json');

/** Written by the process that runs a job, at most once a second. A disk that takes no more never stops a job. */
export class ProgressFile {
  readonly #file: string;
  readonly #clock: Clock;
  #contents: RunningProgress;
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(dir: string, job: string, system: string | undefined, clock: Clock) {
    const now = clock.now().toISOString();
    const place = { pid: process.pid, host: hostname(), startedAt: now, updatedAt: now };
    this.#file = fileOf(dir);
    this.#clock = clock;
    this.#contents = { job, ...(system === undefined ? {} : { system }), ...place, planned: 0, finished: 0 };
    this.#write();
  }

  update(planned: number, finished: number): void {
    this.#contents = { ...this.#contents, planned, finished };
    if (this.#clock.now().getTime() - this.#writtenAt >= LEAST_MS) this.#write();
  }

  remove(): void {
    try {
      rmSync(this.#file, { force: true });
    } catch {
      // As with writing: whoever reads it sees that its process is gone.
    }
  }

  #write(): void {
    const now = this.#clock.now();
    this.#writtenAt = now.getTime();
    this.#contents.updatedAt = now.toISOString();
    try {
      mkdirSync(join(this.#file, '..'), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.#file}.tmp`, JSON.stringify(this.#contents), { mode: 0o600 });
      renameSync(`${this.#file}.tmp`, this.#file);
    } catch {
      // Progress is for looking on.
    }
  }
}

/** What runs now; undefined when nothing does, or when the process that wrote it is gone. */
export function readProgress(dir: string): RunningProgress | undefined {
  try {
    const progress = Contents.parse(JSON.parse(readFileSync(fileOf(dir), 'utf8')));
    return progress.host !== hostname() || isAlive(progress.pid) ? progress : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process: it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
