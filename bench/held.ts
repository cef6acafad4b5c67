import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/**
 * Numbers of the processors this process may use, where `taskset` can hold another one to each of them; undefined where
 * there is none (other systems than Linux) or where there is one processor only.
 */
export async function processorsToHold(): Promise<number[] | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const ranges = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1]?.split(',') ?? [];
  const processors = ranges.flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  if (processors.length < 2) return undefined;
  const { status: code } = spawnSync('taskset', ['-c', String(processors[0]), 'true']);
  return code === 0 ? processors : undefined;
}

/** Program and arguments that run `command` on one processor; the command itself where none is given. */
export function heldTo(processor: number | undefined, command: readonly string[]): [string, string[]] {
  const [program = '', ...rest] = processor === undefined ? command : ['taskset', '-c', String(processor), ...command];
  return [program, rest];
}
