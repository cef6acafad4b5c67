import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { classify } from '../src/app/classify.js';
import { createWorkspace } from '../src/app/create-workspace.js';
import { handOut } from '../src/app/distribute/run-distributed.js';
import { openQueue } from '../src/app/distribute/work.js';
import { withWorkspace } from '../src/app/workspace.js';
import { configTemplate } from '../src/config/template.js';
import { startPostgres, type TemporaryPostgres } from './postgres-server.js';

/**
 * What a service of many small objects costs: a first run over all of them and one that finds nothing changed, on the
 * embedded default; and what a second worker adds, on PostgreSQL.
 */

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '100000' },
    /** Objects that are shared between workers; less, because each is classified twice. */
    shared: { type: 'string', default: '10000' },
  },
});
const OBJECTS = Number(values.objects);
const SHARED = Number(values.shared);
const SYSTEMS = ['pbx', 'citizens-voice', 'response-history', 'inquiry-form'] as const;
const PER_FOLDER = 1000;
const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));

await main();

async function main(): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'kimitsu-bench-'));
  try {
    const embedded = join(folder, 'embedded');
    await newService(embedded, OBJECTS);
    const first = await classifiedPerSecond(embedded, OBJECTS);
    print(`first run over ${OBJECTS} objects: ${Math.round(first)} per second`);
    const rerun = await classifiedPerSecond(embedded, OBJECTS, 0);
    print(`run over the same, unchanged: ${Math.round(rerun)} per second`);
    const { size } = await stat(join(embedded, 'catalogue', 'catalogue.sqlite'));
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const figures = {
      firstRunObjectsPerSecond: Math.round(first),
      rerunObjectsPerSecond: Math.round(rerun),
      bytesPerObject: Math.round(size / OBJECTS),
      peakMb,
      workers2Speedup: await workers2Speedup(folder, print),
      objects: OBJECTS,
      sharedObjects: SHARED,
    };
    print(JSON.stringify(figures));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One worker against two over the same objects; null where there is no PostgreSQL. */
async function workers2Speedup(folder: string, print: (line: string) => void): Promise<number | null> {
  let server: TemporaryPostgres;
  try {
    server = await startPostgres();
  } catch (error) {
    print(`no second process measured: ${String(error)}`);
    return null;
  }
  try {
    const seconds: number[] = [];
    for (const workers of [1, 2]) {
      const dir = join(folder, `workers${workers}`);
      // Each run its own catalogue: a schema of the database.
      const url = new URL(server.url);
      url.pathname = `/workers${workers}`;
      await createDatabase(server.url, `workers${workers}`);
      await newService(dir, SHARED, url.href);
      seconds.push(await sharedSeconds(dir, workers));
      print(`${SHARED} objects on PostgreSQL by ${workers} worker(s): ${seconds.at(-1)!.toFixed(1)} s`);
    }
    return Math.round((seconds[0]! / seconds[1]!) * 100) / 100;
  } finally {
    await server.stop();
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
}

/** From the start of the workers, with everything handed out before, until the last of them has nothing left to do. */
async function sharedSeconds(dir: string, workers: number): Promise<number> {
  const options = { detector: true, lock: 'shared', actor: 'job:bench' } as const;
  await withWorkspace(dir, options, async (workspace) => {
    const queue = await openQueue(workspace.config);
    await handOut('classify-records', queue, workspace, {});
    await queue.close();
  });
  const started = performance.now();
  const command = [MAIN, 'worker', '--until-empty', '--dir', dir];
  const processes = Array.from({ length: workers }, () => spawn(process.execPath, command, { stdio: 'ignore' }));
  const ended = await Promise.all(processes.map((one) => once(one, 'exit') as Promise<[number | null]>));
  const seconds = (performance.now() - started) / 1000;
  if (ended.some(([code]) => code !== 0)) throw new Error(`workers ended with ${ended.join(', ')}`);
  const inventory = await withWorkspace(dir, {}, ({ ports }) => ports.catalog.inventory());
  if (inventory.some(({ state }) => state !== 'classified')) throw new Error('the workers left something to do');
  return seconds;
}

async function classifiedPerSecond(dir: string, objects: number, expected = objects): Promise<number> {
  const started = performance.now();
  const options = { detector: true, lock: 'exclusive', actor: 'job:bench' } as const;
  const { done, failed } = await withWorkspace(dir, options, (workspace) => classify(workspace));
  if (done !== expected || failed > 0) throw new Error(`${done} objects were classified, not ${expected}`);
  return objects / ((performance.now() - started) / 1000);
}

/** Small texts, half of them with somebody in it. */
async function newService(dir: string, objects: number, catalogue?: string): Promise<void> {
  const yaml = configTemplate('bench-centre');
  await createWorkspace(
    dir,
    'bench-centre',
    catalogue === undefined ? yaml : yaml.replace(/^catalogue: .*$/m, `catalogue: ${catalogue}`),
  );
  for (let at = 0; at < objects; at += PER_FOLDER) {
    const folder = join(dir, 'data', SYSTEMS[(at / PER_FOLDER) % SYSTEMS.length]!, '2026', String(at));
    await mkdir(folder, { recursive: true });
    await Promise.all(
      Array.from({ length: Math.min(PER_FOLDER, objects - at) }, (_, i) =>
        writeFile(join(folder, `${i}.txt`), textOf(at + i)),
      ),
    );
  }
}

function textOf(n: number): string {
  const number = String(n).padStart(8, '0');
  return n % 2 === 0
    ? `受付番号 ${n}\n氏名：山田太郎\n電話番号：090-${number.slice(0, 4)}-${number.slice(4)}\n転入の手続について問合せがあった。\n`
    : `受付番号 ${n}\n開庁時間についての問合せ。平日は午前９時から午後５時３０分までと案内した。\n`;
}
