import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { classify } from '../src/app/classify.js';
import { createWorkspace } from '../src/app/create-workspace.js';
import { withWorkspace } from '../src/app/workspace.js';
import { configTemplate } from '../src/config/template.js';
import { MIXTURE_SAID, type MixedObject, mixedObjects } from './mixed-objects.js';
import { sharedWork } from './shared-work.js';

/**
 * What a service of many small objects costs: a first run over all of them and one that finds nothing changed, on the
 * embedded default; and what a second worker adds, on PostgreSQL: with objects of mixed sizes and with small ones, each
 * worker held to one processor and on all of them.
 */

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '100000' },
    /** Objects that are shared between workers; less, because each is classified twice. */
    shared: { type: 'string', default: '10000' },
    /** The same, of mixed sizes. */
    mixed: { type: 'string', default: '2000' },
  },
});
const OBJECTS = Number(values.objects);
const SHARED = Number(values.shared);
const MIXED = Number(values.mixed);
const SYSTEMS = ['pbx', 'citizens-voice', 'response-history', 'inquiry-form'] as const;
const PER_FOLDER = 1000;

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
      ...(await sharedWork(toShare(), { folder, print })),
      objects: OBJECTS,
      sharedObjects: SHARED,
      mixedObjects: MIXED,
    };
    print(JSON.stringify(figures));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function classifiedPerSecond(dir: string, objects: number, expected = objects): Promise<number> {
  const started = performance.now();
  const options = { detector: true, lock: 'exclusive', actor: 'job:bench' } as const;
  const { done, failed } = await withWorkspace(dir, options, (workspace) => classify(workspace));
  if (done !== expected || failed > 0) throw new Error(`${done} objects were classified, not ${expected}`);
  return objects / ((performance.now() - started) / 1000);
}

function toShare(): Parameters<typeof sharedWork>[0] {
  const mixed = mixedObjects();
  return {
    small: { objects: SHARED, said: 'texts of about 150 bytes', make: (dir, url) => newService(dir, SHARED, url) },
    mixed: { objects: MIXED, said: MIXTURE_SAID, make: (dir, url) => newService(dir, MIXED, url, mixed) },
  };
}

async function newService(dir: string, objects: number, catalogue?: string, objectOf = smallObject): Promise<void> {
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
      Array.from({ length: Math.min(PER_FOLDER, objects - at) }, (_, i) => {
        const { extension, content } = objectOf(at + i);
        return writeFile(join(folder, `${i}.${extension}`), content);
      }),
    );
  }
}

/** Small texts, half of them with somebody in it. */
function smallObject(n: number): MixedObject {
  const number = String(n).padStart(8, '0');
  const content =
    n % 2 === 0
      ? `受付番号 ${n}\n氏名：山田太郎\n電話番号：090-${number.slice(0, 4)}-${number.slice(4)}\n転入の手続について問合せがあった。\n`
      : `受付番号 ${n}\n開庁時間についての問合せ。平日は午前９時から午後５時３０分までと案内した。\n`;
  return { extension: 'txt', content };
}
