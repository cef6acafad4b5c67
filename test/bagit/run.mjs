// Runs the tests that hold packages against bagit-py: makes a Python environment of its own (`.venv-bagit`) and runs
// vitest with `vitest.bagit.config.ts`. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const venv = join(root, '.venv-bagit');
const requirements = join(here, 'requirements.txt');
const interpreter = join(venv, 'bin', 'python');

/** The interpreter's name, when there is one that can make environments. */
function python() {
  const check = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 9) else 1)';
  return ['python3', 'python'].find((name) => spawnSync(name, ['-c', check]).status === 0);
}

function skipAll() {
  const names = readdirSync(here).filter((name) => name.endsWith('.live.ts'));
  process.stdout.write('test:bagit: no Python 3.9 or newer with venv was found. Not run:\n');
  for (const name of names) process.stdout.write(`  test/bagit/${name}\n`);
}

/** Installs what `requirements.txt` pins, unless that is done already. */
function install(base) {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(venv, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(venv, { recursive: true, force: true });
  process.stdout.write('test:bagit: installing the validator\n');
  run(base, ['-m', 'venv', venv]);
  const options = ['--quiet', '--disable-pip-version-check', '--require-hashes'];
  run(interpreter, ['-m', 'pip', 'install', ...options, '-r', requirements]);
  writeFileSync(stamp, wanted);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed`, { cause: error });
}

const base = python();
if (!base) skipAll();
else {
  install(base);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--config', join(root, 'vitest.bagit.config.ts'), ...process.argv.slice(2)];
  const env = { ...process.env, KIMITSU_BAGIT_PYTHON: interpreter };
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
}
