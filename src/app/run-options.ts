import type { RunOptions } from '../run/runner.js';
import type { Workspace } from './workspace.js';

/** What a command may ask of a run. */
export interface RunRequest {
  system?: string;
  signal?: AbortSignal;
  onProgress?: RunOptions['onProgress'];
  /** The time that the schedule named, where it is the schedule that asks. */
  scheduledFor?: Date;
}

export interface DistributableRequest extends RunRequest {
  /** Shares the work with every `kimitsu worker`; the workspace is opened with the lock `shared`. */
  distributed?: boolean;
}

const MEGABYTE = 1_000_000;

/**
 * Both bounds together keep memory in hand. An object is read and encrypted in frames, so it takes far less than its
 * size; where it takes most, in an upload to S3, four parts of 8 MiB are held for an object of up to 20 GiB, never more
 * than about the object itself, and four of 64 MiB for the largest, which is then worked on alone.
 */
export function runOptions({ config }: Workspace, { signal, onProgress }: RunRequest): RunOptions {
  return {
    concurrency: config.run.concurrency,
    bytesAtOnce: config.run.concurrentMegabytes * MEGABYTE,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
}
