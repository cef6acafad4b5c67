import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { handOutListings, LISTINGS } from '../src/app/distribute/hand-out.js';
import { openQueue, workOn } from '../src/app/distribute/work.js';
import { withWorkspace } from '../src/app/workspace.js';
import { startPostgres, type TemporaryPostgres } from './postgres-server.js';
import { ServerWatch } from './server-watch.js';
import { twoProcessesSpeedup } from './two-processes.js';

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
/**
 * Loaded before a worker: it tells as its last words what processor time it took, and for which share of its time its main
 * thread, which asks the database and writes to it, had nothing to do.
 */
const TELL = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const { utilization } = performance.eventLoopUtilization();
    process.stderr.write('TOLD ' + JSON.stringify({ cpu: (user + system) / 1e6, idle: 1 - utilization }) + '\\n');
  });`,
)}`;

export interface SharedWork {
  /** Seconds of one worker over those of two; null where there is no PostgreSQL. */
  workers2Speedup: number | null;
  /**
   * The same by processor time alone: that of one worker and the database over that of two and the database, spread over
   * two cores. Others who use the machine change it little, and the second worker's start counts; waiting does not.
   */
  workers2SpeedupByCpu?: number | null;
  /** Of two processes that only compute over one: what the machine gives at most (`twoProcessesSpeedup`). */
  twoProcessesSpeedup?: number;
  /** Of the processor time that two workers take with their database, that of the database. */
  databaseShare?: number | null;
  /** Share of two workers' time in which their main threads waited for classification, disk or database. */
  mainThreadIdleShare?: number;
  /** Share of two workers' time in which they waited for the lock that orders changes. */
  lockWaitShare?: number;
  /** Listing, planning and handing out, which one process does, as a share of a distributed run by one worker. */
  handOutShare?: number;
  handOutObjectsPerSecond?: number;
}

interface Run {
  handOut: number;
  seconds: number;
  workersCpu: number;
  /** Share of the time, on average over the workers. */
  mainThreadIdle: number;
  serverCpu: number | undefined;
  lockWait: number;
}

/** One worker against two over the same objects, each on a catalogue of its own. */
export async function sharedWork(
  newService: (dir: string, catalogue: string) => Promise<void>,
  { folder, objects, print }: { folder: string; objects: number; print: (line: string) => void },
): Promise<SharedWork> {
  let server: TemporaryPostgres;
  try {
    server = await startPostgres();
  } catch (error) {
    print(`no second process measured: ${String(error)}`);
    return { workers2Speedup: null };
  }
  try {
    const ceiling = await twoProcessesSpeedup();
    print(
      `two processes that only compute do ×${ceiling.toFixed(2)} of one: more than that a second worker cannot add`,
    );
    const runs: Run[] = [];
    for (const workers of [1, 2]) {
      const dir = join(folder, `workers${workers}`);
      const url = await newDatabase(server.url, `workers${workers}`);
      await newService(dir, url);
      const run = await measured(dir, url, workers);
      runs.push(run);
      print(`${objects} objects on PostgreSQL listed and handed out by one process: ${run.handOut.toFixed(1)} s`);
      const cpu = `processor time ${run.workersCpu.toFixed(1)} s, of the database ${run.serverCpu?.toFixed(1) ?? '?'} s`;
      const waited = `waiting for the lock ${(run.lockWait * 100).toFixed(1)}% of the time`;
      const idle = `main threads with nothing to do ${(run.mainThreadIdle * 100).toFixed(0)}%`;
      print(`… by ${workers} worker(s): ${run.seconds.toFixed(1)} s (${cpu}; ${waited}; ${idle})`);
    }
    return { ...figures(runs as [Run, Run], objects), twoProcessesSpeedup: hundredths(ceiling) };
  } finally {
    await server.stop();
  }
}

function figures([one, two]: [Run, Run], objects: number): SharedWork {
  const cpuOf = ({ workersCpu, serverCpu }: Run) => workersCpu + (serverCpu ?? Number.NaN);
  const byCpu = cpuOf(one) / (cpuOf(two) / Math.min(2, availableParallelism()));
  return {
    workers2Speedup: hundredths(one.seconds / two.seconds),
    workers2SpeedupByCpu: Number.isNaN(byCpu) ? null : hundredths(byCpu),
    databaseShare: two.serverCpu === undefined ? null : hundredths(two.serverCpu / cpuOf(two)),
    mainThreadIdleShare: hundredths(two.mainThreadIdle),
    lockWaitShare: hundredths(two.lockWait),
    handOutShare: hundredths(one.handOut / (one.handOut + one.seconds)),
    handOutObjectsPerSecond: Math.round(objects / one.handOut),
  };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

/** From the start of the workers, with everything handed out before, until the last of them has nothing left to do. */
async function measured(dir: string, url: string, workers: number): Promise<Run> {
  const options = { detector: true, lock: 'shared', actor: 'job:bench' } as const;
  const handOutSeconds = await withWorkspace(dir, options, async (workspace) => {
    const queue = await openQueue(workspace.config);
    const started = performance.now();
    await handOutListings('classify-records', queue, workspace, {});
    for (let lease = await queue.take(LISTINGS); lease; lease = await queue.take(LISTINGS))
      await workOn(lease, queue, workspace, undefined);
    const seconds = (performance.now() - started) / 1000;
    await queue.close();
    return seconds;
  });
  const watch = await ServerWatch.begin(url);
  const started = performance.now();
  const command = ['--import', TELL, MAIN, 'worker', '--until-empty', '--dir', dir];
  const processes = Array.from({ length: workers }, () =>
    spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] }),
  );
  const told = await Promise.all(processes.map(lastWords));
  const seconds = (performance.now() - started) / 1000;
  const { cpuSeconds: serverCpu, waiting } = await watch.end();
  const inventory = await withWorkspace(dir, {}, ({ ports }) => ports.catalog.inventory());
  if (inventory.some(({ state }) => state !== 'classified')) throw new Error('the workers left something to do');
  const workersCpu = told.reduce((sum, { cpu }) => sum + cpu, 0);
  const mainThreadIdle = told.reduce((sum, { idle }) => sum + idle, 0) / workers;
  return { handOut: handOutSeconds, seconds, workersCpu, mainThreadIdle, serverCpu, lockWait: waiting / workers };
}

async function lastWords(worker: ChildProcess): Promise<{ cpu: number; idle: number }> {
  let said = '';
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const [code] = (await once(worker, 'close')) as [number | null];
  if (code !== 0) throw new Error(`a worker ended with ${code}: ${said}`);
  return JSON.parse(/^TOLD (.+)$/m.exec(said)?.[1] ?? '{}');
}

async function newDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
