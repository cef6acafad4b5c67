import type { ChildProcess } from 'node:child_process';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Container, type Ended, inContainer, signalContainer } from './container.js';
import type { Image } from './image.js';
import { podOf } from './pod.js';

const EVERY_MINUTE = `schedule:
  - { job: classify, cron: '* * * * *' }
`;
const FIRE_MS = 150_000;

/** Runs the image as docs/operation.md says and as the CronJob says. @returns what is wrong */
export async function wrongInContainer(image: Image, cronJob: string, place: string): Promise<string[]> {
  return [...(await asDocker(image, join(place, 'docker'))), ...(await asCronJob(image, cronJob, join(place, 'pod')))];
}

/** `docker run --read-only --tmpfs /tmp --cap-drop ALL …` with a folder of the user's as its workspace. */
async function asDocker(image: Image, folder: string): Promise<string[]> {
  await mkdir(folder, { mode: 0o700 });
  await chown(folder, ...ids(image.user));
  const at = { ...containerOf(image), volumes: { [folder]: '/workspace' } };
  const kimitsu = (...args: string[]) => inContainer(at, [...image.entryPoint, ...args, '--dir', '/workspace']);
  const wrong: string[] = [];
  const expect = (what: string, { code, stdout, stderr }: Ended, wanted = 0) => {
    if (code !== wanted) wrong.push(`${what} exited with ${code}: ${(stdout + stderr).slice(-500)}`);
  };
  const shell = (script: string) => inContainer(at, ['sh', '-c', script]);
  expect(
    'as the user of the image',
    await shell(`test "$(id -u):$(id -g)" = ${image.user} && test "$(ulimit -c)" = 0`),
  );
  expect('writing beside the workspace', await shell('touch /opt/kimitsu/x 2>/dev/null'), 1);
  expect('init', await kimitsu('init'));
  await schedule(folder);
  await writeFile(join(folder, 'data', 'pbx', 'memo.txt'), '氏名：架空山 花子様、折返し 090-1234-5678\n');
  expect('classify', await kimitsu('classify'));
  // What is read of the package beside its code: style sheet, threat model and licences, certificate page and fixtures.
  expect('report', await kimitsu('report', '--html', '/workspace/report.html'));
  expect('documents', await kimitsu('documents', 'render'));
  const demo = [...image.entryPoint, 'demo', '--dir', '/workspace/demo'];
  expect('demo', await inContainer(at, demo));
  const doctor = await kimitsu('doctor', '--json');
  for (const { id, state, detail } of checksOf(doctor.stdout)) {
    process.stdout.write(`doctor in the container: ${id}: ${state}\n`);
    if (state === 'bad') wrong.push(`doctor: ${id}: ${detail}`);
  }
  // As the image does by itself, as process 1, for one fire; then `docker stop`.
  const scheduled = await inContainer(at, [...image.entryPoint, ...image.command], async (child, said) => {
    await until(child, said, '"job ended"');
    await signalContainer(child, 'SIGTERM');
  });
  expect('schedule', scheduled);
  if (!scheduled.stderr.includes('"stopped"'))
    wrong.push(`schedule did not stop by itself: ${scheduled.stderr.slice(-300)}`);
  return wrong;
}

/** As Kubernetes runs the CronJob. */
async function asCronJob(image: Image, manifest: string, folder: string): Promise<string[]> {
  const { spec, container } = await podOf(manifest, image, folder);
  const [{ args }] = spec.containers;
  const wrong: string[] = [];
  const expect = (what: string, { code, stdout, stderr }: Ended) => {
    if (code !== 0) wrong.push(`in the pod, ${what} exited with ${code}: ${(stdout + stderr).slice(-500)}`);
  };
  expect('init', await inContainer(container, [...image.entryPoint, 'init', '--dir', '/workspace']));
  const config = join(folder, 'workspace', 'kimitsu.yaml');
  await writeFile(config, (await readFile(config, 'utf8')).replace('folder: keys ', 'folder: keys-volume/keys '));
  expect('classify', await inContainer(container, [...image.entryPoint, 'classify', '--dir', '/workspace']));
  expect(args.join(' '), await inContainer(container, [...image.entryPoint, ...args]));
  return wrong;
}

const ids = (user: string) => user.split(':').map(Number) as [uid: number, gid: number];

function containerOf({ root, workingDirectory, env, user }: Image): Container {
  return { root, folder: workingDirectory, env, user };
}

async function schedule(workspace: string): Promise<void> {
  const file = join(workspace, 'kimitsu.yaml');
  const yaml = (await readFile(file, 'utf8')).replace(/^schedule:\n( {2}- .*\n)+/m, EVERY_MINUTE);
  if (!yaml.includes(EVERY_MINUTE)) throw new Error('the template has no schedule');
  await writeFile(file, yaml);
}

function checksOf(stdout: string): { id: string; state: string; detail: unknown }[] {
  const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
  return Array.isArray(told) ? told : told.checks;
}

async function until(child: ChildProcess, said: () => string, word: string): Promise<void> {
  const end = performance.now() + FIRE_MS;
  while (!said().includes(word)) {
    if (child.exitCode !== null) throw new Error(`it ended by itself: ${said().slice(-500)}`);
    if (performance.now() > end) throw new Error(`it did not say ${word}: ${said().slice(-500)}`);
    await delay(200);
  }
}
