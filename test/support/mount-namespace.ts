import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Ways to a namespace in which this user may mount: as root, or as an ordinary user where the kernel lets them. */
const WAYS = [
  ['unshare', '-m', '--propagation', 'private'],
  ['unshare', '-Urm', '--propagation', 'private'],
];
const TRIAL = ['sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'];

/** The program, with its arguments, that runs another one where it may mount; undefined where there is none. */
export async function ownNamespace(): Promise<readonly string[] | undefined> {
  for (const way of WAYS) {
    const [program = '', ...options] = way;
    const works = await promisify(execFile)(program, [...options, ...TRIAL]).then(
      () => true,
      () => false,
    );
    if (works) return way;
  }
  return undefined;
}
