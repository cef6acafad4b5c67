import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '../../bench/postgres-server.js';
import { type Ended, inContainer, signalContainer } from './container.js';
import type { Image } from './image.js';
import { podOf } from './pod.js';

const SYSTEMS = ['pbx', 'citizens-voice', 'response-history', 'inquiry-form'];
const RECORDS = 400;

/**
 * A pod of the Deployment with a PostgreSQL of this host, `classify --distributed` beside it as the CronJob gives it, then
 * the end that an eviction brings: SIGTERM, and what `terminationGracePeriodSeconds` allows.
 *
 * @returns what is wrong
 */
export async function wrongWithWorkers(image: Image, manifest: string, folder: string): Promise<string[]> {
  const server = await startPostgres();
  try {
    const { spec, container, env } = await podOf(manifest, image, folder);
    const { password, href } = new URL(server.url);
    const given = Object.fromEntries(env.map((name) => [name, password]));
    const at = { ...container, env: { ...container.env, ...given } };
    const kimitsu = (...args: string[]) => inContainer(at, [...image.entryPoint, ...args, '--dir', '/workspace']);
    const wrong: string[] = [];
    const expect = (what: string, { code, stdout, stderr }: Ended) => {
      if (code !== 0) wrong.push(`beside workers, ${what} exited with ${code}: ${(stdout + stderr).slice(-500)}`);
    };
    expect('init', await kimitsu('init'));
    const config = join(folder, 'workspace', 'kimitsu.yaml');
    const yaml = (await readFile(config, 'utf8'))
      .replace('folder: keys ', 'folder: keys-volume/keys ')
      // The password comes from the environment, as from the Secret.
      .replace(/^catalogue: .*$/m, `catalogue: ${href.replace(`:${password}@`, '@')}`);
    await writeFile(config, yaml);
    for (const system of SYSTEMS)
      for (let n = 0; n < RECORDS; n++)
        await writeFile(join(folder, 'workspace', 'data', system, `${n}.txt`), `氏名：架空山 花子様、第${n}報\n`);

    const [{ args }] = spec.containers;
    let evicted = 0;
    const worker = await inContainer(at, [...image.entryPoint, ...args, '--json'], async (child) => {
      expect('classify --distributed', await kimitsu('classify', '--distributed'));
      evicted = performance.now();
      await signalContainer(child, 'SIGTERM');
    });
    const seconds = (performance.now() - evicted) / 1000;
    expect(args.join(' '), worker);
    if (seconds > spec.terminationGracePeriodSeconds) wrong.push(`the worker took ${seconds} s to end`);
    if (!(JSON.parse(worker.stdout || '{}').shards > 0)) wrong.push(`the worker had no share: ${worker.stdout}`);
    return wrong;
  } finally {
    await server.stop();
  }
}
