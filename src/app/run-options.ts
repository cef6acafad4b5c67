import type { RunOptions } from '../run/runner.js';
import type { Workspace } from './workspace.js';

/** What a command may ask of a run. */
export interface RunRequest {
  system?: string;
  signal?: AbortSignal;
  onProgress?: RunOptions['onProgress'];
}

export function runOptions({ config }: Workspace, { signal, onProgress }: RunRequest): RunOptions {
  return {
    concurrency: config.run.concurrency,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
}
