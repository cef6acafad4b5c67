import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { say, type Tally } from '../tally.js';

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

/** Runs a program of this harness there, prints what it prints, and takes over its tally, which is its last line. */
export async function tallyOf(namespace: readonly string[], args: readonly string[], tally: Tally): Promise<void> {
  const [program = '', ...options] = namespace;
  const child = spawn(program, [...options, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let last: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (last !== undefined) say(last);
    last = line;
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`${args[0]} exited with ${code}\n${last}`);
  tally.add(JSON.parse(last ?? '') as Pick<Tally, 'kinds' | 'skipped'>);
}
