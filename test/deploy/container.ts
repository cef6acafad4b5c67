import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What runs, and what it may: the least when nothing is said is what a build step may. */
export interface Container {
  root: string;
  folder: string;
  env?: Readonly<Record<string, string>>;
  /** `uid:gid`; root when absent. Whoever is not root has no capability and gets none. */
  user?: string;
  /** Host folder → place in the container. With any, everything else is read-only and `/tmp` in memory. */
  volumes?: Readonly<Record<string, string>>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Mounts as a container engine does, then becomes the program, which is process 1 of its own process namespace. */
const ENTER = `set -e
root=$1; user=$2; folder=$3; shift 3
mount --bind "$root" "$root"
mount --rbind /usr "$root/usr"; mount -o remount,bind,ro "$root/usr"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
for device in null zero urandom random; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
readonly=
while [ "$1" != -- ]; do mount --bind "$1" "$root$2"; shift 2; readonly=yes; done
shift
if [ -n "$readonly" ]; then mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"; mount -o remount,bind,ro "$root"; fi
ulimit -c 0
become=
if [ -n "$user" ]; then become="/usr/bin/setpriv --reuid=\${user%:*} --regid=\${user#*:} --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs"; fi
exec chroot "$root" $become /usr/bin/env --chdir="$folder" "$@"`;

/** Starts a program in a container; it ends with this process. */
export function startContainer(container: Container, command: readonly string[]): ChildProcess {
  const { root, folder, env = {}, user = '', volumes = {} } = container;
  const settings = Object.entries({ PATH, ...env }).map(([name, value]) => `${name}=${value}`);
  const mounts = Object.entries(volumes).flat();
  const args = [root, user, folder, ...mounts, '--', '-i', ...settings, ...command];
  const namespaces = ['-m', '-p', '-f', '--kill-child', '--propagation', 'private'];
  return spawn('unshare', [...namespaces, 'sh', '-c', ENTER, 'sh', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @param meanwhile - begins with the container */
export async function inContainer(
  container: Container,
  command: readonly string[],
  meanwhile: (child: ChildProcess, said: () => string) => Promise<unknown> = async () => undefined,
): Promise<Ended> {
  const child = startContainer(container, command);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const [code] = await Promise.all([ended, meanwhile(child, () => said.stdout + said.stderr)]);
  return { code, ...said };
}

/** Sends a signal to process 1 of the container, as `docker stop` does. */
export async function signalContainer({ pid }: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const [first] = (await readFile(join('/proc', String(pid), 'task', String(pid), 'children'), 'utf8')).split(' ');
  if (!first) throw new Error('the container has no process');
  process.kill(Number(first), signal);
}
