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

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
/** Loaded before a worker: it tells as its last words what processor time it took. */
const TELL_CPU = `data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>process.stderr.write('CPU '+Object.values(process.cpuUsage()).reduce((a,b)=>a+b)/1e6+'\\n'))",
)}`;

export interface SharedWork {
  /** Seconds of one worker over those of two; null where there is no PostgreSQL. */
  workers2Speedup: number | null;
  /**
   * The same by processor time alone: that of one worker and the database over that of two and the database, spread over
   * two cores. Others who use the machine change it little, and the second worker's start counts; waiting does not.
   */
  workers2SpeedupByCpu?: number | null;
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
      print(`… by ${workers} worker(s): ${run.seconds.toFixed(1)} s (${cpu}; ${waited})`);
    }
    return figures(runs as [Run, Run], objects);
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
  const command = ['--import', TELL_CPU, MAIN, 'worker', '--until-empty', '--dir', dir];
  const processes = Array.from({ length: workers }, () =>
    spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] }),
  );
  const cpus = await Promise.all(processes.map(cpuTold));
  const seconds = (performance.now() - started) / 1000;
  const { cpuSeconds: serverCpu, waiting } = await watch.end();
  const inventory = await withWorkspace(dir, {}, ({ ports }) => ports.catalog.inventory());
  if (inventory.some(({ state }) => state !== 'classified')) throw new Error('the workers left something to do');
  const workersCpu = cpus.reduce((sum, cpu) => sum + cpu, 0);
  return { handOut: handOutSeconds, seconds, workersCpu, serverCpu, lockWait: waiting / workers };
}

async function cpuTold(worker: ChildProcess): Promise<number> {
  let said = '';
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const [code] = (await once(worker, 'close')) as [number | null];
  if (code !== 0) throw new Error(`a worker ended with ${code}: ${said}`);
  return Number(/^CPU (.+)$/m.exec(said)?.[1]);
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
