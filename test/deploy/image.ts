import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { inContainer } from './container.js';
import { lastOf, type Stage, stagesOf } from './dockerfile.js';

const execute = promisify(execFile);
/** What programs of the base image look up; the accounts are those of a fresh system. */
const ETC = ['passwd', 'group', 'shadow', 'gshadow', 'login.defs', 'nsswitch.conf', 'ld.so.cache'];

/** A file tree as the Dockerfile makes it, on this host's programs in the place of the base image's. */
export interface Image {
  root: string;
  /** `uid:gid` */
  user: string;
  workingDirectory: string;
  env: Readonly<Record<string, string>>;
  entryPoint: readonly string[];
  command: readonly string[];
}

/**
 * Carries out the Dockerfile's COPY and RUN, stage by stage. Earlier stages run their commands in a folder, the last one
 * in its own root.
 *
 * @param context - the repository
 */
export async function buildImage(context: string, dockerfile: string, place: string): Promise<Image> {
  const stages = stagesOf(await readFile(dockerfile, 'utf8'));
  const ignored = (await readFile(`${dockerfile}.dockerignore`, 'utf8')).split('\n').filter((line) => line !== '');
  const roots = new Map<string, string>();
  let root = '';
  for (const [at, stage] of stages.entries()) {
    root = join(place, `stage-${at}`);
    if (stage.name !== undefined) roots.set(stage.name, root);
    const last = at === stages.length - 1;
    if (last) await baseSystem(root);
    await carryOut(stage, { context, ignored, root, roots, last });
  }
  const last = stages.at(-1) as Stage;
  return {
    root,
    user: lastOf(last, 'USER'),
    workingDirectory: lastOf(last, 'WORKDIR'),
    env: Object.fromEntries(last.instructions.filter(({ name }) => name === 'ENV').map(({ text }) => text.split('='))),
    entryPoint: JSON.parse(lastOf(last, 'ENTRYPOINT')) as string[],
    command: JSON.parse(lastOf(last, 'CMD')) as string[],
  };
}

interface Building {
  context: string;
  ignored: readonly string[];
  root: string;
  roots: ReadonlyMap<string, string>;
  last: boolean;
}

async function carryOut({ instructions }: Stage, building: Building): Promise<void> {
  let folder = '/';
  for (const { name, text } of instructions) {
    const here = join(building.root, folder);
    if (name === 'WORKDIR') await mkdir(join(building.root, text), { recursive: true });
    if (name === 'WORKDIR') folder = text;
    if (name === 'COPY') await copy(text.split(/\s+/), here, building);
    if (name !== 'RUN') continue;
    if (!building.last) await execute('sh', ['-ec', text], { cwd: here, maxBuffer: 2 ** 26 });
    else {
      const { code, stderr } = await inContainer({ root: building.root, folder }, ['sh', '-ec', text]);
      if (code !== 0) throw new Error(`RUN ${text} exited with ${code}: ${stderr}`);
    }
  }
}

async function copy(words: readonly string[], here: string, { context, ignored, roots }: Building): Promise<void> {
  const stage = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.at(-1) ?? '';
  const from = stage === undefined ? context : roots.get(stage);
  if (from === undefined) throw new Error(`no stage ${stage}`);
  const kept = (path: string) => stage !== undefined || !isIgnored(relative(context, path), ignored);
  for (const path of paths.slice(0, -1)) {
    const into = target.endsWith('/') && path !== '.' ? join(here, target, basename(path)) : join(here, target);
    await mkdir(dirname(into), { recursive: true });
    await cp(join(from, path), into, { recursive: true, filter: kept, verbatimSymlinks: true });
  }
}

/** The two forms that our list has: a path from the top, and an ending anywhere. */
function isIgnored(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('**/*') ? path.endsWith(pattern.slice('**/*'.length)) : path === pattern,
  );
}

async function baseSystem(root: string): Promise<void> {
  for (const folder of ['usr', 'etc', 'proc', 'dev', 'tmp']) await mkdir(join(root, folder), { recursive: true });
  for (const link of ['bin', 'sbin', 'lib', 'lib64']) await symlink(`usr/${link}`, join(root, link));
  for (const name of ETC) await cp(join('/etc', name), join(root, 'etc', name));
}
