import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../base/clock.js';
import { randomId } from '../../base/ids.js';
import type { RunProgress } from '../../run/runner.js';

const Contents = z.object({
  /** That under which the run is recorded, however it ends. */
  runId: z.string(),
  job: z.string(),
  system: z.string().optional(),
  /** Of a run that is recorded when it ends; erasures and the like have records of their own. */
  actor: z.string().optional(),
  scheduledFor: z.iso.datetime().optional(),
  pid: z.int(),
  host: z.string(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Objects taken up so far; it grows while the listing is read. */
  planned: z.int(),
  finished: z.int(),
  failed: z.int().optional(),
});

/** A run as another process sees it while it goes on: counts, nothing personal. */
export type RunningProgress = z.infer<typeof Contents>;

const LEAST_MS = 1000;

const fileOf = (dir: string): string => join(dir, 'run', 'progress.json');

/** Written by the process that runs a job, at most once a second. A disk that takes no more never stops a job. */
export class ProgressFile {
  readonly runId = randomId('run');
  readonly #file: string;
  readonly #clock: Clock;
  #contents: RunningProgress;
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(
    dir: string,
    run: Pick<RunningProgress, 'job' | 'actor' | 'scheduledFor'> & { system?: string | undefined },
    clock: Clock,
  ) {
    const now = clock.now().toISOString();
    const place = { pid: process.pid, host: hostname(), startedAt: now, updatedAt: now };
    this.#file = fileOf(dir);
    this.#clock = clock;
    this.#contents = { runId: this.runId, ...run, ...place, planned: 0, finished: 0 };
    this.#write();
  }

  update(counts: RunProgress): void {
    this.#contents = { ...this.#contents, ...counts };
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
  const progress = readContents(dir);
  return progress && (progress.host !== hostname() || isAlive(progress.pid)) ? progress : undefined;
}

/**
 * The run whose process was ended (a kill, a host that went down), which nobody has recorded yet.
 *
 * @param alone - nobody else can be running anything: the caller has the workspace for itself. Otherwise nothing is known
 *   of a process of another host
 */
export function readLeftProgress(dir: string, { alone }: { alone: boolean }): RunningProgress | undefined {
  const progress = readContents(dir);
  if (progress?.actor === undefined) return undefined;
  if (progress.host !== hostname()) return alone ? progress : undefined;
  return progress.pid === process.pid || !isAlive(progress.pid) ? progress : undefined;
}

function readContents(dir: string): RunningProgress | undefined {
  try {
    const read = JSON.parse(readFileSync(fileOf(dir), 'utf8'));
    // One that an older version has left has no id: its beginning tells it apart as well.
    return Contents.parse({ runId: `run-${read.startedAt}`, ...read });
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
