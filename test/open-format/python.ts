import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';

const VENV = join(packageRoot(), '.venv-open');
const REQUIREMENTS = join(packageRoot(), 'test', 'open-format', 'requirements.txt');
/** An interpreter that the pinned packages run on and that can make environments. */
const SUITABLE = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 11) else 1)';

/**
 * An interpreter with exactly the pinned packages, in an environment of its own (`.venv-open`).
 * @returns undefined where there is no Python to make one with
 */
export function pinnedPython(): string | undefined {
  const interpreter = ['python3', 'python'].find((name) => spawnSync(name, ['-c', SUITABLE]).status === 0);
  if (!interpreter) return undefined;
  const python = join(VENV, 'bin', 'python');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const stamp = join(VENV, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  rmSync(VENV, { recursive: true, force: true });
  mustRun(interpreter, ['-m', 'venv', VENV]);
  mustRun(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', REQUIREMENTS]);
  writeFileSync(stamp, wanted);
  return python;
}

function mustRun(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed`, { cause: error });
}
