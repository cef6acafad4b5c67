import { afterEach, beforeEach, vi } from 'vitest';
import { run } from '../../src/cli/program.js';

export interface Screen {
  stdout: string;
  stderr: string;
  /** Gives a command; what it writes takes the place of what is there. @returns its exit code */
  kimitsu(...args: string[]): Promise<number>;
}

/** What the commands of each test in this file write. */
export function screen(): Screen {
  const shown: Screen = {
    stdout: '',
    stderr: '',
    kimitsu(...args) {
      shown.stdout = '';
      shown.stderr = '';
      return run(['node', 'kimitsu', ...args]);
    },
  };
  beforeEach(() => {
    for (const name of ['stdout', 'stderr'] as const)
      vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
        shown[name] += String(chunk);
        return true;
      });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return shown;
}
