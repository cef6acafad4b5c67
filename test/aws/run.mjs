// Runs the tests that need a server speaking S3 and KMS: makes a Python environment of its own (`.venv-aws`), starts
// moto on a free loopback port, runs vitest with `vitest.aws.config.ts`, and stops the server. Arguments go to vitest.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const venv = join(root, '.venv-aws');
const requirements = join(here, 'requirements.txt');
const START_LIMIT = 60_000;

/** The interpreter's name, when there is one that moto runs on and that can make environments. */
function python() {
  const check = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
  return ['python3', 'python'].find((name) => spawnSync(name, ['-c', check]).status === 0);
}

function skipAll() {
  const names = readdirSync(here).filter((name) => /\.(contract|live)\.ts$/.test(name));
  process.stdout.write('test:aws: no Python 3.10 or newer with venv was found. Not run:\n');
  for (const name of names) process.stdout.write(`  test/aws/${name}\n`);
}

/** Installs what `requirements.txt` pins, unless that is done already. */
function install(interpreter) {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(venv, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(venv, { recursive: true, force: true });
  process.stdout.write('test:aws: installing the server\n');
  run(interpreter, ['-m', 'venv', venv]);
  run(join(venv, 'bin', 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    requirements,
  ]);
  writeFileSync(stamp, wanted);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed`, { cause: error });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function start() {
  const port = await freePort();
  const server = spawn(join(venv, 'bin', 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_LIMIT; Date.now() < end && server.exitCode === null; await delay(100)) {
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return { server, endpoint };
  }
  server.kill();
  throw new Error('the server did not start');
}

async function main() {
  const interpreter = python();
  if (!interpreter) return skipAll();
  install(interpreter);
  const { server, endpoint } = await start();
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = [vitest, 'run', '--config', join(root, 'vitest.aws.config.ts'), ...process.argv.slice(2)];
    const tests = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, KIMITSU_AWS_ENDPOINT: endpoint, AWS_EC2_METADATA_DISABLED: 'true' },
    });
    const [code] = await once(tests, 'exit');
    process.exitCode = code ?? 1;
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  }
}

await main();
