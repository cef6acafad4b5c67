import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { handOutListings, LISTINGS } from '../src/app/distribute/hand-out.js';
import { openQueue, workOn } from '../src/app/distribute/work.js';
import { withWorkspace } from '../src/app/workspace.js';
import { heldTo } from './held.js';
import { ServerWatch } from './server-watch.js';

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
/**
 * Loaded before a worker: it tells as its last words what processor time it took, and for which share of its time its main
 * thread, which asks the database and writes to it, had nothing to do; and how many threads its pool would have.
 */
const TELL = `data:text/javascript,${encodeURIComponent(
  `import { availableParallelism } from 'node:os';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const { utilization } = performance.eventLoopUtilization();
    process.stderr.write('TOLD ' + JSON.stringify({ cpu: (user + system) / 1e6, idle: 1 - utilization, threads: availableParallelism() }) + '\\n');
  });`,
)}`;

/** What some workers took for everything that was handed out. */
export interface WorkersRun {
  /** Seconds. */
  handOut: number;
  /** From the start of the workers until the last of them had nothing left to do. */
  seconds: number;
  workersCpu: number;
  threads: number;
  /** Share of the time, on average over the workers. */
  mainThreadIdle: number;
  serverCpu: number | undefined;
  lockWait: number;
}

/** From the start of the workers, with everything handed out before, until the last of them has nothing left to do. */
export async function measuredRun(
  dir: string,
  url: string,
  workers: number,
  processors: readonly number[] | undefined,
): Promise<WorkersRun> {
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
  const command = [process.execPath, '--import', TELL, MAIN, 'worker', '--until-empty', '--dir', dir];
  const processes = Array.from({ length: workers }, (_, at) =>
    spawn(...heldTo(processors?.[at], command), { stdio: ['ignore', 'ignore', 'pipe'] }),
  );
  const told = await Promise.all(processes.map(lastWords));
  const seconds = (performance.now() - started) / 1000;
  const { cpuSeconds: serverCpu, waiting } = await watch.end();
  const inventory = await withWorkspace(dir, {}, ({ ports }) => ports.catalog.inventory());
  if (inventory.some(({ state }) => state !== 'classified')) throw new Error('the workers left something to do');
  const workersCpu = told.reduce((sum, { cpu }) => sum + cpu, 0);
  const mainThreadIdle = told.reduce((sum, { idle }) => sum + idle, 0) / workers;
  const threads = told[0]?.threads ?? 0;
  return {
    handOut: handOutSeconds,
    seconds,
    workersCpu,
    threads,
    mainThreadIdle,
    serverCpu,
    lockWait: waiting / workers,
  };
}

async function lastWords(worker: ChildProcess): Promise<{ cpu: number; idle: number; threads: number }> {
  let said = '';
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const [code] = (await once(worker, 'close')) as [number | null];
  if (code !== 0) throw new Error(`a worker ended with ${code}: ${said}`);
  return JSON.parse(/^TOLD (.+)$/m.exec(said)?.[1] ?? '{}');
}
