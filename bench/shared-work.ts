import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { processorsToHold } from './held.js';
import { startPostgres, type TemporaryPostgres } from './postgres-server.js';
import { twoProcessesSpeedup } from './two-processes.js';
import { measuredRun, type WorkersRun } from './workers-run.js';

/** What a second worker adds. */
export interface Speedup {
  /** Seconds of one worker over those of two; null where it could not be measured. */
  workers2Speedup: number | null;
  /**
   * The same by processor time alone: that of one worker and the database over that of two and the database, spread over
   * two cores. Others who use the machine change it little, and the second worker's start counts; waiting does not.
   */
  workers2SpeedupByCpu?: number | null;
  /** Of two processes that only compute over one: what the machine gives at most (`twoProcessesSpeedup`). */
  twoProcessesSpeedup?: number;
  /** Threads that a worker starts for detection beside its main one, once it has read much. */
  threads?: number;
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

/**
 * By itself: objects of mixed sizes, as records are, and each worker held to one processor, as on two machines of one
 * processor each, with the database free on all; where no process can be held, free. Beside it the same with workers free
 * on all processors, where one worker alone already uses more than one of them, and both with small objects, where a
 * worker's start and warming up weigh most.
 */
export interface SharedWork extends Speedup {
  free?: Speedup;
  small?: Speedup;
  smallFree?: Speedup;
}

export interface ServiceToShare {
  objects: number;
  /** For people: what the objects are. */
  said: string;
  make(dir: string, catalogue: string): Promise<void>;
}

interface Surroundings {
  folder: string;
  server: string;
  print: (line: string) => void;
}

/** One worker against two over the same objects, each on a catalogue of its own. */
export async function sharedWork(
  { small, mixed }: { small: ServiceToShare; mixed: ServiceToShare },
  { folder, print }: { folder: string; print: (line: string) => void },
): Promise<SharedWork> {
  let server: TemporaryPostgres;
  try {
    server = await startPostgres();
  } catch (error) {
    print(`no second process measured: ${String(error)}`);
    return { workers2Speedup: null };
  }
  try {
    const around = { folder, server: server.url, print };
    const processors = await processorsToHold();
    const ceiling = await ceilingOf(undefined, print);
    const free = { ...(await speedup('mixed_free', mixed, undefined, around)), ...ceiling };
    const smallFree = { ...(await speedup('small_free', small, undefined, around)), ...ceiling };
    if (!processors) {
      print('no worker is held to one processor: there is no taskset here, or only one processor');
      return { ...free, free, small: { workers2Speedup: null }, smallFree };
    }
    const ceilingHeld = await ceilingOf(processors, print);
    const held = { ...(await speedup('mixed', mixed, processors, around)), ...ceilingHeld };
    return {
      ...held,
      free,
      small: { ...(await speedup('small', small, processors, around)), ...ceilingHeld },
      smallFree,
    };
  } finally {
    await server.stop();
  }
}

async function ceilingOf(
  processors: readonly number[] | undefined,
  print: (line: string) => void,
): Promise<{ twoProcessesSpeedup: number }> {
  const ceiling = await twoProcessesSpeedup(processors);
  const held = processors ? ', each held to one processor,' : '';
  print(
    `two processes that only compute${held} do ×${ceiling.toFixed(2)} of one: more than that a second worker cannot add`,
  );
  return { twoProcessesSpeedup: hundredths(ceiling) };
}

async function speedup(
  name: string,
  { objects, said, make }: ServiceToShare,
  processors: readonly number[] | undefined,
  { folder, server, print }: Surroundings,
): Promise<Speedup> {
  const runs: WorkersRun[] = [];
  for (const workers of [1, 2]) {
    const dir = join(folder, `${name}${workers}`);
    const url = await newDatabase(server, `${name}${workers}`);
    await make(dir, url);
    const run = await measuredRun(dir, url, workers, processors);
    await rm(dir, { recursive: true, force: true });
    runs.push(run);
    print(
      `${objects} objects (${said}) on PostgreSQL listed and handed out by one process: ${run.handOut.toFixed(1)} s`,
    );
    const cpu = `processor time ${run.workersCpu.toFixed(1)} s, of the database ${run.serverCpu?.toFixed(1) ?? '?'} s`;
    const waited = `waiting for the lock ${(run.lockWait * 100).toFixed(1)}% of the time`;
    const idle = `main threads with nothing to do ${(run.mainThreadIdle * 100).toFixed(0)}%`;
    const each = `${processors ? 'each held to one processor, ' : ''}with up to ${run.threads} thread(s) for detection`;
    print(`… by ${workers} worker(s) ${each}: ${run.seconds.toFixed(1)} s (${cpu}; ${waited}; ${idle})`);
  }
  return figures(runs as [WorkersRun, WorkersRun], objects);
}

function figures([one, two]: [WorkersRun, WorkersRun], objects: number): Speedup {
  const cpuOf = ({ workersCpu, serverCpu }: WorkersRun) => workersCpu + (serverCpu ?? Number.NaN);
  const byCpu = cpuOf(one) / (cpuOf(two) / Math.min(2, availableParallelism()));
  return {
    workers2Speedup: hundredths(one.seconds / two.seconds),
    workers2SpeedupByCpu: Number.isNaN(byCpu) ? null : hundredths(byCpu),
    threads: two.threads,
    databaseShare: two.serverCpu === undefined ? null : hundredths(two.serverCpu / cpuOf(two)),
    mainThreadIdleShare: hundredths(two.mainThreadIdle),
    lockWaitShare: hundredths(two.lockWait),
    handOutShare: hundredths(one.handOut / (one.handOut + one.seconds)),
    handOutObjectsPerSecond: Math.round(objects / one.handOut),
  };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

async function newDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
